package io.humhelix.bench.backend.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * A server on a real socket that reads HTTP/1.1 requests and answers with whatever bytes a test
 * wants, at whatever moment, or not at all.
 */
final class RawServer implements Closeable {

  /** Answers one request by writing to the socket, or does worse. */
  @FunctionalInterface
  interface Answer {
    void to(Request request, Socket socket) throws Exception;
  }

  /** What was received. */
  record Request(String method, String path, Map<String, String> headers, byte[] body) {

    /** Returns the body byte by byte as characters, so that a form's fields can be looked for. */
    String form() {
      return new String(body, StandardCharsets.ISO_8859_1);
    }

    /** Returns whether the form has a field of that value. */
    boolean has(String name, String value) {
      return new String(body, StandardCharsets.UTF_8)
          .contains("name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    boolean names(String field) {
      return form().contains("name=\"" + field + "\"");
    }
  }

  /** An answer that every call gets. */
  static final Answer GOOD = json("{\"text\": \"a text\"}");

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "raw-server");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<Request> requests = new ArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final ServerSocketFactory factory;
  private final int port;
  private volatile ServerSocket listener;
  private volatile Future<?> acceptor;
  private volatile Answer answer = GOOD;
  private volatile Answer check = json("{\"data\": []}");

  RawServer() throws IOException {
    this(ServerSocketFactory.getDefault());
  }

  /** A server with sockets of some make, such as TLS. */
  RawServer(ServerSocketFactory sockets) throws IOException {
    factory = sockets;
    listener = listen(0);
    port = listener.getLocalPort();
    accept(listener);
  }

  private ServerSocket listen(int port) throws IOException {
    ServerSocket socket = factory.createServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
    return socket;
  }

  private void accept(ServerSocket socket) {
    acceptor =
        threads.submit(
            () -> {
              while (!socket.isClosed()) {
                try {
                  Socket connection = socket.accept();
                  connection.setTcpNoDelay(true);
                  sockets.add(connection);
                  connections.incrementAndGet();
                  threads.execute(() -> serve(connection));
                } catch (IOException e) {
                  return;
                }
              }
            });
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      for (Request request = read(in); request != null; request = read(in)) {
        synchronized (requests) {
          requests.add(request);
        }
        (request.method().equals("GET") ? check : answer).to(request, socket);
        if (socket.isClosed()) {
          return;
        }
      }
    } catch (Exception e) {
      // The client went away, or the test wanted the connection to break.
    } finally {
      sockets.remove(socket);
    }
  }

  private static Request read(InputStream in) throws IOException {
    String start = line(in);
    if (start == null) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    String[] words = start.split(" ");
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    return new Request(words[0], words[1], headers, in.readNBytes(length));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Answers status 200 with JSON. */
  static Answer json(String body) {
    return status(200, "application/json", body);
  }

  /** Answers with a status, a content type and further header lines. */
  static Answer status(int status, String type, String body, String... headers) {
    return (request, socket) -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String head =
          "HTTP/1.1 "
              + status
              + " Said\r\nContent-Type: "
              + type
              + "\r\n"
              + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
              + "Content-Length: "
              + bytes.length
              + "\r\n\r\n";
      OutputStream out = socket.getOutputStream();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
      all.writeBytes(bytes);
      out.write(all.toByteArray());
      out.flush();
    };
  }

  /** Writes bytes as they are. */
  static void write(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  void answer(Answer next) {
    answer = next;
  }

  /** Sets what questions by GET are answered. */
  void check(Answer next) {
    check = next;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /** Returns the requests so far. */
  List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Returns the calls so far, without the questions by GET. */
  List<Request> calls() {
    return requests().stream().filter(r -> r.method().equals("POST")).toList();
  }

  int connections() {
    return connections.get();
  }

  int open() {
    return sockets.size();
  }

  /** Goes away: nothing listens any more, and connections are cut. */
  void stop() throws IOException {
    listener.close();
    try {
      // A socket takes connections until the thread that waits for them has noticed.
      acceptor.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Comes back at the same port. */
  void restart() throws IOException {
    listener = listen(port);
    accept(listener);
  }

  @Override
  public void close() throws IOException {
    stop();
    threads.shutdownNow();
  }
}
