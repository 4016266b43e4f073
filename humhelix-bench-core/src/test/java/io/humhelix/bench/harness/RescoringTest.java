package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.accuracy.Scorer;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.BaselineCopy;
import io.humhelix.bench.store.BaselineNote;
import io.humhelix.bench.store.FileCheck;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredRecord;
import io.humhelix.bench.store.TrialValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RescoringTest {

  /** What is made of texts, and what names the run. */
  private static final Set<String> MADE_AGAIN =
      Set.of(
          "run_id",
          "record_id",
          "texts_of",
          "status",
          "normalizer",
          "issues",
          "clips",
          "clips_artifact",
          "transcription_artifact",
          "calls",
          "calls_artifact",
          "failed_calls",
          "metrics",
          "estimates",
          "error_unit",
          "definition",
          "copy_of",
          "artifacts",
          "trials",
          "valid_trials",
          "run_configs",
          "failure",
          "transcription",
          "provenance");

  @TempDir Path folder;

  static List<String> cases() throws IOException {
    return GoldenRuns.cases();
  }

  private Path rescore(Path file, String normalizer, Map<String, String> references)
      throws StoreException {
    return Rescoring.rescore(
        file, folder.resolve("again"), Optional.ofNullable(normalizer), references);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatWasMeasuredStaysInFilesOfAnyVersion(String name) throws Exception {
    Path file = GoldenRuns.copy(name, Files.createDirectory(folder.resolve("run")));
    RunResult before = RunReader.read(file);

    Map<String, String> references = new LinkedHashMap<>();
    if (name.equals(GoldenRuns.LONG)) {
      // To align a megabyte with another one takes minutes.
      before.definition().workloads().stream()
          .flatMap(workload -> workload.clips().stream())
          .forEach(clip -> references.put(clip.id(), "a"));
    }

    Path copy = rescore(file, "none", references);

    RunResult after = RunReader.read(copy);
    FileCheck.Outcome check = FileCheck.of(copy);
    assertTrue(check.isIntact(), check.toString());
    assertFalse(before.runId().equals(after.runId()));
    assertEquals(before.runConfigs().size(), after.runConfigs().size());
    for (int i = 0; i < before.runConfigs().size(); i++) {
      RunConfigResult was = before.runConfigs().get(i);
      RunConfigResult is = after.runConfigs().get(i);
      assertEquals(was.runConfig().id(), is.runConfig().id());
      assertEquals(was.forks(), is.forks());
      assertEquals(was.trials().size(), is.trials().size());
      for (int t = 0; t < was.trials().size(); t++) {
        same(was.trials().get(t), is.trials().get(t));
        scored(is, is.trials().get(t));
      }
    }
    assertEquals(keys(RecordReader.read(file).records()), keys(RecordReader.read(copy).records()));
    // The same change again is the same file.
    byte[] bytes = Files.readAllBytes(copy);
    assertEquals(copy, rescore(file, "none", references));
    assertArrayEquals(bytes, Files.readAllBytes(copy));
  }

  private static void same(TrialResult was, TrialResult is) {
    assertEquals(was.calls(), is.calls());
    assertEquals(
        was.clips().stream().map(ClipResult::transcript).toList(),
        is.clips().stream().map(ClipResult::transcript).toList());
    assertEquals(was.failedCalls().calls(), is.failedCalls().calls());
    assertEquals(measured(was), measured(is));
    assertEquals(was.wallNanos(), is.wallNanos());
    assertEquals(was.scenario(), is.scenario());
  }

  private static Map<String, Double> measured(TrialResult trial) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Measurement one : trial.metrics()) {
      values.put(one.metric().name(), one.value());
    }
    values.keySet().removeAll(Set.of("wer_percent", "cer_percent"));
    return values;
  }

  private static void scored(RunConfigResult config, TrialResult trial) {
    Scorer scorer = new Scorer(Normalizers.byId("none"));
    Map<String, AudioClip> clips = new LinkedHashMap<>();
    config.runConfig().workload().clips().forEach(clip -> clips.put(clip.id(), clip));
    if (!trial.clips().stream().allMatch(clip -> clips.containsKey(clip.clipId()))) {
      return; // made up: nothing says what their references are
    }
    for (ClipResult clip : trial.clips()) {
      assertEquals(
          clips.get(clip.clipId()).reference().map(text -> scorer.score(text, clip.text())),
          clip.score());
    }
  }

  private static List<Map<String, Object>> keys(List<StoredRecord> records) {
    return records.stream()
        .map(
            record -> {
              Map<String, Object> map = record.asMap();
              map.keySet().removeAll(MADE_AGAIN);
              // There or not by the status; their times are those of the trial.
              map.keySet().removeAll(TrialValues.keys());
              map.remove("effective_compute_type");
              return map;
            })
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void byItsOwnNormaliserARunKeepsItsScores(String name) throws Exception {
    if (Set.of("made-up", "options", GoldenRuns.LONG).contains(name)) {
      return; // no scorer gave their scores, or of a text whose lone surrogate no file keeps
    }
    Path file = GoldenRuns.copy(name, Files.createDirectory(folder.resolve("run")));
    RunResult before = RunReader.read(file);
    RunResult after = RunReader.read(rescore(file, null, Map.of()));
    for (int i = 0; i < before.runConfigs().size(); i++) {
      RunConfigResult was = before.runConfigs().get(i);
      RunConfigResult is = after.runConfigs().get(i);
      if (!was.normalizer().equals(is.normalizer())) {
        continue; // an earlier version chose another one for an unknown language
      }
      for (int t = 0; t < was.trials().size(); t++) {
        TrialResult old = was.trials().get(t);
        // Earlier versions had fewer warnings of odd texts.
        assertEquals(old, is.trials().get(t).withIssues(old.issues()));
        assertTrue(is.trials().get(t).issues().containsAll(old.issues()));
      }
      assertEquals(was.status(), is.status());
      assertEquals(was.issues(), is.issues());
      assertEquals(was.normalizer(), is.normalizer());
    }
    assertTrue(
        after.issues().stream().anyMatch(issue -> issue.code().equals("rescored"))
            || name.startsWith("resume"));
  }

  private RunResult run(double gate, String reference) throws Exception {
    BenchmarkDefinition plain = TestClips.definition(folder, 2).build();
    List<AudioClip> clips =
        plain.workloads().get(0).clips().stream().map(c -> c.withReference(reference)).toList();
    Workload workload = plain.workloads().get(0);
    return Harness.builder()
        .discovery(false)
        .provider(new FakeProvider())
        .output(folder.resolve("out"))
        .run(
            plain.toBuilder()
                .workloads(List.of(new Workload(workload.name(), clips, workload.task())))
                .trials(TrialPolicy.DEFAULT.withCounts(1, 3))
                .accuracy(AccuracyPolicy.DEFAULT.withNormalizer("english").withMaxWerPercent(gate))
                .build());
  }

  @Test
  void correctedReferencesHoldTheGateOrMissIt() throws Exception {
    RunResult bad = run(10, "something else altogether");
    Path file = bad.resultsFile().orElseThrow();
    RunConfigResult was = bad.runConfigs().get(0);
    assertEquals(TrialStatus.INVALID, was.status());
    Map<String, String> right = new LinkedHashMap<>();
    was.trials().stream()
        .flatMap(trial -> trial.clips().stream())
        .forEach(clip -> right.put(clip.clipId(), clip.text()));

    Path held = rescore(file, null, right);
    RunConfigResult is = RunReader.read(held).runConfigs().get(0);
    assertEquals(TrialStatus.OK, is.status());
    assertEquals(
        was.trials().stream().filter(t -> t.kind().name().equals("MEASURED")).count(),
        is.validTrials().size());
    assertEquals(0.0, is.validTrials().get(0).metric(Metrics.WER_PERCENT).orElseThrow());
    assertEquals(is.validTrials().size(), RecordReader.read(held).validTrials().size());
    assertEquals(0, RecordReader.read(file).validTrials().size());

    Map<String, String> wrong = new LinkedHashMap<>();
    right.keySet().forEach(clip -> wrong.put(clip, "not a word of this"));
    Path missed = Rescoring.rescore(held, folder.resolve("third"), Optional.of("basic"), wrong);
    RunResult third = RunReader.read(missed);
    assertEquals(TrialStatus.INVALID, third.runConfigs().get(0).status());
    assertEquals("basic-1", third.runConfigs().get(0).normalizer());
    assertEquals(0, RecordReader.read(missed).validTrials().size());
    assertTrue(
        third.runConfigs().get(0).trials().stream()
            .flatMap(trial -> trial.issues().stream())
            .anyMatch(issue -> issue.code().equals("wer-gate-missed")));
    assertEquals(
        "not a word of this",
        third.definition().workloads().get(0).clips().get(0).reference().orElseThrow());
  }

  /** Its texts would be taken for none at all. */
  @Test
  void aBaselineWithoutTextsIsRefused() throws Exception {
    Path file = run(90, "x y").resultsFile().orElseThrow();
    for (boolean texts : new boolean[] {false, true}) {
      BaselineNote note =
          new BaselineNote("main", Instant.EPOCH, texts, List.of(), List.of("a"), 1);
      Path small = BaselineCopy.write(file, folder.resolve("main" + texts), note, Map.of());
      if (texts) {
        assertTrue(Files.exists(rescore(small, "none", Map.of())));
      } else {
        IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> rescore(small, "none", Map.of()));
        assertTrue(e.getMessage().startsWith("found a baseline without texts"), e.getMessage());
      }
    }
  }

  @Test
  void whatCannotBeIsRefusedAtOnce() throws Exception {
    Path file = run(90, "x y").resultsFile().orElseThrow();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> rescore(file, "klingon", Map.of("no-clip", "")));
    assertEquals(2, e.getMessage().lines().count(), e.getMessage());
    StoreException same =
        assertThrows(
            StoreException.class,
            () -> Rescoring.rescore(file, file.getParent(), Optional.empty(), Map.of()));
    assertTrue(same.getMessage().contains("would count twice"), same.getMessage());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThrows(StoreException.class, () -> rescore(file, null, Map.of()));
    assertFalse(Files.exists(folder.resolve("again")));
  }
}
