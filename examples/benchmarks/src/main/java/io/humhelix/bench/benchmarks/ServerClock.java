package io.humhelix.bench.benchmarks;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A loopback server of HTTP/1.1 that answers every request with a body at a known time, and logs
 * how long it took from the first byte of the request to having the answer ready. A thread for a
 * connection, which waits in the reading itself: the JDK's own server passes every request to
 * another thread first, a wait that no log of it has.
 */
final class ServerClock implements AutoCloseable {

  private static final int BACKLOG = 256;
  private static final int BUFFER = 64 * 1024;
  private static final String LENGTH = "content-length:";
  private static final byte[] ANSWER = answer("{\"text\": \"a text\"}");

  /** When an answer is ready. */
  @FunctionalInterface
  interface Work {

    /**
     * Returns when the answer to a request is ready.
     *
     * @param arrival when the request was there, on the clock of {@link System#nanoTime}
     */
    long readyAt(long arrival);
  }

  private final Work work;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final List<Long> logged = Collections.synchronizedList(new ArrayList<>());
  private final ServerSocket server;

  /** Every answer takes as long, however many requests are there. */
  ServerClock(long workNanos) throws IOException {
    this(arrival -> arrival + workNanos);
  }

  ServerClock(Work work) throws IOException {
    this.work = work;
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    open.add(server);
    threads.submit(this::accept);
  }

  private static byte[] answer(String json) {
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private Void accept() throws IOException {
    while (true) {
      Socket socket = server.accept();
      // Or else the head and the body of a request wait for each other for 40 ms.
      socket.setTcpNoDelay(true);
      open.add(socket);
      threads.submit(() -> serve(socket));
    }
  }

  private Void serve(Socket socket) throws IOException {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
      OutputStream out = socket.getOutputStream();
      for (int first = in.read(); first >= 0; first = in.read()) {
        long start = System.nanoTime();
        int length = bodyLength(in);
        in.skipNBytes(length);
        if (length > 0) {
          work();
          // Before the answer is sent, so that whoever has it finds its time here.
          logged.add(System.nanoTime() - start);
        }
        out.write(ANSWER);
      }
    } finally {
      open.remove(socket);
    }
    return null;
  }

  /** Reads the rest of the head. */
  private static int bodyLength(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).trim());
      }
    }
    return length;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().trim();
  }

  private void work() {
    long now = System.nanoTime();
    long end = work.readyAt(now);
    for (long left = end - now; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Returns the server's own times of its last calls, in nanoseconds. */
  List<Long> last(int calls) {
    return List.copyOf(logged.subList(logged.size() - calls, logged.size()));
  }

  @Override
  public void close() {
    for (Closeable one : open) {
      try {
        one.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    threads.shutdownNow();
  }
}
