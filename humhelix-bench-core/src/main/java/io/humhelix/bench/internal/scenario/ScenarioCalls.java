package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.Transcript;
import java.util.List;

/**
 * The calls of a trial.
 *
 * @param calls calls that were answered
 * @param transcripts the result of each; often the same object if a clip got the same text again
 * @param left planned calls that were not made because the trial ended early
 * @param capHit whether the trial ended because too many calls were outstanding
 * @param concurrency largest number of concurrent calls
 * @param failed calls that failed, not yet scored
 */
public record ScenarioCalls(
    CallSeries calls,
    List<Transcript> transcripts,
    int left,
    boolean capHit,
    int concurrency,
    FailedCalls failed) {

  /** No call ended. */
  public static final ScenarioCalls NONE =
      of(CallSeries.builder(List.of(), new double[0], 0).build(), List.of());

  public ScenarioCalls {
    transcripts = List.copyOf(transcripts);
    if (transcripts.size() != calls.size()) {
      throw new IllegalArgumentException(
          calls.size() + " calls, but " + transcripts.size() + " transcripts");
    }
  }

  /** What is known about a trial whose process ended before it could report. */
  public static ScenarioCalls of(CallSeries calls, List<Transcript> transcripts) {
    return new ScenarioCalls(calls, transcripts, 0, false, 1, FailedCalls.NONE);
  }
}
