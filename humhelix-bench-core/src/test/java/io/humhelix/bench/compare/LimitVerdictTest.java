package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.LimitVerdict.State;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Limit;
import io.humhelix.bench.report.LimitsReport;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitVerdictTest {

  private static List<LimitVerdict> judge(RunResult run, String... limits) {
    Expectations expectations = Expectations.NONE;
    for (int i = 0; i < limits.length; i += 2) {
      expectations = expectations.withLimit(limits[i], Limit.parse(limits[i + 1]));
    }
    return LimitVerdict.of(
        new RunResult(
            run.runId(),
            run.definition().toBuilder().expectations(expectations).build(),
            run.provenance(),
            run.startedAt(),
            run.duration(),
            run.cancelled(),
            run.runConfigs(),
            run.issues(),
            run.resultsFile(),
            run.artifacts()));
  }

  private static State state(MadeUpRun run, String metric, String limit) {
    return judge(run.system("a", 1).result(), metric, limit).get(0).state();
  }

  @Test
  void theBadEndOfTheIntervalDecides() {
    RunResult run = new MadeUpRun(1).system("a", 1).result();
    LimitVerdict held = judge(run, "rtf", "<= 0.11").get(0);
    assertEquals(State.HELD, held.state());
    double level = held.level().getAsDouble();
    double worst = held.badEnd().getAsDouble();
    assertTrue(worst > level, held.toString());
    LimitVerdict between = judge(run, "rtf", "<= " + (level + worst) / 2).get(0);
    assertEquals(State.MISSED, between.state());
    assertTrue(between.why().contains("measure more"), between.why());
    LimitVerdict beyond = judge(run, "rtf", "<= 0.05").get(0);
    assertEquals(State.MISSED, beyond.state());
    assertEquals("", beyond.why());
    assertEquals(
        "Limits (the bad end of the 95 % interval decides; of memory, the largest value)\n"
            + "missed: a / speech: rtf <= 0.05: 0.1000, at worst 0.1015.\n",
        new LimitsReport(List.of(beyond)).toString());
    assertEquals("", new LimitsReport(List.of()).toString());
  }

  @Test
  void withoutAnIntervalNothingIsTold() {
    List<LimitVerdict> few =
        judge(new MadeUpRun(1).forks(2).system("a", 1).result(), "rtf", "<= 5", "rtf", "<= 9");
    assertEquals(1, few.size());
    assertEquals(State.UNKNOWN, few.get(0).state());
    assertEquals("no interval: 2 forks; an interval needs at least 3", few.get(0).why());
    String text = new LimitsReport(few).toString();
    assertTrue(text.contains("unknown: a / speech: rtf <= 9: 0.1"), text);
    assertEquals(
        "it is REFUSED",
        judge(new MadeUpRun(1).refused(true).system("a", 1).result(), "rtf", "<= 5").get(0).why());
    assertTrue(
        judge(new MadeUpRun(1).system("a", 1).result(), "latency_p95_s", "<= 5")
            .get(0)
            .why()
            .startsWith("the results have no latency_p95_s"));
  }

  @Test
  void errorRatesAreJudgedInPercent() {
    // 2 errors in 50 words of each of 6 clips.
    assertEquals(State.HELD, state(new MadeUpRun(1), "wer_percent", "<= 8"));
    assertEquals(State.MISSED, state(new MadeUpRun(1), "wer_percent", "<= 4.1"));
    assertEquals(State.MISSED, state(new MadeUpRun(1), "cer_percent", "<= 3"));
  }

  @Test
  void ofMemoryTheLargestValueDecides() {
    MadeUpRun run =
        new MadeUpRun(1).sampled("process_rss_peak_bytes", fork -> fork == 7 ? 2e9 : 1e9);
    List<LimitVerdict> verdicts =
        judge(run.system("a", 1).result(), "process_rss_peak_bytes", "<= 1500000000");
    assertEquals(State.MISSED, verdicts.get(0).state());
    assertEquals(2e9, verdicts.get(0).badEnd().getAsDouble());
    assertEquals(1e9, verdicts.get(0).level().getAsDouble());
    assertEquals(
        State.HELD,
        state(new MadeUpRun(1).sampled("jvm_heap_max_bytes", 5), "jvm_heap_max_bytes", "<= 5"));
    assertEquals(State.UNKNOWN, state(new MadeUpRun(1), "process_rss_peak_bytes", "<= 5"));
  }

  @Test
  void tolerancesOfTheDefinitionAreThoseOfItsMetrics() {
    ComparisonPolicy policy =
        ComparisonPolicy.DEFAULT.with(
            Expectations.NONE
                .withTolerance("rtf", 30)
                .withTolerance("load_s", 1)
                .withTolerance("wer_percent", 2));
    RunResult old = new MadeUpRun(1).system("a", 1).result();
    RunResult now = new MadeUpRun(2).errors(c -> 3).system("a", 1.2).result();
    Comparison comparison = RunComparison.between(old, now, policy);
    assertEquals(
        List.of("rtf 0.3", "wer_percent 0.02", "latency_p50_s 0.05", "load_s 0.01"),
        comparison.pairs().get(0).metrics().stream()
            .map(m -> m.metric().name() + " " + m.decision().tolerance().amount())
            .filter(text -> !text.startsWith("first_call"))
            .toList());
    assertEquals(0.02, policy.withSpeed(0.02).of(Metrics.RTF).amount());
    assertEquals(0.01, policy.withSpeed(0.02).of(Metrics.LOAD_S).amount());
    assertEquals(0.4, policy.withFloor(0.4).of(Metrics.RTF).amount());
    assertEquals(0.001, policy.withErrorPoints(0.1).of(Metrics.WER_PERCENT).amount());
  }
}
