package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Baseline;
import io.humhelix.bench.compare.Baselines;
import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.LimitVerdict;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.export.ActionBenchmarkExport;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Limit;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which systems of a baseline are measured again beside the candidates, and why others are not. */
class RemeasureTest {

  private static final SutSpec BEFORE =
      SutSpec.of("sut", "fake", "model").withOption("beam_size", 1);
  private static final SutSpec NOW = SutSpec.of("sut", "fake", "model").withOption("beam_size", 5);

  @TempDir Path folder;

  private final Models fake = new Models();

  /** Its models are files, and it says by its beams which system it is. */
  private final class Models extends FakeProvider {
    private String refused = "";

    /** Whether a model need not be a file, as of a command. */
    private boolean anyModel;

    private String unloadable = "";
    private String wrong = "";
    private String broken = "";

    @Override
    public List<OptionSpec> options() {
      List<OptionSpec> options = new ArrayList<>(super.options());
      options.add(OptionSpec.of("api_key", OptionSpec.Type.TEXT, "opens it"));
      return options;
    }

    @Override
    public Preflight preflight(OpenRequest request) {
      Path file = folder.resolve(request.spec().model());
      if (!Files.exists(file) && anyModel) {
        return Preflight.ok(List.of());
      }
      if (!Files.exists(file)) {
        return Preflight.refused(
            List.of(
                Issue.error(
                    "model-missing", "there is no model '" + request.spec().model() + "'.", "")));
      }
      return request.spec().device().toString().equals(refused)
          ? Preflight.refused(
              List.of(Issue.error("device-missing", "there is no device '" + refused + "'.", "")))
          : Preflight.ok(List.of(file));
    }

    @Override
    public Sut open(OpenRequest request) throws SutException {
      String beams = request.options().integer("beam_size").orElseThrow().toString();
      if (beams.equals(unloadable)) {
        throw new SutException(FailureKind.SUT_ERROR, "the disk is gone", "");
      }
      Sut sut = super.open(request);
      return new Sut() {
        @Override
        public EffectiveSut effective() {
          return sut.effective();
        }

        @Override
        public Transcript transcribe(TranscriptionRequest call, TranscriptionProgress progress)
            throws SutException {
          if (beams.equals(broken)) {
            throw new SutException(FailureKind.SUT_ERROR, "broken", "");
          }
          return beams.equals(wrong) ? FakeProvider.says("wrong") : sut.transcribe(call, progress);
        }

        @Override
        public void close() throws SutException {
          sut.close();
        }
      };
    }
  }

  @BeforeEach
  void model() throws Exception {
    Files.writeString(folder.resolve("model"), "weights");
  }

  private BenchmarkDefinition.Builder definition(SutSpec... suts) throws Exception {
    return TestClips.definition(folder, 1).suts(List.of(suts));
  }

  private Harness.Builder harness() {
    return Harness.builder().discovery(false).provider(fake);
  }

  private RunResult baseline(SutSpec... suts) throws Exception {
    return harness().output(folder.resolve("before")).run(definition(suts).build());
  }

  private RunResult beside(RunResult baseline, BenchmarkDefinition definition) throws Exception {
    return harness().baseline(Baseline.of(baseline)).output(folder.resolve("now")).run(definition);
  }

  /** Runs the candidate, of whose baseline nothing is to be had; returns the reason. */
  private String reason(RunResult baseline, BenchmarkDefinition definition) throws Exception {
    RunResult run = beside(baseline, definition);
    assertEquals(List.of(), run.remeasured());
    List<Issue> notes =
        run.issues().stream().filter(i -> i.code().equals("baseline-across-runs")).toList();
    assertEquals(1, notes.size(), run.issues().toString());
    assertFalse(pair(run, baseline).paired());
    assertEquals(fake.opened.get(), fake.closed.get());
    String begin = "baseline 'sut / clips': compared across runs: ";
    assertTrue(notes.get(0).message().startsWith(begin), notes.toString());
    return notes.get(0).message().substring(begin.length());
  }

  private static RunConfigComparison pair(RunResult run, RunResult baseline) {
    return run.compareWith(Baseline.of(baseline)).pairs().get(0);
  }

