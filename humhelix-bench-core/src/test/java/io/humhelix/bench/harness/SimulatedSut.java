package io.humhelix.bench.harness;

import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.scenario.VirtualTime;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.StreamRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import io.humhelix.bench.spi.TranscriptionStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/** The calls of a {@link SimulatedEngine}, in virtual time. */
final class SimulatedSut implements Sut {

  private static final double NANOS = 1e9;
  private static final double FIRST_CALL = 2.5;
  private static final double ENCODER_SHARE = 0.4;

  private final SimulatedEngine engine;
  private final EffectiveSut effective;
  private final VirtualTime time;
  private final Map<String, PreparedClip> clips = new HashMap<>();
  private final Random chance;
  private final String language;
  private final int fork;
  private double factor = FIRST_CALL;
  private boolean underLoad;
  private int calls;

  SimulatedSut(
      SimulatedEngine engine,
      EffectiveSut effective,
      VirtualTime time,
      List<PreparedClip> prepared,
      String language,
      Random chance,
      int fork) {
    this.engine = engine;
    this.effective = effective;
    this.time = time;
    this.language = language;
    this.chance = chance;
    this.fork = fork;
    prepared.forEach(clip -> clips.put(clip.clip().id(), clip));
  }

  /** Its calls from now on take so many times as long. */
  void pace(double times, boolean load) {
    factor = times;
    underLoad = load;
  }

  @Override
  public EffectiveSut effective() {
    return effective;
  }

  @Override
  public int maxConcurrency() {
    return engine.concurrency;
  }

  @Override
  public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException {
    long nanos = nanos(request.clipId(), 1);
    failNowAndThen(nanos);
    time.pass(nanos);
    progress.segmentsReadable();
    time.pass(2_000_000);
    return transcript(request.clipId(), nanos);
  }

  private long nanos(String clipId, double shareOfAudio) {
    double seconds = clips.get(clipId).audio().durationSeconds() * shareOfAudio;
    double slow = chance.nextInt(60) == 0 ? 1 + chance.nextDouble() : 1;
    return Math.round(
        NANOS
            * factor
            * slow
            * Math.exp(engine.spread * chance.nextGaussian())
            * (engine.fixedSeconds + engine.secondsPerAudioSecond * seconds));
  }

  private void failNowAndThen(long nanos) throws SutException {
    calls++;
    for (Map.Entry<Integer, FailureKind> every : engine.failingEvery.entrySet()) {
      if (underLoad && chance.nextInt(every.getKey()) == 0) {
        time.pass(nanos / 4);
        throw new SutException(every.getValue(), engine.failureText, "See the log of the server.");
      }
    }
  }

  private Transcript transcript(String clipId, long nanos) {
    PreparedClip clip = clips.get(clipId);
    String text = engine.hears.apply(clip.clip(), fork);
    double seconds = clip.audio().durationSeconds();
    long encode = Math.round(nanos * ENCODER_SHARE);
    int tokens = Math.max(1, text.length() / 4);
    Transcript plain = Transcript.of(text, List.of(Segment.of(0, seconds, text)));
    return plain
        .withPhases(
            List.of(
                new Phase("encode", encode),
                new Phase(Phase.DECODE, nanos - encode, OptionalLong.of(tokens))))
        .withLanguage(language);
  }

  @Override
  public TranscriptionStream stream(StreamRequest request, TranscriptionProgress progress) {
    return new TranscriptionStream() {
      @Override
      public void accept(float[] samples) {
        double seconds = (double) samples.length / TranscriptionRequest.SAMPLE_RATE;
        double whole = clips.get(request.clipId()).audio().durationSeconds();
        time.pass(nanos(request.clipId(), seconds / whole) / 2);
        progress.partialText("so far");
      }

      @Override
      public Transcript finish() throws SutException {
        long nanos = nanos(request.clipId(), 0.1);
        failNowAndThen(nanos);
        time.pass(nanos);
        return transcript(request.clipId(), nanos);
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
