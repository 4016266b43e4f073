package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Transcript;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TrialMetricsTest {

  @Test
  void tokensPerSecondAreSummedOverTheClips() {
    Phase first = new Phase("decode", 1_000_000_000, OptionalLong.of(30));
    Phase second = new Phase("decode", 3_000_000_000L, OptionalLong.of(10));
    assertEquals(List.of(10.0), tokensPerSecond(clip(first), clip(second)));
  }

  @Test
  void thereAreNoneUnlessEveryClipIsCounted() {
    Phase counted = new Phase("decode", 1_000_000_000, OptionalLong.of(30));
    assertEquals(
        List.of(), tokensPerSecond(clip(counted), clip(new Phase("decode", 1_000_000_000))));
    assertEquals(List.of(), tokensPerSecond(clip(new Phase("encode", 1_000, OptionalLong.of(30)))));
    assertEquals(List.of(), tokensPerSecond(clip(new Phase("decode", 0, OptionalLong.of(0)))));
  }

  @Test
  void aCountIsNeverNegative() {
    assertThrows(IllegalArgumentException.class, () -> new Phase("decode", 1, OptionalLong.of(-1)));
  }

  private static List<Double> tokensPerSecond(ClipResult... clips) {
    return TrialMetrics.ofTokens(List.of(clips)).stream()
        .filter(measurement -> measurement.metric().equals(Metrics.DECODE_TOKENS_PER_S))
        .map(Measurement::value)
        .toList();
  }

  private static ClipResult clip(Phase phase) {
    return MadeUpTrials.clip(
        "clip",
        0,
        5,
        0,
        1_000,
        0,
        OptionalLong.empty(),
        Transcript.ofText("").withPhases(List.of(phase)),
        Optional.empty());
  }
}