  @Test
  void aSystemThatIsToBeHadIsMeasuredInTheSameBlocks() throws Exception {
    RunResult before = baseline(BEFORE);
    RunResult run = beside(before, definition(NOW).build());
    assertEquals(
        List.of("sut / clips", "sut (baseline) / clips"),
        run.runConfigs().stream().map(RunConfigResult::label).toList());
    RunConfigResult again = run.remeasured().get(0);
    assertEquals(1L, again.runConfig().sut().options().integer("beam_size").orElseThrow());
    assertEquals(run.candidates().get(0).validTrials().size(), again.validTrials().size());
    assertEquals(before.runId(), again.runConfig().remeasured().orElseThrow().runId());
    assertEquals(
        List.of("baseline 'sut / clips': measured again in this run, as 'sut (baseline)'."),
        run.issues().stream()
            .filter(i -> i.code().startsWith("baseline-"))
            .map(Issue::message)
            .toList());
    assertEquals(run, RunReader.read(run.resultsFile().orElseThrow()));
    RunConfigComparison pair = pair(run, before);
    assertTrue(pair.paired());
    assertEquals("sut / clips", pair.label());
    assertEquals(
        "measured again beside the candidate; they differ in sut.options.beam_size: 1 / 5.",
        pair.notes().get(0));
  }

  @Test
  void theFileAloneHasTheVerdictOfTheRun() throws Exception {
    RunResult before = baseline(BEFORE);
    RunResult run = beside(before, definition(NOW).build());
    RunResult stored = RunReader.readWithoutTexts(run.resultsFile().orElseThrow());
    Comparison alone = RunComparison.remeasured(stored, ComparisonPolicy.DEFAULT);
    Comparison both = run.compareWith(Baseline.of(before));
    assertEquals(both.gate(), alone.gate());
    assertEquals(both.outcome(), alone.outcome());
    assertEquals(both.summary(), alone.summary());
    assertEquals(List.of(), alone.missing());
    assertFalse(both.notes().toString().contains("two runs"), both.notes().toString());
  }

  @Test
  void whatTheFileLacksIsMissingWithoutTheBaseline() throws Exception {
    SutSpec same = NOW.withName("same");
    RunResult before = baseline(BEFORE, same, BEFORE.withName("gone"));
    RunResult run = beside(before, definition(NOW, same, NOW.withName("new")).build());
    assertEquals(1, run.remeasured().size());
    Comparison alone = RunComparison.remeasured(run, ComparisonPolicy.DEFAULT);
    assertEquals(List.of("same / clips", "gone / clips"), alone.missing());
    assertTrue(
        alone
            .unmatched()
            .contains(
                "baseline 'gone / clips': not measured: nothing in this run has its name, or asks for"
                    + " the same."),
        alone.unmatched().toString());
    assertEquals(
        List.of("same / clips"),
        RunComparison.remeasured(run, ComparisonPolicy.DEFAULT.withPartial(true)).missing());
    Comparison both = run.compareWith(Baseline.of(before));
    assertEquals(List.of(true, false), both.pairs().stream().map(p -> p.paired()).toList());
    assertTrue(both.notes().toString().contains("two runs"), both.notes().toString());
    assertEquals(List.of("gone / clips"), both.missing());
  }

  /** Whether the other key opens another system nobody can tell. */
  @Test
  void whatDiffersInASecretAloneIsNotCalledTheSame() throws Exception {
    SutSpec before = BEFORE.withOption("api_key", "hunter2");
    assertEquals(
        "the definition asks for the same system, as far as results tell, which hold no secrets;"
            + " its run here is the newer measurement.",
        reason(
            RunReader.read(baseline(before).resultsFile().orElseThrow()),
            definition(BEFORE.withOption("api_key", "hunter3")).build()));
  }

  @Test
  void theSameSystemIsItsOwnNewerMeasurement() throws Exception {
    assertEquals(
        "the definition asks for the same system, whose run here is the newer measurement.",
        reason(baseline(BEFORE), definition(BEFORE).build()));
    Files.copy(folder.resolve("model"), folder.resolve("copy"));
    assertEquals(
        "the definition asks for the same system, whose run here is the newer measurement.",
        reason(baseline(BEFORE), definition(BEFORE.withModel("copy")).build()));
  }

