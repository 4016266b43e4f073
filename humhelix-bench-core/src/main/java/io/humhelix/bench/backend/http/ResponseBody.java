package io.humhelix.bench.backend.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The body of a response as it arrives: bounded, and read by the caller with a deadline, either
 * when it is complete or from its first byte on.
 */
final class ResponseBody implements BodySubscriber<ResponseBody> {

  /** A response is larger than what is read. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(int limit) {
      super("the response is larger than " + limit + " bytes");
    }
  }

  private static final byte[] END = new byte[0];

  private final int limit;
  private final boolean streamed;
  private final ExchangeTimes times;
  private final CompletableFuture<ResponseBody> whole = new CompletableFuture<>();
  private final LinkedBlockingQueue<Object> parts = new LinkedBlockingQueue<>();
  private final AtomicInteger bytes = new AtomicInteger();
  private volatile Flow.Subscription subscription;

  /**
   * A body to come.
   *
   * @param streamed whether it is to be read while it arrives
   */
  ResponseBody(int limit, boolean streamed, ExchangeTimes times) {
    this.limit = limit;
    this.streamed = streamed;
    this.times = times;
  }

  /** At once, so that the caller itself waits for the rest, with its deadline. */
  @Override
  public CompletionStage<ResponseBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  /**
   * Waits until all of it has come.
   *
   * @param deadlineNanos on {@link System#nanoTime()}
   * @throws ExecutionException if the connection broke or the body is too large
   * @throws TimeoutException if the deadline passed
   * @throws InterruptedException if this thread is interrupted
   */
  void await(long deadlineNanos) throws ExecutionException, TimeoutException, InterruptedException {
    whole.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (whole.isCompletedExceptionally()) {
        return;
      }
      byte[] part = new byte[buffer.remaining()];
      buffer.get(part);
      if (part.length > limit - bytes.get()) {
        subscription.cancel();
        onError(new TooLargeException(limit));
        return;
      }
      if (part.length > 0) {
        bytes.addAndGet(part.length);
        parts.add(part);
      }
    }
  }

  @Override
  public void onError(Throwable thrown) {
    parts.add(thrown);
    whole.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    times.ended();
    parts.add(END);
    whole.complete(this);
  }

  /** Gives up the rest, which ends the connection. */
  void cancel() {
    Flow.Subscription given = subscription;
    if (given != null) {
      given.cancel();
    }
  }

  /** Returns how many bytes have arrived. */
  int arrived() {
    return bytes.get();
  }

  boolean streamed() {
    return streamed;
  }

  boolean isEmpty() {
    return bytes.get() == 0;
  }

  /** Returns everything, after the end has come. */
  byte[] complete() {
    byte[] all = new byte[bytes.get()];
    int position = 0;
    for (Object part : parts) {
      if (part != END && part instanceof byte[] some) {
        System.arraycopy(some, 0, all, position, some.length);
        position += some.length;
      }
    }
    return all;
  }

  /**
   * Returns the next part, waiting for it.
   *
   * @param deadlineNanos on {@link System#nanoTime()}
   * @return null at the end
   * @throws IOException if the connection broke or the body is too large
   * @throws TimeoutException if the deadline passed
   * @throws InterruptedException if this thread is interrupted
   */
  byte[] next(long deadlineNanos) throws IOException, TimeoutException, InterruptedException {
    Object part = parts.poll(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    if (part == null) {
      throw new TimeoutException();
    }
    if (part instanceof IOException broken) {
      throw broken;
    }
    if (part instanceof Throwable thrown) {
      throw new IOException(thrown);
    }
    return part == END ? null : (byte[]) part;
  }
}
