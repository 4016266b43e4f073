package io.humhelix.bench.benchmarks;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Ratio;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Backend {@code faster-whisper} under the harness against a plain script of faster-whisper, in
 * turn within one run, both models loaded: do both take the same time and write the same text?
 */
public final class FasterWhisperPair {

  private static final int THREADS = 2;
  private static final int TURNS = 7;
  private static final int CALLS = 6;

  private FasterWhisperPair() {}

  /**
   * Measures and prints.
   *
   * @param args the Python interpreter, the model's folder, the clip
   * @throws HarnessException if a run could not begin or go on
   * @throws IOException if the script cannot be started
   */
  public static void main(String[] args) throws HarnessException, IOException {
    String python = args[0];
    Path model = Path.of(args[1]).toAbsolutePath();
    Path clip = Path.of(args[2]);
    List<double[]> ours = turns();
    List<double[]> direct = turns();
    List<Boolean> sameText = new ArrayList<>();
    try (PlainFasterWhisper plain = new PlainFasterWhisper(python, model, THREADS, clip)) {
      RunListener inTurn =
          new RunListener() {
            private double before = plain.transcribe().seconds();
            private int calls;

            @Override
            public void trialFinished(RunEvents.TrialFinished event) {
              if (!event.result().counts()) {
                return;
              }
              PlainFasterWhisper.Timed after = plain.transcribe();
              sameText.add(after.text().equals(event.result().transcription()));
              int turn = calls / CALLS;
              int call = calls % CALLS;
              ours.get(turn)[call] = event.result().totalTranscriptionSeconds();
              // The mean of the calls before and after: a drift of the machine cancels out.
              direct.get(turn)[call] = (before + after.seconds()) / 2;
              before = after.seconds();
              calls++;
            }
          };
      SutSpec sut =
          SutSpec.of("faster-whisper", "faster-whisper", model.toString())
              .withComputeType("int8")
              .withOption("python", python)
              .withOption("cpu_threads", THREADS)
              .withOption("beam_size", 1);
      BenchmarkDefinition definition =
          BenchmarkDefinition.builder("pair")
              .workload(Workload.of("clip", AudioClip.of(clip)))
              .sut(sut)
              .isolation(Isolation.IN_PROCESS)
              .trials(TrialPolicy.DEFAULT.withCounts(1, TURNS * CALLS))
              .build();
      RunConfigResult result =
          Harness.builder().listener(inTurn).run(definition).runConfigs().get(0);
      if (result.status() != TrialStatus.OK) {
        throw new IllegalStateException(
            "the run ended as " + result.status() + ": " + result.issues() + result.failure());
      }
    }
    Estimate ratio = Ratio.paired(ForkedSample.of(direct), ForkedSample.of(ours), Estimate.LEVEL);
    Interval interval = ratio.interval().orElseThrow();
    System.out.printf(
        "%s: faster-whisper under the harness / plain script in turn (%d alternations of %d calls):"
            + " %.4f (95 %% interval %.4f to %.4f); of the alternations %s; same text: %s%n",
        clip.getFileName(),
        TURNS,
        CALLS,
        ratio.point(),
        interval.low(),
        interval.high(),
        Spread.of(ratios(ours, direct)),
        !sameText.contains(false));
  }

  private static List<double[]> turns() {
    return Stream.generate(() -> new double[CALLS]).limit(TURNS).toList();
  }

  /** The time of the calls of every alternation, ours divided by the script's. */
  private static List<Double> ratios(List<double[]> ours, List<double[]> direct) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(Arrays.stream(ours.get(i)).sum() / Arrays.stream(direct.get(i)).sum());
    }
    return ratios;
  }
}