  @Test
  void anotherEngineIsToldOfBeforeTheFirstBlock() throws Exception {
    RunResult before = baseline(BEFORE);
    fake.engineVersion = "2";
    assertEquals(
        "engine fake 2 here, fake 1 in the baseline.", reason(before, definition(NOW).build()));
    fake.engineVersion = "unknown";
    assertEquals(1, beside(before, definition(NOW).build()).remeasured().size());
  }

  @Test
  void aSystemThatCannotBeLoadedIsNoPartOfTheRun() throws Exception {
    RunResult before = baseline(BEFORE);
    fake.unloadable = "1";
    String why = reason(before, definition(NOW).build());
    assertTrue(why.startsWith("it could not be loaded: "), why);
    assertTrue(why.contains("the disk is gone"), why);
  }

  @Test
  void aMissingBackendIsNamed() throws Exception {
    RunResult before = baseline(BEFORE);
    fake.id = "other";
    SutSpec now = SutSpec.of("sut", "other", "model").withOption("beam_size", 1);
    String why = reason(before, definition(now).build());
    assertTrue(why.startsWith("backend 'fake' is not installed; installed: other."), why);
  }

  @Test
  void aDeviceThatIsNotHereIsNamed() throws Exception {
    fake.device = "cuda";
    RunResult before = baseline(BEFORE.withDevice("cuda"));
    fake.device = "cpu";
    fake.refused = "cuda";
    assertEquals("there is no device 'cuda'.", reason(before, definition(NOW).build()));
  }

  @Test
  void aModelIsKnownByItsContent() throws Exception {
    RunResult before = baseline(BEFORE);
    Files.writeString(folder.resolve("model"), "changed");
    assertEquals(
        "its model 'model' has another content here (SHA-256).",
        reason(before, definition(NOW).build()));
    Files.delete(folder.resolve("model"));
    Files.writeString(folder.resolve("new"), "better weights");
    assertEquals(
        "there is no model 'model'.", reason(before, definition(NOW.withModel("new")).build()));
    fake.anyModel = true;
    assertEquals(
        "its model 'model' is not there.",
        reason(before, definition(NOW.withModel("new")).build()));
    fake.anyModel = false;
    Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(folder.resolve("elsewhere/model"), "weights");
    Files.writeString(folder.resolve("elsewhere/new"), "better weights");
    RunResult run = beside(before, definition(NOW.withModel("elsewhere/new")).build());
    RunConfigResult again = run.remeasured().get(0);
    assertEquals(folder.resolve("elsewhere/model").toString(), again.runConfig().sut().model());
    assertTrue(
        pair(run, before).notes().get(0).contains("sut.model"), pair(run, before).toString());
  }

  /**
   * A model of the same name and place: the baseline's lies beside it under the candidate's name.
   */
  @Test
  void aModelThatAnotherSystemOfTheRunNamesIsFound() throws Exception {
    RunResult before = baseline(BEFORE);
    Files.move(folder.resolve("model"), folder.resolve("old"));
    Files.writeString(folder.resolve("model"), "better weights");
    SutSpec old = BEFORE.withName("old").withModel("old").withOption("beam_size", 3);
    RunResult run = beside(before, definition(BEFORE, old).build());
    assertEquals("old", run.remeasured().get(0).runConfig().sut().model());
    assertEquals(
        "measured again beside the candidate; they differ in sut.model: old / model.",
        pair(run, before).notes().get(0));
  }

  @Test
  void otherAudioOrAnotherTaskIsNotTheBaselineAnyMore() throws Exception {
    RunResult before = baseline(BEFORE);
    Workload clips = TestClips.workload(folder, 1);
    BenchmarkDefinition task =
        definition(NOW)
            .workloads(
                List.of(
                    new Workload(
                        "clips", clips.clips(), TranscriptionTask.DEFAULT.withLanguage("en"))))
            .build();
    fake.features.add(io.humhelix.bench.spi.Capability.LANGUAGE);
    assertEquals("the baseline had another task for workload 'clips'.", reason(before, task));
    assertEquals(
        "the baseline had other audio in workload 'clips'.",
        reason(before, definition(NOW).workloads(List.of(TestClips.workload(folder, 2))).build()));
  }

