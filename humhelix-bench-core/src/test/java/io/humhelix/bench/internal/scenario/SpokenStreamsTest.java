package io.humhelix.bench.internal.scenario;

import static io.humhelix.bench.internal.scenario.FakeSut.MS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clips that are handed over while they are spoken, in virtual time. */
class SpokenStreamsTest {

  private static final List<TranscriptionRequest> CLIPS = clips();
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
  private static final double RTF = 0.1;
  private static final long TEXT = 20 * MS;
  private final VirtualTime time = new VirtualTime();

  /** Of 2, 3 and 5.2 seconds, whose samples say where they are from. */
  private static List<TranscriptionRequest> clips() {
    List<TranscriptionRequest> clips = FakeSut.clips(2, 3, 5.2);
    clips.forEach(
        clip -> {
          for (int i = 0; i < clip.samples().length; i++) {
            clip.samples()[i] = i;
          }
        });
    return clips;
  }

  private static Scenario.Streams whole(int streams, int seconds) {
    return new Scenario.Streams(
        streams,
        new LatencyLimit(95, Duration.ofSeconds(2)),
        Extent.atLeast(Duration.ofSeconds(seconds), 0));
  }

  private static Scenario.Streams spoken(int streams, int seconds) {
    return whole(streams, seconds).withChunk(HALF_A_SECOND);
  }

  private CallSeries calls(StreamingSut sut, Scenario scenario) throws Exception {
    return Trials.run(time, sut, CLIPS, scenario, 1).calls();
  }

  private static ScenarioTrial trial(
      Timeline timeline, StreamingSut sut, Scenario scenario, BooleanSupplier cancelled) {
    long[] timeouts = new long[CLIPS.size()];
    java.util.Arrays.fill(timeouts, Trials.TIMEOUT_NANOS);
    ClipOrder order = ClipOrder.shuffled(CLIPS.size(), 1);
    return new ScenarioTrial(
        sut,
        CLIPS,
        timeouts,
        new ScenarioTrial.Plan(scenario, CLIPS.size(), order, 1),
        timeline,
        cancelled);
  }

