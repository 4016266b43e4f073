package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.testkit.FakeBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where checks run the harness: on one short sound, with one fake system.
 *
 * @param folder for what a run leaves
 * @param sound an audio file
 * @param harness what is checked
 */
record Bench(Path folder, Path sound, HarnessUnderCheck harness) {

  static final String SUT = "fake";
  private static final long SEED = 1;

  /** The harness, or for tests one that does something wrong. */
  @FunctionalInterface
  interface HarnessUnderCheck {

    /** The harness as it is. */
    HarnessUnderCheck REAL =
        (definition, fake) -> Harness.builder().discovery(false).provider(fake).run(definition);

    RunResult run(BenchmarkDefinition definition, FakeBackend fake) throws HarnessException;
  }

  /** Returns a definition over some clips, all of the same sound, that say the fake's text. */
  BenchmarkDefinition.Builder definition(int clips, int warmUps, int trials, SutSpec sut) {
    List<AudioClip> list = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      list.add(AudioClip.of(sound, FakeBackend.TEXT).withId("clip-" + i));
    }
    return BenchmarkDefinition.builder("self-check")
        .workload(new Workload("self-check", list, TranscriptionTask.DEFAULT))
        .sut(sut)
        .trials(TrialPolicy.DEFAULT.withCounts(warmUps, trials).withSeed(SEED))
        .isolation(Isolation.IN_PROCESS);
  }

  static SutSpec fake() {
    return SutSpec.of(SUT, FakeBackend.ID, "none");
  }

  RunConfigResult run(BenchmarkDefinition definition, FakeBackend fake) throws HarnessException {
    return harness.run(definition, fake).runConfigs().get(0);
  }

  /** Returns the measured times of calls, in the order in which they were made, in nanoseconds. */
  static double[] latencies(List<TrialResult> trials) {
    return trials.stream()
        .map(TrialResult::calls)
        .flatMapToDouble(calls -> IntStream.range(0, calls.size()).mapToDouble(calls::serviceNanos))
        .toArray();
  }
}