  @Test
  void aLiveSystemOfTheHostIsNotMeasuredAgain() throws Exception {
    RunResult before = baseline(BEFORE);
    Sut live =
        fake.open(
            new OpenRequest(BEFORE, BEFORE.options(), Optional.empty(), TranscriptionTask.DEFAULT));
    RunResult run =
        Harness.builder()
            .discovery(false)
            .sut("fake", live)
            .baseline(Baseline.of(before))
            .run(definition(SutSpec.of("sut", "fake", "model")).build());
    assertTrue(
        run.issues().stream().anyMatch(i -> i.message().contains("was passed as a live system")),
        run.issues().toString());
    assertEquals(List.of(), run.remeasured());
  }

  @Test
  void aRefusedCandidateHasNothingBesideIt() throws Exception {
    RunResult before = baseline(BEFORE);
    assertEquals(
        "what is compared with it is refused here.",
        reason(before, definition(NOW.withModel("nowhere")).build()));
  }

  @Test
  void aSecretOfTheBaselineIsThatOfTheDefinitionOrUnknown() throws Exception {
    SutSpec secret = BEFORE.withOption("api_key", "hunter2");
    SutSpec stored =
        BEFORE.withOption(
            "api_key", io.humhelix.bench.internal.text.Redaction.value("api_key", "hunter2"));
    SutSpec older = BEFORE.withOption("api_key", "<redacted:f52fbd32>");
    for (SutSpec one : List.of(stored, older)) {
      assertEquals(secret, BaselineSystem.withSecrets(one, NOW.withOption("api_key", "hunter2")));
      assertEquals(
          "its option 'api_key' has a secret, which results do not hold.",
          assertThrows(BaselineSystem.NotToBeHad.class, () -> BaselineSystem.withSecrets(one, NOW))
              .getMessage());
    }
    SutSpec address = BEFORE.withOption("url", "https://<redacted>@host/a");
    assertThrows(
        BaselineSystem.NotToBeHad.class,
        () ->
            BaselineSystem.withSecrets(
                address, NOW.withOption("url", "https://me:hunter2@host/b")));
  }

  @Test
  void gatesAndLimitsAreThoseOfTheCandidate() throws Exception {
    fake.wrong = "1";
    RunResult before = baseline(BEFORE);
    BenchmarkDefinition gated =
        definition(NOW)
            .accuracy(AccuracyPolicy.DEFAULT.withMaxWerPercent(5))
            .expectations(Expectations.NONE.withLimit("wer_percent", Limit.parse("<= 5")))
            .build();
    RunResult run = beside(before, gated);
    assertEquals(TrialStatus.OK, run.remeasured().get(0).status());
    assertTrue(run.allOk());
    assertEquals(
        List.of("sut / clips"), LimitVerdict.of(run).stream().map(LimitVerdict::label).toList());
    assertTrue(pair(run, before).paired());
    assertTrue(pair(run, before).failures().decision().isEmpty(), pair(run, before).toString());
  }

  @Test
  void whatFailsToBeMeasuredAgainIsComparedAcrossRuns() throws Exception {
    RunResult before = baseline(BEFORE);
    fake.broken = "1";
    RunResult run = beside(before, definition(NOW).build());
    assertEquals(TrialStatus.FAILED, run.remeasured().get(0).status());
    assertTrue(run.allOk(), "the candidate is well");
    Comparison comparison = run.compareWith(Baseline.of(before));
    assertFalse(comparison.pairs().get(0).paired());
    assertEquals(
        List.of(
            "'sut / clips' of the baseline was measured again, but has no valid trials (FAILED):"
                + " compared across runs."),
        comparison.unmatched());
    assertEquals(
        List.of("sut / clips"), RunComparison.remeasured(run, ComparisonPolicy.DEFAULT).missing());
  }