  private static long length(String clip) {
    return CLIPS.stream()
        .filter(c -> c.clipId().equals(clip))
        .mapToLong(c -> Math.round(c.seconds() * 1e9))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachChunkIsHandedOverWhenItHasBeenSpoken() throws Exception {
    StreamingSut sut = new StreamingSut(time, 2, RTF, TEXT);
    calls(sut, spoken(1, 60));
    for (StreamingSut.Stream stream : sut.streams.subList(0, 10)) {
      long length = length(stream.clip);
      List<Long> spoken = new ArrayList<>();
      for (long at = 500 * MS; at < length; at += 500 * MS) {
        spoken.add(stream.opened + at);
      }
      spoken.add(stream.opened + length);
      assertEquals(spoken, stream.times);
    }
  }

  @Test
  void theChunksOfAClipAreItsAudio() throws Exception {
    StreamingSut sut = new StreamingSut(time, 2, RTF, TEXT);
    calls(sut, spoken(1, 60));
    for (StreamingSut.Stream stream : sut.streams.subList(0, 10)) {
      float[] all = CLIPS.get(Integer.parseInt(stream.clip.substring(1))).samples();
      float[] heard = new float[all.length];
      int at = 0;
      for (float[] chunk : stream.chunks) {
        System.arraycopy(chunk, 0, heard, at, chunk.length);
        at += chunk.length;
      }
      assertEquals(all.length, at);
      assertArrayEquals(all, heard);
    }
  }

  @Test
  void latencyIsFromTheEndOfTheAudioAndWholeClipsTakeLonger() throws Exception {
    CallSeries spoken = calls(new StreamingSut(time, 4, RTF, TEXT), spoken(2, 60));
    CallSeries whole = calls(new StreamingSut(time, 4, RTF, TEXT), whole(2, 60));
    assertEquals(whole.size(), spoken.size());
    for (int row = 0; row < spoken.size(); row++) {
      assertEquals(whole.clip(row), spoken.clip(row));
      assertEquals(whole.scheduledNanos(row), spoken.scheduledNanos(row));
      // What is left after half a second at a time.
      double last = spoken.audioSeconds(row) == 5.2 ? 0.2 : 0.5;
      assertEquals(Math.round(RTF * last * 1e9) + TEXT, spoken.latencyNanos(row));
      assertEquals(Math.round(RTF * whole.audioSeconds(row) * 1e9) + TEXT, whole.latencyNanos(row));
      assertEquals(0, spoken.queuedNanos(row));
      assertEquals(0, spoken.latenessNanos(row));
    }
  }

  @Test
  void busyIsTheTimeWithinTheCallsAndNotTheAudioBetween() throws Exception {
    CallSeries spoken = calls(new StreamingSut(time, 4, RTF, TEXT), spoken(2, 60));
    CallSeries whole = calls(new StreamingSut(time, 4, RTF, TEXT), whole(2, 60));
    assertEquals(whole.busyNanos(), spoken.busyNanos());
    assertEquals(0, whole.chunksNanos(0));
    assertEquals(
        Math.round(RTF * spoken.audioSeconds(0) * 1e9) + TEXT,
        spoken.chunksNanos(0) + spoken.serviceNanos(0));
  }

  @Test
  void theFirstTextCountsFromTheOpeningOfTheStream() throws Exception {
    CallSeries spoken = calls(new StreamingSut(time, 4, RTF, TEXT), spoken(1, 60));
    assertEquals(OptionalLong.of(550 * MS), spoken.firstSegmentNanos(0));
  }

  @Test
  void anEngineThatFallsBehindIsChargedAndTheHarnessIsNot() throws Exception {
    CallSeries spoken = calls(new StreamingSut(time, 4, 1.2, TEXT), spoken(1, 60));
    for (int row = 0; row < spoken.size(); row++) {
      double seconds = spoken.audioSeconds(row);
      double last = seconds == 5.2 ? 0.2 : 0.5;
      // The first chunk comes after half a second; from then on it never waits for audio.
      long end = Math.round((0.5 + 1.2 * seconds - seconds) * 1e9) + TEXT;
      assertEquals(end, spoken.latencyNanos(row));
      assertEquals(end - TEXT - Math.round(1.2 * last * 1e9), spoken.queuedNanos(row));
      assertEquals(0, spoken.latenessNanos(row));
    }
  }

  /** Wakes every lane so much too late. */
  private record Drowsy(VirtualTime time, long late) implements Timeline {
    @Override
    public long nanos() {
      return time.nanos();
    }

    @Override
    public boolean until(long due, BooleanSupplier stop) {
      // As in real time, one that has come is not stopped.
      return due <= time.nanos() || time.until(due + late, stop);
    }

    @Override
    public void until(BooleanSupplier condition) {
      time.until(condition);
    }

    @Override
    public void signal() {
      time.signal();
    }

    @Override
    public Beside fork(String name, Runnable task) {
      return time.fork(name, task);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1.2})
  void whatTheHarnessAddsIsItsLateness(double rtf) throws Exception {
    // The last chunk waits for the clock where the engine is fast; where it is slow, every chunk is
    // late by what the first one was.
    StreamingSut sut = new StreamingSut(time, 4, rtf, TEXT);
    ScenarioTrial trial = trial(new Drowsy(time, 7 * MS), sut, spoken(1, 60), () -> false);
    trial.call();
    CallSeries late = Trials.summary(trial, spoken(1, 60)).calls();
    CallSeries ideal = calls(new StreamingSut(time, 4, rtf, TEXT), spoken(1, 60));
    for (int row = 0; row < late.size(); row++) {
      assertEquals(7 * MS, late.latenessNanos(row), "row " + row);
      assertEquals(ideal.queuedNanos(row), late.queuedNanos(row));
      assertEquals(ideal.latencyNanos(row) + 7 * MS, late.latencyNanos(row));
    }
  }

  @Test
  void aStreamTakesAPlaceForAsLongAsItIsSpoken() throws Exception {
    StreamingSut sut = new StreamingSut(time, 1, 0.01, TEXT);
    Trials.Done result = Trials.run(time, sut, CLIPS, spoken(2, 100), 1);
    CallSeries calls = result.calls();
    assertEquals(1, sut.mostOpen);
    assertEquals(0, result.left());
    assertEquals(1, result.concurrency());
    long queued = 0;
    for (int row = 1; row < calls.size(); row++) {
      assertTrue(calls.scheduledNanos(row) >= calls.scheduledNanos(row - 1), "in order of ends");
      queued += calls.queuedNanos(row);
    }
    assertTrue(queued > 0, "the second speaker waits for the first one's place");
    StreamingSut roomy = new StreamingSut(time, 8, 0.01, 0);
    calls(roomy, spoken(2, 100));
    assertEquals(3, roomy.mostOpen, "two are spoken while the text of a third is still to come");
  }

  @Test
  void aSpeakerWhoHasBegunIsNotKeptWaitingForOneWhoHasNot() throws Exception {
    StreamingSut sut = new StreamingSut(time, 3, 0, 0);
    calls(sut, spoken(3, 100));
    for (StreamingSut.Stream stream : sut.streams) {
      if (!stream.times.isEmpty()) {
        assertEquals(500 * MS, stream.times.get(0) - stream.opened, "a place from the beginning");
      }
    }
  }

  @Test
  void everySpeakerGoesOnUntilTheLastClipOfTheTrialHasEnded() throws Exception {
    StreamingSut sut = new StreamingSut(time, 16, 0.01, 0);
    ScenarioTrial trial = trial(time, sut, spoken(6, 60), () -> false);
    long began = time.nanos() + 20 * MS;
    trial.call();
    ScenarioCalls done = trial.calls();
    long end = began + done.calls().scheduledNanos(done.calls().size() - 1);
    assertEquals(6, sut.streams.stream().filter(s -> s.openAt(end - 1)).count());
    assertEquals(0, sut.open);
    assertEquals(0, done.left());
    long beyond = sut.streams.stream().mapToLong(s -> s.closed).max().orElseThrow() - end;
    assertTrue(beyond <= 5 * MS, "abandoned when there is no more audio: " + beyond);
    assertEquals(done.calls().size() + 5, sut.streams.size(), "five are in the middle of a clip");
  }

  @Test
  void clipsAreNotPreparedSinceNobodyKnowsThem() throws Exception {
    StreamingSut sut = new StreamingSut(time, 2, RTF, TEXT);
    sut.hook = (call, stream) -> assertTrue(!call.equals("prepare"), "prepared");
    calls(sut, spoken(1, 20));
    assertThrows(AssertionError.class, () -> calls(sut, whole(1, 20)));
  }

  @Test
  void anEngineThatIsFarTooSlowHitsTheCap() throws Exception {
    Scenario.Streams capped =
        new Scenario.Streams(
            4,
            new LatencyLimit(95, Duration.ofSeconds(2)),
            Optional.empty(),
            new OpenLoop(5, Duration.ZERO),
            Optional.of(HALF_A_SECOND),
            Extent.atLeast(Duration.ofSeconds(300), 0));
    StreamingSut sut = new StreamingSut(time, 4, 4, TEXT);
    Trials.Done result = Trials.run(time, sut, CLIPS, capped, 1);
    assertTrue(result.capHit());
    assertTrue(result.left() > 0);
    assertEquals(0, sut.open);
  }

  @Test
  void aRequestToStopAbandonsWhatIsSpoken() throws Exception {
    StreamingSut sut = new StreamingSut(time, 4, RTF, TEXT);
    ScenarioTrial trial =
        trial(
            time,
            sut,
            spoken(2, 60),
            () -> sut.streams.stream().anyMatch(s -> s.chunks.size() > 3));
    assertEquals(ScenarioTrial.End.CANCELLED, trial.call());
    assertEquals(0, sut.open);
    assertTrue(trial.calls().calls().size() < 3, trial.calls().toString());
  }

  @Test
  void aRequestToStopIsSeenWhereChunksNeverWait() throws Exception {
    StreamingSut sut = new StreamingSut(time, 1, 1.2, TEXT);
    BooleanSupplier stop = () -> sut.streams.stream().anyMatch(s -> s.chunks.size() > 1);
    assertEquals(
        ScenarioTrial.End.CANCELLED, trial(new Drowsy(time, 0), sut, spoken(1, 60), stop).call());
    assertEquals(2, sut.streams.get(0).chunks.size());
  }

  @Test
  void aStopWhileTheLastClipIsSpokenIsACancellation() throws Exception {
    StreamingSut sut = new StreamingSut(time, 4, RTF, TEXT);
    Scenario.Streams one =
        new Scenario.Streams(
                1, new LatencyLimit(95, Duration.ofSeconds(2)), Extent.atLeast(Duration.ZERO, 3))
            .withChunk(HALF_A_SECOND);
    ScenarioTrial trial = trial(time, sut, one, () -> sut.streams.size() == 3);
    assertEquals(ScenarioTrial.End.CANCELLED, trial.call());
    assertEquals(2, trial.calls().calls().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "accept", "finish", "close"})
  void aFailureOfAnyCallIsOneOfItsClip(String failing) throws Exception {
    StreamingSut sut = new StreamingSut(time, 4, RTF, TEXT);
    sut.hook =
        (call, stream) -> {
          if (call.equals(failing) && sut.streams.size() == 5) {
            throw new SutException(FailureKind.SUT_ERROR, failing + " failed", "");
          }
        };
    ScenarioTrial trial = trial(time, sut, spoken(2, 60), () -> false);
    assertEquals(ScenarioTrial.End.COMPLETE, trial.call());
    ScenarioCalls made = trial.calls();
    assertTrue(made.failed().size() > 0);
    assertTrue(made.calls().size() > 0, made.calls().toString());
    assertEquals(0, made.left());
    for (int row = 0; row < made.failed().size(); row++) {
      assertTrue(made.failed().calls().latencyNanos(row) >= 0);
    }
    assertEquals(0, sut.open);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "accept", "finish", "close"})
  void aFailureOfTheSystemEndsTheTrialAndEveryStream(String failing) {
    StreamingSut sut = new StreamingSut(time, 4, RTF, TEXT);
    sut.hook =
        (call, stream) -> {
          if (call.equals(failing) && sut.streams.size() == 5) {
            throw new SutException(FailureKind.DEVICE, failing + " failed", "");
          }
        };
    ScenarioTrial trial = trial(time, sut, spoken(2, 60), () -> false);
    SutException e = assertThrows(SutException.class, trial::call);
    assertEquals(failing + " failed", e.getMessage());
    assertEquals(0, sut.open);
  }

