package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.spi.Transcript;
import java.util.List;

/**
 * The calls of a trial, in the order in which they were due.
 *
 * @param originNanos start of the trial, on the clock
 * @param series their times
 * @param transcripts what each of them returned; the same object where a clip got the same text
 *     again on one lane
 * @param left calls that were to be made, and were not since the trial was ended early
 * @param capHit whether it was ended because too many were outstanding
 */
public record ScenarioCalls(
    long originNanos, CallSeries series, List<Transcript> transcripts, int left, boolean capHit) {
  public ScenarioCalls {
    transcripts = List.copyOf(transcripts);
  }
}