  @Test
  void theBaselineOfADefinitionIsMeasuredAgainUnlessThatIsSwitchedOff() throws Exception {
    RunResult before = baseline(BEFORE);
    String file = before.resultsFile().orElseThrow().toString();
    BenchmarkDefinition named =
        definition(NOW).expectations(Expectations.NONE.withBaseline(file)).build();
    assertEquals(1, harness().run(named).remeasured().size());
    assertEquals(0, harness().remeasure(false).run(named).remeasured().size());
    BenchmarkDefinition lost =
        definition(NOW).expectations(Expectations.NONE.withBaseline(file + "x")).build();
    HarnessException e = assertThrows(HarnessException.class, () -> harness().run(lost));
    assertTrue(e.getMessage().startsWith("baseline of the definition: '"), e.getMessage());
    assertTrue(harness().remeasure(false).run(lost).allOk());
  }

  @Test
  void aPlanCountsWhatWouldBeMeasuredAgain() throws Exception {
    RunResult before = baseline(BEFORE, BEFORE.withName("same"));
    Plan plan =
        harness()
            .baseline(Baseline.of(before))
            .plan(definition(NOW, BEFORE.withName("same")).build());
    assertEquals(
        List.of("sut / clips", "same / clips", "sut (baseline) / clips"),
        plan.entries().stream().map(e -> e.runConfig().label()).toList());
    assertEquals(plan.entries().get(0).estimate().multipliedBy(3), plan.estimate());
    assertEquals(
        List.of("baseline-remeasured", "baseline-across-runs"),
        plan.issues().stream().map(Issue::code).toList());
    assertEquals(List.of(), harness().plan(definition(NOW).build()).issues());
  }

  /** Interrupted while the candidate is measured; the baseline itself is not needed to go on. */
  @Test
  void aResumedRunMeasuresAgainWhatItBeganWith() throws Exception {
    RunResult before = baseline(BEFORE);
    BenchmarkDefinition definition = definition(NOW).build();
    CompletableFuture<BenchmarkRun> run = new CompletableFuture<>();
    run.complete(
        harness()
            .baseline(Baseline.of(before))
            .output(folder.resolve("now"))
            .listener(
                new RunListener() {
                  @Override
                  public void trialFinished(RunEvents.TrialFinished event) {
                    run.join().cancel();
                  }
                })
            .start(definition));
    assertTrue(run.join().await().cancelled());
    RunResult resumed = harness().resume(folder.resolve("now")).run(definition);
    assertFalse(resumed.cancelled());
    for (RunConfigResult config : resumed.runConfigs()) {
      assertEquals(3, config.validTrials().size(), config.label());
    }
    assertEquals(1, resumed.remeasured().size());
    assertTrue(pair(resumed, before).paired());
    assertEquals(
        resumed.runConfigs(), RunReader.read(resumed.resultsFile().orElseThrow()).runConfigs());
    byte[] complete = Files.readAllBytes(resumed.resultsFile().orElseThrow());
    harness().resume(folder.resolve("now")).run(definition);
    assertEquals(complete.length, Files.size(resumed.resultsFile().orElseThrow()));
  }

  @Test
  void aResumedRunMayLeaveTheBaselineOut() throws Exception {
    RunResult before = baseline(BEFORE);
    RunResult run = beside(before, definition(NOW).build());
    RunResult resumed =
        harness().remeasure(false).resume(folder.resolve("now")).run(definition(NOW).build());
    assertEquals(
        List.of("sut / clips"), resumed.runConfigs().stream().map(r -> r.label()).toList());
    assertEquals(run.runConfigs(), RunReader.read(run.resultsFile().orElseThrow()).runConfigs());
  }

  @Test
  void asABaselineItselfARunCountsWithoutWhatItMeasuredAgain() throws Exception {
    RunResult before = baseline(BEFORE);
    fake.broken = "1";
    RunResult run = beside(before, definition(NOW).build());
    fake.broken = "";
    Baselines baselines = Baselines.in(folder.resolve("baselines"));
    assertEquals(
        List.of("sut / clips"),
        baselines.set("main", run.resultsFile().orElseThrow(), false, false).note().runConfigs());
    RunResult next =
        beside(baselines.get("main").run(), definition(BEFORE.withOption("beam_size", 2)).build());
    assertEquals(1, next.remeasured().size());
    assertEquals(
        5L,
        next.remeasured().get(0).runConfig().sut().options().integer("beam_size").orElseThrow());
    assertEquals(
        1, run.compareWith(Baseline.of(next)).pairs().size(), "neither side's old systems count");
  }