  @Test
  void aCallHasToEndWithinItsTimeAndTheClipWithinItsTimeAfterTheAudio() throws Exception {
    StreamingSut sut = new StreamingSut(time, 1, RTF, TEXT);
    ScenarioTrial[] trial = new ScenarioTrial[1];
    List<Long> patience = new ArrayList<>();
    sut.hook =
        (call, stream) -> {
          if (call.equals("accept") || call.equals("finish")) {
            patience.add(trial[0].deadlineNanos() - time.nanos());
          }
          if (call.equals("accept") && stream.times.size() == 2) {
            time.pass(10_000 * MS);
          }
        };
    Scenario.Streams one =
        new Scenario.Streams(
                1, new LatencyLimit(95, Duration.ofSeconds(2)), Extent.atLeast(Duration.ZERO, 1))
            .withChunk(HALF_A_SECOND);
    trial[0] = trial(time, sut, one, () -> false);
    trial[0].call();
    int accepted = sut.streams.get(0).times.size();
    assertEquals(Trials.TIMEOUT_NANOS, patience.get(0));
    assertEquals(Trials.TIMEOUT_NANOS, patience.get(1));
    long ended = sut.streams.get(0).opened + length(sut.streams.get(0).clip);
    for (int chunk = 2; chunk < accepted; chunk++) {
      long late = sut.streams.get(0).times.get(chunk) - ended;
      assertTrue(late > 0, "the second chunk took longer than the rest of the audio");
      assertEquals(Trials.TIMEOUT_NANOS - late, patience.get(chunk), "chunk " + chunk);
    }
  }
}
