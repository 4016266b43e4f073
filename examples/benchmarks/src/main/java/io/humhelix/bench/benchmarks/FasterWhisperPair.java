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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Backend {@code faster-whisper} under the harness against a plain script of faster-whisper, in
 * turn within one run, both models loaded: do both take the same time and write the same text?
 */
public final class FasterWhisperPair {

  private static final int THREADS = 2;
  private static final int PAIRS = 7;
  private static final int CALLS = 3;

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
    List<Double> ratios = new ArrayList<>();
    List<Boolean> sameText = new ArrayList<>();
    try (PlainFasterWhisper plain = new PlainFasterWhisper(python, model, THREADS, clip)) {
      RunListener inTurn =
          new RunListener() {
            private double before = several(plain, text -> {});
            private double ours;
            private int calls;

            @Override
            public void trialFinished(RunEvents.TrialFinished event) {
              if (!event.result().counts()) {
                return;
              }
              ours += event.result().totalTranscriptionSeconds();
              if (++calls % CALLS > 0) {
                return;
              }
              double after =
                  several(plain, text -> sameText.add(text.equals(event.result().transcription())));
              // The mean of the calls before and after: a drift of the machine cancels out.
              ratios.add(ours / ((before + after) / 2));
              before = after;
              ours = 0;
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
              .trials(TrialPolicy.DEFAULT.withCounts(1, PAIRS * CALLS))
              .build();
      RunConfigResult result =
          Harness.builder().listener(inTurn).run(definition).runConfigs().get(0);
      if (result.status() != TrialStatus.OK) {
        throw new IllegalStateException(
            "the run ended as " + result.status() + ": " + result.issues() + result.failure());
      }
    }
    System.out.printf(
        "%s: faster-whisper under the harness / plain script in turn (%d times %d calls): %s; same"
            + " text: %s%n",
        clip.getFileName(), PAIRS, CALLS, Spread.of(ratios), !sameText.contains(false));
  }

  /** The time of some calls of the plain script. */
  private static double several(PlainFasterWhisper plain, Consumer<String> texts) {
    double seconds = 0;
    for (int i = 0; i < CALLS; i++) {
      PlainFasterWhisper.Timed timed = plain.transcribe();
      seconds += timed.seconds();
      texts.accept(timed.text());
    }
    return seconds;
  }
}