  /** The action would raise an alarm for the old system. */
  @Test
  void theValuesOfACommitAreThoseOfTheCandidate() throws Exception {
    RunResult run = beside(baseline(BEFORE), definition(NOW).build());
    StringBuilder json = new StringBuilder();
    assertEquals(
        List.of(
            "'sut (baseline) / clips' is a system of the baseline, measured again, so its values are"
                + " left out."),
        ActionBenchmarkExport.write(List.of(run), ActionBenchmarkExport.Tool.SMALLER, json));
    assertTrue(json.indexOf("sut / clips: rtf") > 0, json.toString());
    assertFalse(json.indexOf("(baseline)") > 0, json.toString());
  }

  @Test
  void aNameThatIsTakenGetsANumber() throws Exception {
    RunResult before = baseline(BEFORE);
    RunResult run = beside(before, definition(NOW, NOW.withName("sut (baseline)")).build());
    assertEquals("sut (baseline) #2", run.remeasured().get(0).runConfig().sut().name());
  }

  /** Its engine tells its version after the first call alone. */
  @Test
  void whatTurnsOutToHaveAnotherEngineIsComparedAcrossRuns() throws Exception {
    RunResult before = baseline(BEFORE);
    int calls = fake.calls.get();
    fake.asking = () -> fake.engineVersion = fake.calls.get() > calls ? "2" : "unknown";
    RunResult run = beside(before, definition(NOW).build());
    assertEquals(1, run.remeasured().size());
    Comparison comparison = run.compareWith(Baseline.of(before));
    assertFalse(comparison.pairs().get(0).paired());
    assertEquals(
        List.of(
            "'sut / clips' of the baseline was measured again, but by engine fake 2 in place of"
                + " fake 1: compared across runs."),
        comparison.unmatched());
  }

  @Test
  void aRunThatIsCancelledWhileTheEnginesAreAskedGoesOn() throws Exception {
    RunResult before = baseline(BEFORE);
    BenchmarkDefinition definition = definition(NOW).build();
    CompletableFuture<BenchmarkRun> run = new CompletableFuture<>();
    fake.opening = () -> run.join().cancel();
    run.complete(
        harness().baseline(Baseline.of(before)).output(folder.resolve("now")).start(definition));
    assertTrue(run.join().await().cancelled());
    fake.opening = () -> {};
    RunResult resumed = harness().resume(folder.resolve("now")).run(definition);
    assertEquals(3, resumed.remeasured().get(0).validTrials().size());
    assertTrue(pair(resumed, before).paired());
  }

  /** The records fit their schema, also of a run that was scored again, under its own gates. */
  @Test
  void rescoredItStaysWhatItIs() throws Exception {
    fake.wrong = "1";
    RunResult before = baseline(BEFORE);
    RunResult run =
        beside(
            before, definition(NOW).accuracy(AccuracyPolicy.DEFAULT.withMaxWerPercent(5)).build());
    Path file =
        Rescoring.rescore(
            run.resultsFile().orElseThrow(),
            folder.resolve("rescored"),
            Optional.of("none"),
            java.util.Map.of());
    RunResult rescored = RunReader.read(file);
    assertEquals(TrialStatus.OK, rescored.remeasured().get(0).status());
    assertEquals(
        run.remeasured().get(0).runConfig().remeasured(),
        rescored.remeasured().get(0).runConfig().remeasured());
    try (var in = RunReader.class.getResourceAsStream("record.schema.json")) {
      var schema =
          com.networknt.schema.JsonSchemaFactory.getInstance(
                  com.networknt.schema.SpecVersion.VersionFlag.V202012)
              .getSchema(in);
      for (String line : Files.readAllLines(file)) {
        var record = new com.fasterxml.jackson.databind.ObjectMapper().readTree(line.substring(2));
        assertEquals(java.util.Set.of(), schema.validate(record), line);
        String kind = record.get("record").asText();
        boolean again = record.path("run_config").asText().equals("sut (baseline) / clips");
        assertEquals(
            kind.equals("run") || kind.equals("run_config") && again,
            record.has("remeasured"),
            line);
      }
    }
  }
}
