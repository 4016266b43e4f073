package io.humhelix.bench.backend.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request body that notes when it is asked for and when its last slice was taken, and that can be
 * had once: a client that wants to send it a second time is retrying on its own, which would hide a
 * failure and spoil the time.
 *
 * <p>The JDK's client sends again, and cannot be told not to, what was lost with a reused
 * connection (GET alone, unless the JVM was told otherwise) and, in newer versions, what a server
 * of HTTP/2 says that it did not work on (GOAWAY, REFUSED_STREAM). Before each attempt it asks for
 * the length, once, and writes the head after that. So a second question is where to stop it before
 * a single byte is sent again; this holds for requests without a body too.
 *
 * <p>A slice is taken when those before it were written, so the end of the upload is known to one
 * slice, which fits into the buffer of a socket. Larger slices than the JDK's own of 16 KiB halve
 * the changes of threads.
 */
final class TimedBody implements BodyPublisher {

  /** Says that the client wanted to send the request again. */
  static final class SentTwiceException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    SentTwiceException() {
      super(new IOException("the request was lost and is not sent again"));
    }
  }

  private static final int SLICE = 32 * 1024;

  private final byte[] content;
  private final ExchangeTimes times;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean taken = new AtomicBoolean();

  TimedBody(byte[] content, ExchangeTimes times) {
    this.content = content;
    this.times = times;
  }

  /**
   * Begins the one attempt.
   *
   * @throws SentTwiceException at a second one
   */
  @Override
  public long contentLength() {
    if (!begun.compareAndSet(false, true)) {
      throw new SentTwiceException();
    }
    return content.length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    boolean first = taken.compareAndSet(false, true);
    Slices slices = new Slices(subscriber);
    if (first) {
      times.connected();
      subscriber.onSubscribe(slices);
      if (content.length == 0) {
        times.uploaded();
        subscriber.onComplete();
      }
    } else {
      slices.cancel();
      subscriber.onSubscribe(slices);
      subscriber.onError(new SentTwiceException());
    }
  }

  /** Delivers the slices, one for each request. */
  private final class Slices implements Flow.Subscription {
    private final Flow.Subscriber<? super ByteBuffer> reader;
    private long asked;
    private int position;
    private boolean busy;
    private boolean over;

    private Slices(Flow.Subscriber<? super ByteBuffer> reader) {
      this.reader = reader;
    }

    @Override
    public void request(long n) {
      synchronized (this) {
        asked = n > Long.MAX_VALUE - asked ? Long.MAX_VALUE : asked + n;
        if (busy) {
          // Asked for from within onNext or by another thread: the one that hands out goes on.
          return;
        }
        busy = true;
      }
      for (ByteBuffer slice = next(); slice != null; slice = next()) {
        boolean last = position == content.length;
        if (last) {
          times.uploaded();
        }
        reader.onNext(slice);
        if (last) {
          reader.onComplete();
        }
      }
    }

    private synchronized ByteBuffer next() {
      if (over || asked == 0 || position == content.length) {
        busy = false;
        return null;
      }
      asked--;
      int length = Math.min(SLICE, content.length - position);
      ByteBuffer slice = ByteBuffer.wrap(content, position, length).asReadOnlyBuffer();
      position += length;
      return slice;
    }

    @Override
    public synchronized void cancel() {
      over = true;
    }
  }
}
