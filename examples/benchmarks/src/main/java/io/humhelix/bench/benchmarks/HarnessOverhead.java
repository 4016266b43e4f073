package io.humhelix.bench.benchmarks;

import io.humhelix.bench.harness.HarnessException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/** Prints what the harness adds to the calls that it times. Takes about three minutes. */
public final class HarnessOverhead {

  private static final int THREADS = 2;
  private static final int CALLS = 5;
  private static final int ROUNDS = 9;
  private static final int PAIRS = 31;
  private static final int NULL_CALLS = 1000;
  private static final int NULL_TRIALS = 50;

  private HarnessOverhead() {}

  /**
   * Measures and prints.
   *
   * @param args the folder of the examples' data; {@code examples/data} by default
   * @throws HarnessException if a run could not begin or go on
   * @throws IOException if the model or the clip cannot be read
   */
  public static void main(String[] args) throws HarnessException, IOException {
    Path data = Path.of(args.length > 0 ? args[0] : "examples/data");
    Path clip = data.resolve("speech/5s.wav");
    Overhead overhead = new Overhead(data.resolve("models"), clip, THREADS);
    System.out.printf(
        "%s, %s %s, %d processors, Java %s%n",
        LocalDate.now(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    System.out.printf(
        "null SUT, us per call (%d trials of %d calls): %s%n",
        NULL_TRIALS,
        NULL_CALLS,
        Spread.of(overhead.nullCallMicros(new NullSut(), NULL_CALLS, NULL_TRIALS)));
    System.out.printf(
        "same whisper-jni calls timed inside and outside, %% added (%d rounds of %d calls): %s%n",
        ROUNDS, CALLS, Spread.of(overhead.sameCallsPercent(CALLS, ROUNDS)));
    System.out.printf(
        "backend whisper-jni / direct calls in turn, ratio of times (%d pairs): %s%n",
        PAIRS, Spread.of(overhead.ratios(PAIRS)));
  }
}
