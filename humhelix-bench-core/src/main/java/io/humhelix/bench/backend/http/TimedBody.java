package io.humhelix.bench.backend.http;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request body that notes when it is asked for and when its last byte was taken, and that can be
 * had once: a client that wants to send it a second time is retrying on its own, which would hide a
 * failure and spoil the time.
 */
final class TimedBody implements BodyPublisher {

  /** Says that the client wanted to send the request again. */
  static final class SentTwiceException extends IOException {
    private static final long serialVersionUID = 1L;

    SentTwiceException() {
      super("the connection was lost, and the request is not sent a second time");
    }
  }

  private final BodyPublisher body;
  private final Moments moments;
  private final AtomicBoolean taken = new AtomicBoolean();

  TimedBody(BodyPublisher body, Moments moments) {
    this.body = body;
    this.moments = moments;
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    if (!taken.compareAndSet(false, true)) {
      subscriber.onSubscribe(new Nothing());
      subscriber.onError(new SentTwiceException());
      return;
    }
    moments.connected();
    body.subscribe(new Noting(subscriber));
  }

  private final class Noting implements Flow.Subscriber<ByteBuffer> {
    private final Flow.Subscriber<? super ByteBuffer> reader;

    private Noting(Flow.Subscriber<? super ByteBuffer> reader) {
      this.reader = reader;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      reader.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer part) {
      reader.onNext(part);
    }

    @Override
    public void onError(Throwable thrown) {
      reader.onError(thrown);
    }

    @Override
    public void onComplete() {
      moments.uploaded();
      reader.onComplete();
    }
  }

  private static final class Nothing implements Flow.Subscription {
    @Override
    public void request(long n) {
      // There is nothing to give.
    }

    @Override
    public void cancel() {
      // Nothing goes on.
    }
  }
}
