package io.humhelix.bench.internal.scenario;

import static io.humhelix.bench.internal.scenario.FakeSut.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Speakers who talk without a pause, in virtual time. */
class StreamsTest {

  private static final List<TranscriptionRequest> CLIPS = FakeSut.clips(2, 3, 5);
  private static final LatencyLimit P95_IN_2_S = new LatencyLimit(95, Duration.ofSeconds(2));
  private final VirtualTime time = new VirtualTime();

  private static Scenario.Streams streams(int streams, int seconds) {
    return new Scenario.Streams(
        streams, P95_IN_2_S, Extent.atLeast(Duration.ofSeconds(seconds), 0));
  }

  private static long[] lengths(long... seconds) {
    long[] nanos = new long[seconds.length];
    java.util.Arrays.setAll(nanos, i -> seconds[i] * 1000 * MS);
    return nanos;
  }

  @Test
  void aSpeakersClipsAreDueWhenTheirAudioHasEnded() {
    Arrivals arrivals =
        Arrivals.streams(1, lengths(2, 3, 5), Extent.atLeast(Duration.ofSeconds(300), 0), 4);
    for (int call = 1; call < arrivals.size(); call++) {
      long length = lengths(2, 3, 5)[arrivals.clip(call)];
      assertEquals(arrivals.due(call - 1) + length, arrivals.due(call), "clip " + call);
    }
    long first = arrivals.due(0) - lengths(2, 3, 5)[arrivals.clip(0)];
    assertTrue(first >= 0 && first < 5000 * MS, "begins within its first clip: " + first);
  }

  @Test
  void severalSpeakersAreNotInStepAndEachClipIsInOrderOfItsEnd() {
    int streams = 50;
    Arrivals arrivals =
        Arrivals.streams(streams, lengths(10), Extent.atLeast(Duration.ofSeconds(100), 0), 4);
    assertEquals(streams * 9, arrivals.size(), streams);
    for (int call = 1; call < arrivals.size(); call++) {
      assertTrue(arrivals.due(call) >= arrivals.due(call - 1), "in order");
    }
    // Within one clip's length every speaker ends once, spread over it.
    long early = IntStream.range(0, streams).filter(i -> arrivals.due(i) < 15_000 * MS).count();
    assertTrue(early > 10 && early < 40, early + " of 50 in the first half");
  }

  @Test
  void latencyIsFromTheEndOfTheAudioUntilTheText() throws Exception {
    FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> 400 * MS);
    Trials.Done result = Trials.run(time, sut, CLIPS, streams(1, 60), 1);

    assertEquals(400 * MS, result.calls().latencyNanos(3));
    assertEquals(1, result.maxOutstanding());
    assertEquals(Optional.of(true), result.sustained());
  }

  @Test
  void aSystemThatIsALittleTooSlowFallsBehindAndIsFoundOut() throws Exception {
    // 8 speakers need 8 s of audio a second; at 0.13 of real time that is 104 % of one server.
    FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> (long) (130 * MS * request.seconds()));
    Scenario.Streams short60 = streams(8, 60);
    Trials.Done result = Trials.run(time, sut, CLIPS, short60, 2);
    Trials.Done longer = Trials.run(time, sut, CLIPS, streams(8, 300), 2);

    assertEquals(Optional.of(false), longer.sustained());
    LimitCheck check = longer.limit().orElseThrow();
    assertTrue(check.backlogGrows(), check.toString());
    assertTrue(check.growthSeconds() > 5, check.toString());
    assertTrue(result.queries() > 0);
  }

  @Test
  void aGrowingBacklogIsFoundBeforeTheLimitIsMissed() throws Exception {
    FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> (long) (128 * MS * request.seconds()));
    Scenario.Streams patient =
        new Scenario.Streams(
            8,
            new LatencyLimit(95, Duration.ofSeconds(10)),
            Extent.atLeast(Duration.ofSeconds(250), 0));
    LimitCheck check = Trials.run(time, sut, CLIPS, patient, 3).limit().orElseThrow();

    assertTrue(check.within(), check.toString());
    assertTrue(check.backlogGrows(), check.toString());
    assertFalse(check.sustained());
  }

  @Test
  void aSystemWithRoomSustainsItsSpeakers() throws Exception {
    FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> (long) (80 * MS * request.seconds()));
    LimitCheck check = Trials.run(time, sut, CLIPS, streams(8, 300), 2).limit().orElseThrow();
    assertTrue(check.sustained(), check.toString());
    assertFalse(check.backlogGrows());
  }
}
