package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {

  private static final TrialPolicy POLICY = TrialPolicy.DEFAULT.withCounts(0, 1);

  private final List<RunEvents.Progressed> told = new ArrayList<>();
  private long now;

  private ProgressMeter meter(Scenario scenario, Map<String, Double> audio, long passes) {
    Map<String, RunLength> lengths = new java.util.HashMap<>();
    Map<String, Long> each = new java.util.HashMap<>();
    audio.forEach(
        (id, seconds) -> {
          lengths.put(id, new RunLength(scenario, POLICY, List.of(seconds)));
          each.put(id, passes);
        });
    RunListener listener =
        new RunListener() {
          @Override
          public void progressed(RunEvents.Progressed event) {
            told.add(event);
          }
        };
    return new ProgressMeter(new Notifier(List.of(listener)), () -> now, lengths, each);
  }

  private void after(long seconds) {
    now = Duration.ofSeconds(seconds).toNanos();
  }

  private long left() {
    return told.get(told.size() - 1).left().orElseThrow().toSeconds();
  }

  @Test
  void longAudioWeighsMore() {
    // Guessed: 5 + 2 * 1 s, and 5 + 2 * 97 s.
    ProgressMeter meter = meter(Scenario.SINGLE_STREAM, Map.of("short", 5.0, "long", 970.0), 2);
    after(14);
    meter.done("short", 2);
    assertEquals(2, told.get(0).done());
    assertEquals(4, told.get(0).total());
    // It took twice what was guessed, so the 199 s to come are taken twice too.
    assertEquals(398, left());
    meter.done("short", 2);
    assertEquals(1, told.size(), "nothing new");
  }

  @Test
  void theFirstPassIsNoTrialOfAMinute() {
    Scenario minute = Scenario.SINGLE_STREAM.withExtent(Extent.atLeast(Duration.ofSeconds(60), 0));
    ProgressMeter meter = meter(minute, Map.of("a", 5.0), 2);
    after(6);
    meter.done("a", 1);
    assertEquals(60, left());
  }

  @Test
  void whatIsOnDiskTookNoTimeOfThisProcess() {
    ProgressMeter meter = meter(Scenario.SINGLE_STREAM, Map.of("a", 5.0), 20);
    meter.withoutTime("a", 18);
    assertEquals(18, told.get(0).done());
    assertTrue(told.get(0).left().isEmpty(), "nothing was timed yet");
    after(6);
    meter.done("a", 19);
    assertEquals(19, told.get(1).done());
    assertEquals(1, left(), "one pass of a second after the load and the pass that took six");
  }

  @Test
  void whatIsLeftOutMakesNothingFaster() {
    ProgressMeter meter = meter(Scenario.SINGLE_STREAM, Map.of("a", 5.0, "b", 5.0), 20);
    after(7);
    meter.done("a", 2);
    // The first fork was enough.
    meter.withoutTime("a", 20);
    assertEquals(70, left(), "ten forks of seven seconds");
    assertEquals(20, told.get(1).done());
    assertEquals(40, told.get(1).total());
  }
}
