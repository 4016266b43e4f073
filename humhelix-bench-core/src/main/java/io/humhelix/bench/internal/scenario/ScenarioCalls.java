package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.Transcript;
import java.util.List;

/**
 * What a trial did.
 *
 * @param calls those that ended
 * @param transcripts what each of them gave; often the same object where a clip got the same text
 *     again
 * @param left calls that were to be made, and were not since the trial was ended early
 * @param capHit whether it was ended because too many were outstanding
 * @param concurrency how many calls were made at a time at most
 */
public record ScenarioCalls(
    CallSeries calls, List<Transcript> transcripts, int left, boolean capHit, int concurrency) {

  /** Nothing: no call ended. */
  public static final ScenarioCalls NONE =
      of(CallSeries.builder(List.of(), new double[0], 0).build(), List.of());

  public ScenarioCalls {
    transcripts = List.copyOf(transcripts);
    if (transcripts.size() != calls.size()) {
      throw new IllegalArgumentException(
          calls.size() + " calls, but " + transcripts.size() + " transcripts");
    }
  }

  /** What is known of a trial whose process ended before it could give an account. */
  public static ScenarioCalls of(CallSeries calls, List<Transcript> transcripts) {
    return new ScenarioCalls(calls, transcripts, 0, false, 1);
  }
}
