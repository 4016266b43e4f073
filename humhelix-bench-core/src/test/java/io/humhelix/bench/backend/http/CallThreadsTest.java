package io.humhelix.bench.backend.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallThreadsTest {

  private final CallThreads threads = new CallThreads();

  private Thread where() throws Exception {
    CompletableFuture<Thread> where = new CompletableFuture<>();
    threads.execute(() -> where.complete(Thread.currentThread()));
    return where.get(1, TimeUnit.MINUTES);
  }

  @Test
  void oneCallStaysWhereItIsAndMoreGetThreadsOfTheirOwn() throws Exception {
    assertEquals(Thread.currentThread(), where(), "a connection that ends with no call under way");
    threads.begin();
    assertEquals(Thread.currentThread(), where());
    threads.begin();
    Thread other = where();
    assertNotEquals(Thread.currentThread(), other);
    assertTrue(other.isDaemon(), "it must not keep the JVM alive");
    threads.end();
    assertEquals(Thread.currentThread(), where());
  }
}
