package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.StoreException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportServerTest {

  private static final int TIMEOUT_MILLIS = 60_000;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void copy() throws Exception {
    file = GoldenRuns.copy("single-stream", Files.createDirectory(folder.resolve("run")));
  }

  private ReportServer start() throws IOException {
    return ReportServer.start(ReportRequest.of(List.of(folder.resolve("run"))), 0);
  }

  /** What comes back for a request as it is written here. */
  private static String answer(ReportServer server, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String get(ReportServer server, String path) throws IOException {
    return answer(server, "GET " + path + " HTTP/1.1\r\nHost: " + server.address().getAuthority());
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
  }

  @Test
  void showsTheReportUnderItsPolicy() throws Exception {
    try (ReportServer server = start()) {
      String page = get(server, "/");
      assertTrue(page.startsWith("HTTP/1.1 200 "), page.substring(0, 100));
      String head = page.substring(0, page.indexOf("\r\n\r\n")).toLowerCase();
      for (String header :
          List.of(
              "content-type: text/html; charset=utf-8",
              "cache-control: no-store",
              "x-content-type-options: nosniff",
              "x-frame-options: deny",
              "content-security-policy: frame-ancestors 'none'",
              "referrer-policy: no-referrer",
              "cross-origin-resource-policy: same-origin")) {
        assertTrue(head.contains(header), head);
      }
      assertFalse(head.contains("access-control"), head);
      assertTrue(page.contains("connect-src 'self'"));
      assertEquals(List.of(), server.outcome().damages());
    }
  }

  @Test
  void answersToItsOwnNameAlone() throws Exception {
    try (ReportServer server = start()) {
      int port = server.address().getPort();
      for (String host :
          List.of(
              "evil.example",
              "evil.example:" + port,
              "127.0.0.1",
              "127.0.0.1:" + (port - 1),
              "127.0.0.1.evil.example:" + port,
              "localhost.:" + port,
              "0.0.0.0:" + port)) {
        for (String path : List.of("/", "/version")) {
          String answer = answer(server, "GET " + path + " HTTP/1.1\r\nHost: " + host);
          assertTrue(answer.startsWith("HTTP/1.1 403 "), host + ": " + answer);
          assertEquals("This server answers to " + server.address() + " alone.", body(answer));
        }
      }
      assertTrue(answer(server, "GET /version HTTP/1.0").contains(" 403 "), "no name");
      for (String host : List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port)) {
        String answer = answer(server, "GET /version HTTP/1.1\r\nHost: " + host);
        assertTrue(answer.startsWith("HTTP/1.1 200 "), host + ": " + answer);
      }
    }
  }

  @Test
  void thereIsNothingButThePage() throws Exception {
    try (ReportServer server = start()) {
      for (String path :
          List.of("/x", "/../etc/passwd", "/version/", "/run/" + file.getFileName())) {
        assertTrue(get(server, path).startsWith("HTTP/1.1 404 "), path);
      }
      for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "HEAD")) {
        String answer =
            answer(
                server,
                method
                    + " / HTTP/1.1\r\nHost: "
                    + server.address().getAuthority()
                    + "\r\nContent-Length: 0");
        assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
        assertTrue(answer.contains("Allow: GET"), answer);
      }
    }
  }

  @Test
  void listensOnLoopbackAlone() throws Exception {
    try (ReportServer server = start()) {
      assertTrue(InetAddress.getByName(server.address().getHost()).isLoopbackAddress());
      Optional<InetAddress> other =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
              .findFirst();
      Assumptions.assumeTrue(other.isPresent(), "this machine has no other address");
      try (Socket socket = new Socket()) {
        assertThrows(
            ConnectException.class,
            () ->
                socket.connect(
                    new InetSocketAddress(other.get(), server.address().getPort()),
                    TIMEOUT_MILLIS));
      }
    }
  }

  @Test
  void aChangeIsTold() throws Exception {
    try (ReportServer server = start()) {
      String page = get(server, "/");
      String version = body(get(server, "/version"));
      assertEquals(version, body(get(server, "/version")), "nothing has changed");
      Files.writeString(file, "- {torn", StandardOpenOption.APPEND);
      assertNotEquals(version, body(get(server, "/version")));
      assertNotEquals(page, get(server, "/"));
      String next = body(get(server, "/version"));
      assertNotEquals(version, next);
      assertEquals(1, server.outcome().damages().size());
      Files.delete(file);
      String gone = get(server, "/");
      assertTrue(gone.startsWith("HTTP/1.1 500 ") && gone.contains("has no benchmark-"), gone);
    }
  }

  @Test
  void aPortInUseAndResultsThatAreMissingEndIt() throws Exception {
    try (ReportServer server = start()) {
      ReportRequest request = ReportRequest.of(List.of(folder.resolve("run")));
      assertThrows(
          BindException.class,
          () -> ReportServer.start(request, server.address().getPort()).close());
    }
    ReportRequest nothing = ReportRequest.of(List.of(folder.resolve("nothing")));
    assertThrows(StoreException.class, () -> ReportServer.start(nothing, 0).close());
  }

  @Test
  void theOpenPageFollows() throws Exception {
    try (ReportServer server = start();
        ReportBrowser browser = ReportBrowser.open(server)) {
      browser.page().evaluate("window.before = true");
      Files.writeString(file, "- {torn", StandardOpenOption.APPEND);
      browser.until("window.before === undefined");
      browser.ready();
      assertEquals(1, browser.page().locator(".notice").count());
    }
  }
}
