package io.humhelix.bench.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A loopback server that answers every transcription after a known time, and logs how long it took
 * from the head of the request to having its answer ready.
 */
final class ServerClock implements AutoCloseable {

  private static final int BACKLOG = 256;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Long> logged = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;

  static {
    // Or else the head and the body of an answer wait for each other for 40 ms (Nagle's algorithm),
    // and connections beyond 200 are closed while they are used.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
  }

  ServerClock(long workNanos) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          long start = System.nanoTime();
          exchange.getRequestBody().readAllBytes();
          if (exchange.getRequestMethod().equals("POST")) {
            long end = System.nanoTime() + workNanos;
            for (long left = workNanos; left > 0; left = end - System.nanoTime()) {
              LockSupport.parkNanos(left);
            }
            logged.add(System.nanoTime() - start);
          }
          byte[] body = "{\"text\": \"a text\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the server's own times of its last calls, in nanoseconds. */
  List<Long> last(int calls) {
    return List.copyOf(logged.subList(logged.size() - calls, logged.size()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
