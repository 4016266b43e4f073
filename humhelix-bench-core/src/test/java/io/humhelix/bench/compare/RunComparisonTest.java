package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Method;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts over whole runs. */
class RunComparisonTest {

  private static final ComparisonPolicy POLICY = ComparisonPolicy.DEFAULT;

  private static RunResult run(MadeUpRun made) {
    return made.result();
  }

  private static RunResult old() {
    return run(new MadeUpRun(1).system("a", 1));
  }

  private static Comparison against(MadeUpRun made) {
    return RunComparison.between(old(), run(made), POLICY);
  }

  private static MetricComparison of(Comparison comparison, Metric metric) {
    return comparison.pairs().get(0).metrics().stream()
        .filter(m -> m.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  private static Verdict verdict(Comparison comparison, Metric metric) {
    return of(comparison, metric).decision().verdict();
  }

  @Test
  void aRunIsNotComparedWithItselfNorWithLessOfItself() {
    RunResult run = new MadeUpRun(1).system("a", 1).system("b", 1).result();
    RunResult less =
        new RunResult(
            run.runId(),
            run.definition(),
            run.provenance(),
            run.startedAt(),
            run.duration(),
            true,
            run.runConfigs().subList(0, 1),
            run.issues(),
            run.resultsFile(),
            run.artifacts());
    for (RunResult other : List.of(run, less)) {
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> RunComparison.between(other, run, ComparisonPolicy.DEFAULT));
      assertTrue(e.getMessage().contains("the same run, " + run.runId()), e.getMessage());
    }
    RunResult another = MadeUpRun.asAnotherRun(run);
    assertEquals(2, RunComparison.between(another, run, ComparisonPolicy.DEFAULT).pairs().size());
    assertEquals(1, RunComparison.within(run, "a", ComparisonPolicy.DEFAULT).pairs().size());
  }

  @Test
  void forksOfTwoRunsAreComparedByWelch() {
    Comparison slower = against(new MadeUpRun(2).system("a", 1.2));
    assertEquals(Verdict.REGRESSION, verdict(slower, Metrics.RTF));
    assertEquals(Outcome.REGRESSION, slower.outcome());
    assertEquals(List.of("a / speech: rtf"), slower.gate().regressions());
    MetricComparison rtf = of(slower, Metrics.RTF);
    assertEquals(Method.WELCH_LOG_T, rtf.decision().change().orElseThrow().method());
    assertEquals(1.2, rtf.decision().change().orElseThrow().point(), 0.02);
    assertEquals(10, rtf.decision().change().orElseThrow().size().replicates());
    assertEquals(0.1, rtf.baseline().orElseThrow().point(), 0.002);
    assertTrue(slower.notes().get(0).contains("two runs"), slower.notes().toString());

    assertEquals(Outcome.NO_REGRESSION, against(new MadeUpRun(3).system("a", 1)).outcome());
    Comparison faster = against(new MadeUpRun(4).system("a", 0.8));
    assertEquals(Verdict.IMPROVEMENT, verdict(faster, Metrics.RTF));
    assertEquals(Outcome.NO_REGRESSION, faster.outcome());
  }

  @Test
  void systemsOfOneRunAreComparedInPairs() {
    RunResult run = run(new MadeUpRun(5).system("a", 1).system("b", 1.2).system("c", 1));
    Comparison comparison = RunComparison.within(run, "a", POLICY);
    assertEquals(2, comparison.pairs().size());
    assertEquals("b / speech against a", comparison.pairs().get(0).label());
    assertTrue(comparison.pairs().get(0).paired());
    MetricComparison rtf = of(comparison, Metrics.RTF);
    assertEquals(Method.PAIRED_LOG_T, rtf.decision().change().orElseThrow().method());
    assertEquals(Verdict.REGRESSION, rtf.decision().verdict());
    assertEquals(List.of("b / speech against a: rtf"), comparison.gate().regressions());
    assertEquals(List.of(), comparison.notes());
    String unknown =
        assertThrows(IllegalArgumentException.class, () -> RunComparison.within(run, "x", POLICY))
            .getMessage();
    assertEquals("no system is named 'x'; the baseline has 'a', 'b', 'c'", unknown);
  }

  /** A drift that meets both sides of a block alike is no difference, and no noise either. */
  @Test
  void aBlockThatOneSideLacksIsLeftOut() {
    RunResult whole = run(new MadeUpRun(5).system("a", 1).system("b", 1));
    RunConfigResult b = whole.runConfigs().get(1);
    RunConfigResult lacking =
        new RunConfigResult(
            b.runConfig(),
            b.status(),
            b.effective(),
            b.normalizer(),
            b.trials().stream().filter(t -> t.fork() != 3).toList(),
            b.issues(),
            b.failure(),
            b.forks());
    RunResult run = with(whole, List.of(whole.runConfigs().get(0), lacking));
    Comparison comparison = RunComparison.within(run, "a", POLICY);
    assertEquals(
        9, of(comparison, Metrics.RTF).decision().change().orElseThrow().size().replicates());
    assertTrue(comparison.pairs().get(0).notes().get(0).contains("9 of 10"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host.name",
        "model_sha256.model.bin",
        "audio_sha256",
        "engine_version",
        "normalizer"
      })
  void whatDiffersBesideTheFactorIsNotComparable(String fact) {
    MadeUpRun other = new MadeUpRun(6);
    switch (fact) {
      case "host.name" -> other.host("name", "h2");
      case "model_sha256.model.bin" -> other.model("cc");
      case "audio_sha256" -> other.audio("cc");
      case "normalizer" -> other.normalizer("english-2");
      default -> other.engine("2");
    }
    RunResult now = run(other.system("a", 1.3));
    Comparison comparison = RunComparison.between(old(), now, POLICY);
    assertEquals(Outcome.UNDECIDED, comparison.outcome());
    for (MetricComparison metric : comparison.pairs().get(0).metrics()) {
      assertEquals(Verdict.NOT_COMPARABLE, metric.decision().verdict());
      assertTrue(metric.decision().explanation().contains(fact), metric.decision().explanation());
    }
    Comparison declared = RunComparison.between(old(), now, POLICY.withFactors(Set.of(fact)));
    assertEquals(Verdict.REGRESSION, verdict(declared, Metrics.RTF));
  }

  /** A GPU that does no work bears on nothing. */
  @Test
  void gpuAndDriverAreComparedWhereAGpuWorks() {
    for (String device : List.of("cpu", "cuda")) {
      RunResult before = run(new MadeUpRun(1).host("gpu_driver", "570").on(device).system("a", 1));
      RunResult after = run(new MadeUpRun(2).host("gpu_driver", "580").on(device).system("a", 1));
      Decision decision = of(RunComparison.between(before, after, POLICY), Metrics.RTF).decision();
      if (device.equals("cpu")) {
        assertEquals(Verdict.EQUIVALENT, decision.verdict());
      } else {
        assertEquals("the sides differ in host.gpu_driver: 570 / 580", decision.explanation());
      }
    }
  }

  /** The systems' models are files of one name in different folders. */
  @Test
  void everyRunConfigIsComparedByTheFilesOfItsOwnModel() {
    RunResult same = run(new MadeUpRun(6).system("a", 1).model("zz").system("b", 1));
    assertEquals(Outcome.NO_REGRESSION, RunComparison.between(old(), same, POLICY).outcome());
    RunResult exchanged =
        run(new MadeUpRun(6).model("zz").system("a", 1).model("aa").system("b", 1));
    Decision decision = of(RunComparison.between(old(), exchanged, POLICY), Metrics.RTF).decision();
    assertEquals(Verdict.NOT_COMPARABLE, decision.verdict());
    assertEquals("the sides differ in model_sha256.model.bin: aa / zz", decision.explanation());
    assertEquals(Outcome.NO_REGRESSION, RunComparison.within(same, "a", POLICY).outcome());
  }

  @Test
  void fewForksAreInconclusiveAndSayHowManyWouldDo() {
    RunResult few = run(new MadeUpRun(7).forks(2).system("a", 1));
    Comparison comparison = RunComparison.between(few, few(8, 2), POLICY);
    Decision decision = of(comparison, Metrics.RTF).decision();
    assertEquals(Reason.TOO_FEW_REPLICATES, decision.reason());
    assertEquals(Outcome.UNDECIDED, comparison.outcome());

    Comparison near =
        RunComparison.between(
            run(new MadeUpRun(7).forks(4).system("a", 1)), few(9, 4, 1.04), POLICY);
    decision = of(near, Metrics.RTF).decision();
    assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
    assertTrue(decision.forksToSettle().orElse(1000) > 4);
    assertTrue(decision.explanation().contains("would settle it"), decision.explanation());
  }

  private static RunResult few(long seed, int forks, double... seconds) {
    return run(new MadeUpRun(seed).forks(forks).system("a", seconds.length == 0 ? 1 : seconds[0]));
  }

  @Test
  void moreErrorsAreARegressionAndSpeedForThemATradeOff() {
    Comparison comparison = against(new MadeUpRun(2).errors(clip -> 4 + clip % 2).system("a", 0.8));
    MetricComparison errors = of(comparison, Metrics.WER_PERCENT);
    assertEquals(Verdict.REGRESSION, errors.decision().verdict());
    assertEquals(
        Method.PAIRED_BLOCK_JACKKNIFE_T, errors.decision().change().orElseThrow().method());
    assertEquals(0.05, errors.decision().change().orElseThrow().point(), 1e-9);
    assertEquals(0.04, errors.baseline().orElseThrow().point(), 1e-9);
    assertEquals(6, errors.decision().change().orElseThrow().size().replicates());
    assertTrue(errors.decision().explanation().startsWith("change +5.00 points"));
    assertEquals(Verdict.TRADE_OFF, verdict(comparison, Metrics.RTF));
    assertEquals(Outcome.REGRESSION, comparison.outcome());
  }

  @Test
  void theSameTextsOfTooFewWordsPassAndSaySo() {
    RunResult one = run(new MadeUpRun(1).clips(1).system("a", 1));
    Comparison same =
        RunComparison.between(one, run(new MadeUpRun(2).clips(1).system("a", 1)), POLICY);
    MetricComparison errors = of(same, Metrics.WER_PERCENT);
    assertEquals(Verdict.SAME_TEXTS, errors.decision().verdict());
    assertEquals(Reason.SAME_TEXTS_OF_TOO_FEW_WORDS, errors.decision().reason());
    assertEquals(
        "the same texts on these clips; a change of up to 7.1 points would be missed. Compare on at"
            + " least 736 words of at least 5 speakers or recordings (has 50, 1).",
        errors.decision().explanation());
    assertEquals(Method.SAME_ERRORS, errors.decision().change().orElseThrow().method());
    assertEquals(Outcome.NO_REGRESSION, same.outcome());
    assertTrue(same.gate().passes());

    Comparison other =
        RunComparison.between(
            one, run(new MadeUpRun(2).clips(1).errors(c -> 3).system("a", 1)), POLICY);
    Decision decision = of(other, Metrics.WER_PERCENT).decision();
    assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
    assertEquals(Reason.TOO_FEW_REPLICATES, decision.reason());
  }

  private static Decision sameTexts(int clips, int clipsOfASpeaker, ComparisonPolicy policy) {
    List<RunResult> runs =
        List.of(1, 2).stream()
            .map(
                seed ->
                    run(
                        new MadeUpRun(seed)
                            .clips(clips)
                            .clipsOfASpeaker(clipsOfASpeaker)
                            .system("a", 1)))
            .toList();
    return of(RunComparison.between(runs.get(0), runs.get(1), policy), Metrics.WER_PERCENT)
        .decision();
  }

  /** 15 clips have 750 words; 736 are enough for half a point, and 5 speakers. */
  @Test
  void theSameTextsOfManyWordsAreEquivalent() {
    assertEquals(Verdict.EQUIVALENT, sameTexts(15, 3, POLICY).verdict());
    assertEquals(Verdict.SAME_TEXTS, sameTexts(14, 1, POLICY).verdict());
    assertEquals(Verdict.SAME_TEXTS, sameTexts(15, 4, POLICY).verdict());
    // 300 words are enough for 2 points, and none for no change at all.
    assertEquals(Verdict.EQUIVALENT, sameTexts(6, 1, POLICY.withErrorPoints(2)).verdict());
    Decision never = sameTexts(15, 3, POLICY.withErrorPoints(0));
    assertEquals(Verdict.SAME_TEXTS, never.verdict());
    assertTrue(never.explanation().endsWith("allow one with --wer-tolerance."));
  }

  @Test
  void otherTextsWithAsManyErrorsOfFewWordsAreOpen() {
    Comparison comparison = against(new MadeUpRun(2).changing(true).system("a", 1));
    Decision decision = of(comparison, Metrics.WER_PERCENT).decision();
    assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
    assertEquals(
        "other texts with as many errors of each speaker; a change of up to 1.2 points would be"
            + " missed. Compare on at least 736 words of at least 5 speakers or recordings (has 300,"
            + " 6).",
        decision.explanation());
  }

  @Test
  void changingTextsAreNoted() {
    Comparison comparison =
        against(new MadeUpRun(2).changing(true).errors(clip -> 2 + clip % 2).system("a", 1));
    assertEquals(
        List.of("nondeterministic: the candidate gave a clip several texts."),
        comparison.pairs().get(0).notes());
    assertEquals(
        Method.PAIRED_BLOCK_JACKKNIFE_T,
        of(comparison, Metrics.WER_PERCENT).decision().change().orElseThrow().method());
  }

  /** One failure in fifty trials is what chance gives, and yet nobody has seen it before. */
  @Test
  void aNewKindOfFailureThatIsNotShownIsUndecided() {
    Comparison comparison = against(new MadeUpRun(2).failing(1).system("a", 1));
    FailureComparison failures = comparison.pairs().get(0).failures();
    assertEquals(List.of("SUT_ERROR"), failures.newKinds());
    assertEquals(0.02, failures.candidate().orElseThrow().point(), 1e-9);
    assertEquals(0, failures.baseline().orElseThrow().point());
    assertTrue(failures.baseline().orElseThrow().interval().orElseThrow().high() > 0.05);
    Decision decision = failures.decision().orElseThrow();
    assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
    assertEquals(Reason.NEW_FAILURE, decision.reason());
    assertEquals(
        "1 of 50 trials failed, 0 of 50 in the baseline: by chance in p = 0.25; 436 trials a side"
            + " would settle it",
        decision.explanation());
    assertEquals(Verdict.EQUIVALENT, verdict(comparison, Metrics.RTF));
    assertEquals(Outcome.UNDECIDED, comparison.outcome());
    assertEquals(List.of("a / speech: failures"), comparison.gate().undecided());
    assertEquals(3, comparison.gate().adjusted().size());

    RunResult both = run(new MadeUpRun(3).failing(1).system("a", 1));
    Comparison known =
        RunComparison.between(both, run(new MadeUpRun(2).failing(2).system("a", 1)), POLICY);
    assertEquals(List.of(), known.pairs().get(0).failures().newKinds());
    assertEquals(
        Reason.FAILURES_NOT_SHOWN,
        known.pairs().get(0).failures().decision().orElseThrow().reason());
    assertEquals(Outcome.NO_REGRESSION, known.outcome());
  }

  @Test
  void withoutAFailureNothingIsTested() {
    Comparison comparison = against(new MadeUpRun(2).system("a", 1));
    assertEquals(Optional.empty(), comparison.pairs().get(0).failures().decision());
    assertEquals(2, comparison.gate().adjusted().size());
  }

  /** One flaky failure in the baseline must not blind the gate to many. */
  @Test
  void moreFailuresThanChanceGivesAreARegression() {
    RunResult one = run(new MadeUpRun(3).failing(1).system("a", 1));
    RunResult many = run(new MadeUpRun(2).failing(10).system("a", 1));
    Comparison more = RunComparison.between(one, many, POLICY);
    assertEquals(
        Reason.MORE_FAILURES, more.pairs().get(0).failures().decision().orElseThrow().reason());
    assertEquals(Verdict.EQUIVALENT, verdict(more, Metrics.RTF));
    assertEquals(List.of("a / speech: failures"), more.gate().regressions());
    assertEquals(Outcome.REGRESSION, more.outcome());
    assertEquals(Outcome.NO_REGRESSION, RunComparison.between(many, one, POLICY).outcome());
  }

  @Test
  void aSideWithoutTrialsIsInvalid() {
    Comparison comparison = against(new MadeUpRun(2).forks(0).system("a", 1));
    assertEquals(Verdict.INVALID, verdict(comparison, Metrics.RTF));
    assertEquals(Verdict.INVALID, verdict(comparison, Metrics.WER_PERCENT));
    assertEquals(Outcome.INVALID, comparison.outcome());
  }

  /** What was never opened could not say what it is: that is no difference of conditions. */
  @Test
  void aSystemThatWasRefusedIsInvalidAndSaysWhy() {
    Issue issue = Issue.error("model-missing", "there is no model.", "Get one.");
    Comparison comparison = against(new MadeUpRun(2).refused(true).issue(issue).system("a", 1));
    assertEquals(Verdict.INVALID, verdict(comparison, Metrics.RTF));
    assertEquals(Verdict.INVALID, verdict(comparison, Metrics.WER_PERCENT));
    assertEquals(
        "the candidate has no valid trials: [model-missing] there is no model.",
        of(comparison, Metrics.RTF).decision().explanation());
    assertEquals(Outcome.INVALID, comparison.outcome());
  }

  @Test
  void aSystemThatHasVanishedLeavesItUndecided() {
    RunResult two = run(new MadeUpRun(1).system("a", 1).system("b", 1));
    RunResult one = run(new MadeUpRun(2).system("a", 1));
    Comparison comparison = RunComparison.between(two, one, POLICY);
    assertEquals(List.of("b / speech"), comparison.missing());
    assertEquals(Outcome.UNDECIDED, comparison.outcome());
    Comparison partial = RunComparison.between(two, one, POLICY.withPartial(true));
    assertEquals(List.of(), partial.missing());
    assertEquals(List.of("'b / speech' is in the baseline alone"), partial.unmatched());
    assertEquals(Outcome.NO_REGRESSION, partial.outcome());
    assertEquals(Outcome.NO_REGRESSION, RunComparison.between(one, two, POLICY).outcome());
  }

  /** Ids do not know names, and the second of two equal systems has a place in its id. */
  @Test
  void everyRunConfigHasACounterpartOfItsOwn() {
    RunResult before = run(new MadeUpRun(1).system("one", 1).system("two", 1));
    RunResult after = run(new MadeUpRun(2).system("one", 1).system("two", 1));
    List<RunConfigResult> now = after.runConfigs();
    RunResult shifted =
        with(
            after,
            List.of(
                withId(now.get(0), "another"),
                withId(now.get(1), before.runConfigs().get(0).runConfig().id())));
    assertEquals(
        List.of("one / speech", "two / speech"),
        RunComparison.between(before, shifted, POLICY).pairs().stream()
            .map(RunConfigComparison::label)
            .toList());
    RunResult renamed = run(new MadeUpRun(2).system("new", 1));
    RunConfigResult sameThing =
        withId(renamed.runConfigs().get(0), before.runConfigs().get(1).runConfig().id());
    Comparison byId = RunComparison.between(before, with(renamed, List.of(sameThing)), POLICY);
    assertEquals("new / speech against two", byId.pairs().get(0).label());
    assertEquals(List.of("one / speech"), byId.missing());
  }

  private static RunConfigResult withId(RunConfigResult c, String id) {
    RunConfig config = new RunConfig(id, c.runConfig().sut(), c.runConfig().workload());
    return new RunConfigResult(
        config,
        c.status(),
        c.effective(),
        c.normalizer(),
        c.trials(),
        c.issues(),
        c.failure(),
        c.forks());
  }

  private static RunResult with(RunResult run, List<RunConfigResult> configs) {
    return run.withRunConfigs(configs);
  }

  @Test
  void warningsOfEitherSideAreNoted() {
    Issue steal = Issue.warning("cpu-steal", "the hypervisor took 9 %.", "Move.");
    Issue few = Issue.info("small-n", "few forks.");
    Issue drift = Issue.warning("order-effect", "the run drifted.", "");
    Comparison comparison =
        against(new MadeUpRun(2).issue(steal).issue(few).runIssue(drift).system("a", 1));
    assertEquals(
        List.of("candidate: [cpu-steal] the hypervisor took 9 %."),
        comparison.pairs().get(0).notes());
    assertTrue(
        comparison.notes().contains("candidate: [order-effect] the run drifted."),
        comparison.notes().toString());
    RunResult noisy = run(new MadeUpRun(2).runIssue(drift).system("a", 1).system("b", 1));
    assertEquals(
        List.of("both sides: [order-effect] the run drifted."),
        RunComparison.within(noisy, "a", POLICY).notes());
  }

  /** Clips of a speaker are one block, and with 20 of these there is a bootstrap beside. */
  @Test
  void errorsAreComparedBySpeakers() {
    for (int speakers : new int[] {6, 20}) {
      RunResult before =
          run(new MadeUpRun(1).clips(2 * speakers).clipsOfASpeaker(2).system("a", 1));
      RunResult after =
          run(
              new MadeUpRun(2)
                  .clips(2 * speakers)
                  .clipsOfASpeaker(2)
                  .errors(clip -> clip % 5)
                  .system("a", 1));
      MetricComparison errors =
          of(RunComparison.between(before, after, POLICY), Metrics.WER_PERCENT);
      assertEquals(speakers, errors.decision().change().orElseThrow().size().replicates());
      assertEquals(speakers, errors.baseline().orElseThrow().size().replicates());
      assertEquals(speakers >= 20, errors.bootstrap().isPresent());
      errors
          .bootstrap()
          .ifPresent(
              bootstrap -> {
                assertEquals(20, bootstrap.estimate().size().replicates());
                assertTrue(bootstrap.probabilityOfImprovement() > 0.1);
                assertTrue(bootstrap.estimate().interval().orElseThrow().contains(0));
              });
    }
  }

  /** Forks that a pilot counted are compared by the pilot's spread. */
  @Test
  void forksThatWereCountedByTheirSpreadKeepThePilots() {
    RunResult counted = run(new MadeUpRun(3).forks(8).precision(0.02, 3, 20).system("a", 1));
    Comparison comparison = RunComparison.between(old(), counted, POLICY);
    Estimate rtf = of(comparison, Metrics.RTF).decision().change().orElseThrow();
    assertEquals(Method.STEIN_WELCH_LOG_T, rtf.method());
    assertEquals(2, rtf.precision().orElseThrow().degreesOfFreedom());
    assertEquals(
        Method.WELCH_LOG_T,
        of(comparison, Metrics.LATENCY_P50_S).decision().change().orElseThrow().method());
    RunResult looked = run(new MadeUpRun(3).forks(12).precision(0.02, 10, 20).system("a", 1));
    assertEquals(
        Method.WELCH_LOG_T,
        of(RunComparison.between(old(), looked, POLICY), Metrics.RTF)
            .decision()
            .change()
            .orElseThrow()
            .method());
  }

  /** By whose spread forks were counted has no say in whether they had come to rest. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStepThatAllForksHaveConcludesNothing(boolean counted) {
    RunResult before = run(counted(1, counted).system("a", 1));
    RunResult after = run(counted(2, counted).late(1.3).system("a", 1.2));
    Comparison comparison = RunComparison.between(before, after, POLICY);
    Decision decision = of(comparison, Metrics.RTF).decision();
    assertEquals(Verdict.INCONCLUSIVE, decision.verdict(), decision.explanation());
    assertEquals(Reason.NOT_STEADY, decision.reason());
    assertEquals(Outcome.UNDECIDED, comparison.outcome());

    RunResult steady = run(counted(2, counted).system("a", 1.2));
    Comparison told = RunComparison.between(before, steady, POLICY);
    assertEquals(Verdict.REGRESSION, verdict(told, Metrics.RTF));
  }

  private static MadeUpRun counted(long seed, boolean byPilot) {
    MadeUpRun made = new MadeUpRun(seed).forks(10);
    return byPilot ? made.precision(0.02, 3, 20) : made;
  }

  @Test
  void whatHasNoCounterpartIsNamed() {
    Comparison comparison = against(new MadeUpRun(2).system("b", 1));
    assertEquals(
        List.of("'b / speech' is in the candidate alone", "'a / speech' is in the baseline alone"),
        comparison.unmatched());
    assertEquals(Outcome.UNDECIDED, comparison.outcome());
  }

  @Test
  void theFloorOfTheHostWidensTheTolerance() {
    RunResult now = run(new MadeUpRun(2).system("a", 1.1));
    Comparison wide = RunComparison.between(old(), now, POLICY.withFloor(0.15));
    assertEquals(Verdict.EQUIVALENT, verdict(wide, Metrics.RTF));
    assertEquals(0.15, of(wide, Metrics.RTF).decision().tolerance().amount());
    assertEquals(0.15, POLICY.withFloor(0.15).withSpeed(0.05).speed().amount());
  }

  /** A run says the same whether it was just measured or comes from its file. */
  @Test
  void aStoredRunTellsTheSame(@TempDir Path folder) throws Exception {
    Issue noise = Issue.warning("gc", "collectors.", "More room.");
    MadeUpRun made =
        new MadeUpRun(5)
            .precision(0.02, 5, 20)
            .failing(1)
            .system("a", 1)
            .changing(true)
            .issue(noise)
            .runIssue(noise)
            .system("b", 1.1);
    Path file = made.store(folder);
    RunResult read = RunReader.read(file);
    RunResult kept = run(made);
    assertEquals(stored(kept, file), read);
    Comparison one = RunComparison.within(kept, "a", POLICY);
    Comparison other = RunComparison.within(read, "a", POLICY);
    assertEquals(
        of(one, Metrics.RTF).decision().change(), of(other, Metrics.RTF).decision().change());
    assertEquals(one.gate(), other.gate());
    assertEquals(one.pairs().get(0).notes(), other.pairs().get(0).notes());
    assertEquals(one.pairs().get(0).failures(), other.pairs().get(0).failures());
    assertEquals(1, read.issues().size());
    assertEquals(1, read.runConfigs().get(1).issues().size());
  }

  private static RunResult stored(RunResult run, Path file) {
    return new RunResult(
        run.runId(),
        run.definition(),
        run.provenance(),
        run.startedAt(),
        run.duration(),
        run.cancelled(),
        run.runConfigs(),
        run.issues(),
        Optional.of(file),
        run.artifacts());
  }
}
