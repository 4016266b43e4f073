package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.StreamRequest;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import io.humhelix.bench.spi.TranscriptionStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A system that works through audio at a speed of its own, whole or in chunks, and then needs some
 * time for the text.
 */
class StreamingSut extends FakeSut {

  /** What happens in a call of a stream before its time passes. */
  interface Hook {
    void at(String call, Stream stream) throws SutException;
  }

  /** One clip as the system saw it. */
  static final class Stream {
    final String clip;
    final long opened;
    final List<Long> times = new ArrayList<>();
    final List<float[]> chunks = new ArrayList<>();
    long closed = -1;

    private Stream(String clip, long opened) {
      this.clip = clip;
      this.opened = opened;
    }

    boolean openAt(long time) {
      return opened <= time && (closed < 0 || closed > time);
    }
  }

  private final VirtualTime time;
  private final double rtf;
  private final long textNanos;
  final List<Stream> streams = new ArrayList<>();
  Hook hook = (call, stream) -> {};
  int open;
  int mostOpen;

  StreamingSut(VirtualTime time, int concurrency, double rtf, long textNanos) {
    super(
        time,
        concurrency,
        1,
        (call, request) -> Math.round(rtf * request.seconds() * 1e9) + textNanos);
    this.time = time;
    this.rtf = rtf;
    this.textNanos = textNanos;
  }

  @Override
  public void prepare(TranscriptionRequest request) throws SutException {
    hook.at("prepare", null);
  }

  @Override
  public TranscriptionStream stream(StreamRequest request, TranscriptionProgress progress)
      throws SutException {
    Stream stream = new Stream(request.clipId(), time.nanos());
    hook.at("stream", stream);
    streams.add(stream);
    mostOpen = Math.max(mostOpen, ++open);
    return new TranscriptionStream() {
      @Override
      public void accept(float[] samples) throws SutException {
        stream.times.add(time.nanos());
        stream.chunks.add(samples);
        hook.at("accept", stream);
        time.pass(Math.round(rtf * samples.length / TranscriptionRequest.SAMPLE_RATE * 1e9));
        progress.partialText("so far");
      }

      @Override
      public Transcript finish() throws SutException {
        hook.at("finish", stream);
        time.pass(textNanos);
        return Transcript.ofText(request.clipId());
      }

      @Override
      public void close() throws SutException {
        open--;
        stream.closed = time.nanos();
        hook.at("close", stream);
      }
    };
  }
}
