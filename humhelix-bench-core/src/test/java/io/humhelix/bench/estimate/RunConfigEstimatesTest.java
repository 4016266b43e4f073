package io.humhelix.bench.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Method;
import io.humhelix.bench.stats.Replicate;
import io.humhelix.bench.stats.WarmUp;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunConfigEstimatesTest {

  private static final int WORDS = 50;
  private static final int CLIPS = 6;

  /** Quantiles of Student's t with 2 degrees of freedom. */
  private static final double T_955 = 3.10397669;

  private static final double T_995 = 9.9248432;

  /** Six clips; the errors of each are its number. */
  private static Workload workload(IntFunction<String> speaker, int count) {
    List<AudioClip> clips =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    AudioClip.of(Path.of("c" + i + ".wav"), "a reference")
                        .withId("c" + i)
                        .withSpeaker(speaker.apply(i)))
            .toList();
    return new Workload("speech", clips, TranscriptionTask.DEFAULT);
  }

  private static TrialResult trial(TrialKind kind, int fork, TrialStatus status, double rtf) {
    return trial(kind, fork, status, rtf, CLIPS);
  }

  private static TrialResult trial(
      TrialKind kind, int fork, TrialStatus status, double rtf, int count) {
    List<ClipResult> clips =
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  ErrorCounts words = new ErrorCounts(i, 0, 0, WORDS);
                  long nanos = Math.round(rtf * 1e10);
                  return MadeUpTrials.clip(
                      "c" + i,
                      i,
                      10,
                      i * nanos,
                      nanos,
                      0,
                      OptionalLong.empty(),
                      Transcript.ofText("text"),
                      Optional.of(
                          new ClipScore(
                              "basic-1", "ref", "text", new Alignment(List.of()), words, words)));
                })
            .toList();
    return MadeUpTrials.trial(
        "0123456789ab",
        kind,
        fork,
        1,
        status,
        Instant.EPOCH,
        1,
        fork * 1_000_000_000L,
        clips,
        List.of(new Measurement(Metrics.RTF, rtf)),
        List.of(),
        Optional.empty());
  }

  /** A first call three times as slow before the trials of each fork. */
  private static List<MetricEstimate> of(
      TrialPolicy policy, IntFunction<String> speaker, double[]... forks) {
    List<TrialResult> trials = new ArrayList<>();
    for (int fork = 1; fork <= forks.length; fork++) {
      trials.add(trial(TrialKind.FIRST_CALL, fork, TrialStatus.OK, 3 * forks[fork - 1][0]));
      trials.add(trial(TrialKind.WARM_UP, fork, TrialStatus.OK, 77));
      for (double rtf : forks[fork - 1]) {
        trials.add(trial(TrialKind.MEASURED, fork, TrialStatus.OK, rtf));
      }
      trials.add(trial(TrialKind.MEASURED, fork, TrialStatus.INVALID, 0.0001));
    }
    return result(workload(speaker, CLIPS), policy, trials);
  }

  private static List<MetricEstimate> result(
      Workload workload, TrialPolicy policy, List<TrialResult> trials) {
    SutSpec sut = SutSpec.of("x", "fake", "model");
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("estimates").workload(workload).sut(sut).trials(policy).build();
    return RunConfigEstimates.of(
        definition,
        new RunConfigResult(
            new RunConfig("0123456789ab", sut, workload),
            TrialStatus.OK,
            Optional.empty(),
            "english-1",
            trials,
            List.of(),
            Optional.empty()));
  }

  private static MetricEstimate of(List<MetricEstimate> estimates, Metric metric) {
    return estimates.stream().filter(e -> e.metric().equals(metric)).findFirst().orElseThrow();
  }

  private static double[] fork(double... rtf) {
    return rtf;
  }

  @Test
  void theLevelIsTheGeometricMeanOfForkMediansWithStudentsInterval() {
    List<MetricEstimate> estimates =
        of(
            TrialPolicy.DEFAULT,
            i -> "s" + i,
            fork(0.1, 0.1, 0.1),
            fork(0.2, 0.2, 0.2),
            fork(0.4, 0.4, 0.4));
    assertEquals(Metrics.RTF, estimates.get(0).metric(), "the deciding one comes first");
    Estimate rtf = estimates.get(0).estimate();
    assertEquals(0.2, rtf.point(), 1e-12);
    // The logarithms are log(2) apart: their standard deviation is log(2).
    double error = Math.log(2) / Math.sqrt(3);
    Interval interval = rtf.interval().orElseThrow();
    assertEquals(0.2 * Math.exp(-T_955 * error), interval.low(), 1e-7);
    assertEquals(0.2 * Math.exp(T_995 * error), interval.high(), 1e-5);
    assertEquals(0.95, interval.level());
    assertEquals(Method.SLOW_TAIL_LOG_T, rtf.method());
    assertEquals(3, rtf.size().replicates());
    assertEquals(9, rtf.size().observations());
    // 10 s of audio, three times 0.1, 0.2 and 0.4; loads of 1, 2 and 3 s.
    assertEquals(6, of(estimates, Metrics.FIRST_CALL_S).estimate().point(), 1e-9);
    assertEquals(Math.cbrt(6), of(estimates, Metrics.LOAD_S).estimate().point(), 1e-9);
  }

  @Test
  void theSlowSideOfARateIsBelow() {
    ForkedSample forks = ForkedSample.of(fork(0.1), fork(0.2), fork(0.4));
    Interval time = ForkLevel.of(Metrics.RTF, forks).interval().orElseThrow();
    ForkedSample rates = ForkedSample.of(fork(10), fork(5), fork(2.5));
    Interval rate = ForkLevel.of(Metrics.RTFX_WALL, rates).interval().orElseThrow();
    assertEquals(1 / time.high(), rate.low(), 1e-9);
    assertEquals(1 / time.low(), rate.high(), 1e-9);
  }

  @Test
  void twoForksHaveALevelAndTheReasonWhyItHasNoInterval() {
    Estimate rtf = of(TrialPolicy.DEFAULT, i -> "s" + i, fork(0.1), fork(0.4)).get(0).estimate();
    assertEquals(0.2, rtf.point(), 1e-12);
    assertTrue(rtf.interval().isEmpty());
    assertEquals("2 forks; an interval needs at least 3", rtf.shortcoming().orElseThrow());
  }

  @Test
  void aSlowStartThatTheForksShareIsLeftOutAndCounted() {
    double[] slow = fork(0.9, 0.20, 0.21, 0.20, 0.21, 0.20);
    MetricEstimate rtf = of(TrialPolicy.DEFAULT, i -> "s" + i, slow, slow, slow).get(0);
    assertEquals(1, rtf.warmUp().dropped());
    assertTrue(rtf.warmUp().judged());
    assertEquals(0.20, rtf.estimate().point(), 1e-12);
    assertEquals(15, rtf.estimate().size().observations());
  }

  @Test
  void forksThatWereCountedByTheirOwnSpreadKeepThePilotsInterval() {
    TrialPolicy policy =
        TrialPolicy.DEFAULT.withForks(3).withPrecision(new PrecisionTarget(0.05, 10));
    MetricEstimate rtf =
        of(policy, i -> "s" + i, fork(0.9, 0.1, 0.1), fork(0.2), fork(0.4), fork(0.2)).get(0);
    assertEquals(Method.STEIN_SLOW_TAIL_LOG_T, rtf.estimate().method());
    assertEquals(WarmUp.NONE, rtf.warmUp());
    assertEquals(0.2, rtf.estimate().point(), 1e-12);
    double reach = T_995 * Math.log(2) / Math.sqrt(4);
    assertEquals(0.2 * Math.exp(reach), rtf.estimate().interval().orElseThrow().high(), 1e-5);
  }

  @Test
  void theWordErrorRateCountsSpeakersAndNoDecodeTwice() {
    Estimate six =
        of(
                of(TrialPolicy.DEFAULT, i -> "s" + i, fork(0.1, 0.1), fork(0.1, 0.1)),
                Metrics.WER_PERCENT)
            .estimate();
    assertEquals(100 * 15.0 / 300, six.point(), 1e-12);
    assertEquals(Replicate.CLIP_BLOCK, six.size().replicate());
    assertEquals(6, six.size().replicates());
    assertEquals(300, six.size().observations());
    // Equal blocks: the jackknife is the standard error of the mean of 0, 2, .., 10 %.
    double error = Math.sqrt(14.0 / 6);
    assertEquals(5 - 2.0978367 * error, six.interval().orElseThrow().low(), 1e-5);
    assertEquals(5 + 4.032143 * error, six.interval().orElseThrow().high(), 1e-5);
    assertEquals(Method.BLOCK_JACKKNIFE_EXACT, six.method());
    Estimate two =
        of(of(TrialPolicy.DEFAULT, i -> "s" + i % 2, fork(0.1)), Metrics.WER_PERCENT).estimate();
    assertEquals(5, two.point(), 1e-12);
    assertTrue(two.shortcoming().orElseThrow().startsWith("2 blocks of clips"));
  }

  @Test
  void fromTwentySpeakersOnThereIsABootstrapBesideTheJackknife() {
    for (int clips : new int[] {19, 20}) {
      List<TrialResult> trials = List.of(trial(TrialKind.MEASURED, 1, TrialStatus.OK, 0.1, clips));
      MetricEstimate rate =
          of(
              result(workload(i -> "s" + i, clips), TrialPolicy.DEFAULT, trials),
              Metrics.WER_PERCENT);
      assertEquals(clips, rate.estimate().size().replicates());
      assertEquals(clips == 20, rate.bootstrap().isPresent());
    }
  }
}
