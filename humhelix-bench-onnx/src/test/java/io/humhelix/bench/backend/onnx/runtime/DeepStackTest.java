package io.humhelix.bench.backend.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DeepStackTest {

  /** Some 100 bytes a call at least: more than a usual stack of 1 MB, less than 64 MB. */
  private static final int DEPTH = 50_000;

  @Test
  void recursesDeeperThanAUsualThread() throws InterruptedException {
    Throwable[] failure = new Throwable[1];
    Thread usual = new Thread(null, () -> depth(DEPTH), "usual", 1 << 20);
    usual.setUncaughtExceptionHandler((thread, thrown) -> failure[0] = thrown);
    usual.start();
    usual.join();
    assertTrue(failure[0] instanceof StackOverflowError, "the depth is too small to tell");

    assertEquals(DEPTH, DeepStack.call(() -> depth(DEPTH)));
  }

  private static int depth(int left) {
    return left == 0 ? 0 : 1 + depth(left - 1);
  }

  @Test
  void withoutSuchAThreadTheCallingOneWorks() {
    Thread here = Thread.currentThread();

    assertSame(here, DeepStack.call(Thread::currentThread, NoThread::new));
    assertNotSame(here, DeepStack.call(Thread::currentThread));
  }

  @Test
  void failuresAreThoseOfTheWork() {
    UnsatisfiedLinkError error = new UnsatisfiedLinkError("no library");
    IllegalStateException exception = new IllegalStateException("no environment");
    Supplier<Object> erring =
        () -> {
          throw error;
        };
    Supplier<Object> failing =
        () -> {
          throw exception;
        };

    assertSame(error, assertThrows(UnsatisfiedLinkError.class, () -> DeepStack.call(erring)));
    assertSame(exception, assertThrows(RuntimeException.class, () -> DeepStack.call(failing)));
    assertSame(
        error,
        assertThrows(UnsatisfiedLinkError.class, () -> DeepStack.call(erring, NoThread::new)));
  }

  @Test
  void anInterruptIsKeptForLater() {
    Thread.currentThread().interrupt();

    assertEquals("done", DeepStack.call(() -> "done"));

    assertTrue(Thread.interrupted());
  }

  /** What the JVM says where it finds no room for a stack. */
  private static final class NoThread extends Thread {

    NoThread(Runnable work) {
      super(work);
    }

    @Override
    public synchronized void start() {
      throw new OutOfMemoryError("unable to create native thread");
    }
  }
}
