package io.humhelix.bench.html;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.humhelix.bench.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows a report to browsers of this machine, and a newer one whenever its results have changed. It
 * listens on the loopback address alone, and answers only requests that name it so: a page of
 * somebody else that points a name of its own at this machine gets nothing. Thread-safe.
 */
public final class ReportServer implements AutoCloseable {

  /** How often a page asks whether there is a newer one. */
  private static final int SECONDS = 3;

  private static final String TEXT = "text/plain; charset=utf-8";

  private final ReportRequest request;
  private final HttpServer server;
  private final ExecutorService threads;

  private Optional<ResultsState> shown = Optional.empty();
  private MadeReport made;

  private ReportServer(ReportRequest request, HttpServer server) {
    this.request = request;
    this.server = server;
    threads =
        Executors.newFixedThreadPool(
            4,
            task -> {
              Thread thread = new Thread(task, "report-server");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Makes the report, then listens.
   *
   * @param request what it is to show
   * @param port where to listen; 0 for any that is free
   * @return a server that goes on until it is closed
   * @throws StoreException if results are missing, or cannot be read at all
   * @throws IOException if the port is in use, or may not be used
   * @throws MissingLibraryException if a WebJar is not on the class path
   */
  public static ReportServer start(ReportRequest request, int port)
      throws StoreException, IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    ReportServer server = new ReportServer(request, http);
    try {
      server.current();
    } catch (StoreException | RuntimeException e) {
      http.stop(0);
      server.threads.shutdownNow();
      throw e;
    }
    http.setExecutor(server.threads);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  /**
   * Returns where the report is.
   *
   * @return such as {@code http://127.0.0.1:8090/}
   */
  public URI address() {
    InetAddress address = server.getAddress().getAddress();
    String host = address.getHostAddress();
    return URI.create(
        "http://"
            + (host.contains(":") ? "[::1]" : host)
            + ":"
            + server.getAddress().getPort()
            + "/");
  }

  /**
   * Returns what came of the page that was made last.
   *
   * @return what could not be read, and whether a run goes on
   */
  public synchronized ReportOutcome outcome() {
    return made.outcome();
  }

  /** Ends it; a second call does nothing. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** The page of the results as they are now. */
  private synchronized MadeReport current() throws StoreException {
    ResultsState now = ResultsState.of(request.results());
    if (shown.filter(now::equals).isEmpty()) {
      made = MadeReport.of(request, PageMode.SERVED, SECONDS, (done, files) -> {});
      shown = Optional.of(now);
    }
    return made;
  }

  /** What a page compares its own version with: another one means that there is a newer page. */
  private synchronized String version() throws StoreException {
    ResultsState now = ResultsState.of(request.results());
    return shown.filter(now::equals).isPresent()
        ? made.version()
        : HexFormat.of().toHexDigits(now.hashCode());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!isOurName(exchange.getRequestHeaders())) {
        send(exchange, 403, TEXT, "This server answers to " + address() + " alone.\n");
      } else if (!"/".equals(path) && !"/version".equals(path)) {
        send(exchange, 404, TEXT, "There is the report at / alone.\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        send(exchange, 405, TEXT, "The report can be read (GET), and nothing else.\n");
      } else {
        show(exchange, "/".equals(path));
      }
    }
  }

  private void show(HttpExchange exchange, boolean page) throws IOException {
    String text;
    try {
      text = page ? current().html() : version();
    } catch (StoreException e) {
      send(exchange, 500, TEXT, e.getMessage() + "\n");
      return;
    }
    send(exchange, 200, page ? "text/html; charset=utf-8" : TEXT, text);
  }

  private boolean isOurName(Headers headers) {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    String port = ":" + server.getAddress().getPort();
    return hosts.size() == 1
        && List.of("127.0.0.1" + port, "localhost" + port, "[::1]" + port).contains(hosts.get(0));
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Content-Security-Policy", "frame-ancestors 'none'");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
