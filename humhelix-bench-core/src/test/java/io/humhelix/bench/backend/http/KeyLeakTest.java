package io.humhelix.bench.backend.http;

import static io.humhelix.bench.backend.http.RawServer.json;
import static io.humhelix.bench.backend.http.RawServer.status;
import static io.humhelix.bench.backend.http.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and user info are looked for in everything that a run leaves, with servers that echo. */
class KeyLeakTest {

  private static final String MARK = "canary";
  private static final String KEY = "canary-Key/4711_abcdefghijklmnop";

  private final RawServer server;
  @TempDir Path folder;

  KeyLeakTest() throws Exception {
    server = new RawServer();
    RawServer.Answer echo =
        (request, socket) -> {
          String mode = request.path().split("/")[1];
          RawServer.Answer answer = echoes().get(mode);
          (answer == null ? RawServer.GOOD : answer).to(request, socket);
        };
    server.answer(echo);
    server.check(json("{\"data\": [{\"id\": \"" + KEY + "\"}]}"));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** Ways to send the key back, by the first part of the path. */
  private static Map<String, RawServer.Answer> echoes() {
    Map<String, RawServer.Answer> echoes = new LinkedHashMap<>();
    echoes.put("refused", status(401, "text/plain", "bad key: Bearer " + KEY));
    echoes.put("error", json("{\"error\": \"not " + KEY + "\"}"));
    echoes.put("escaped", json("{\"text\": \"" + KEY.replace("/", "\\/") + "\", \"error\": 7, }"));
    // The quotation ends within the key.
    echoes.put("cut", status(500, "text/plain", "x".repeat(290) + KEY));
    echoes.put("type", status(200, "text/" + KEY, "x"));
    echoes.put("redirect", status(302, "text/plain", "", "Location: http://" + KEY));
    echoes.put("retry", status(429, "text/plain", "", "Retry-After: " + KEY));
    echoes.put("reason", (r, socket) -> write(socket, "HTTP/1.1 " + KEY + "\r\n\r\n"));
    echoes.put("head", (r, socket) -> write(socket, "HTTP/1.1 200 OK\r\n" + KEY + "\r\n\r\n"));
    echoes.put("text", json("{\"text\": \"say " + KEY + "\"}"));
    echoes.put(
        "server",
        status(
            200,
            "application/json",
            "{\"text\": \"\"}",
            "Server: " + KEY,
            "Server-Timing: " + KEY + ";dur=5"));
    return echoes;
  }

  static Stream<String> modes() {
    return echoes().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void noExceptionTextOrDescriptionHasTheKey(String mode) throws Exception {
    SutSpec spec =
        Requests.spec(server.url() + "/" + mode)
            .withOption("api_key_env", "KEY")
            .withOption("response_timeout_s", 2.0);
    HttpProvider provider = Requests.provider(Map.of("KEY", KEY));
    StringBuilder said = new StringBuilder();
    said.append(provider).append(provider.preflight(Requests.of(spec)).issues());
    try (Sut sut = provider.open(Requests.of(spec))) {
      try {
        var transcript = sut.transcribe(Requests.call(), new Requests.Noted());
        said.append(transcript.text()).append(transcript.phases());
      } catch (SutException e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        said.append(trace).append(e.remedy());
      }
      said.append(sut).append(sut.effective());
    }
    assertEquals("Bearer " + KEY, server.calls().get(0).headers().get("Authorization"));
    assertFalse(said.toString().toLowerCase(Locale.ROOT).contains(MARK), said.toString());
  }

  @Test
  void noKeyIsNamedByItsOwnClass() throws Exception {
    SutSpec spec = Requests.spec(server.url()).withOption("api_key_env", "KEY");
    ApiKey key = ApiKey.read(HttpOptions.of(spec.options()), name -> KEY).orElseThrow();
    assertFalse(key.toString().contains(MARK));
    assertThrows(
        ApiKey.UnusableException.class,
        () -> ApiKey.read(HttpOptions.of(spec.options()), name -> null));
  }

  /** The program as users start it, with the key in its environment and every line logged. */
  @Test
  @Tag("slow")
  void noFileLogOrArgumentHasThem() throws Exception {
    TestClips.wav(folder.resolve("c0.wav"), 0.5, 0.5);
    Path output = folder.resolve("results");
    Path definition = Files.writeString(folder.resolve("definition.yaml"), definition());
    Path log = folder.resolve("log.txt");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
            // For the workers too: there is one for each of the systems.
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.humhelix.bench.cli.Main",
            "run",
            definition.toString(),
            "--output",
            output.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HUMHELIX_TEST_KEY", KEY);
    Process process = builder.redirectOutput(log.toFile()).start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it hangs");

    String said = Files.readString(log);
    assertEquals(1, process.exitValue(), said);
    assertEquals(List.of(), files(folder.resolve("definition.yaml"), log, output), said);
    // The key was sent, echoed and so could have been found; a file that has it is found.
    assertTrue(
        server.calls().stream()
            .allMatch(r -> r.headers().get("Authorization").equals("Bearer " + KEY)));
    assertTrue(server.calls().size() >= echoes().size(), said);
    assertTrue(said.contains("url-invalid") || said.contains("option url holds"), said);
    String stored = new String(bytes(output), StandardCharsets.ISO_8859_1);
    assertTrue(stored.contains("say <redacted>"), "the transcript is not there");
    assertTrue(stored.contains("http://<redacted>@"), "the definition is not there");
    Files.writeString(output.resolve("control"), "x" + KEY);
    assertEquals(1, files(definition, log, output).size());
  }

  private String definition() {
    StringBuilder yaml =
        new StringBuilder(
            "name: keys\nworkloads: [{name: c, files: [c0.wav]}]\n"
                + "trials: {forks: 1, warmup: 0, count: 1}\nsuts:\n");
    for (String mode : echoes().keySet()) {
      yaml.append("  - {name: ").append(mode).append(", backend: http, model: m, device: remote, ");
      yaml.append("options: {api_key_env: HUMHELIX_TEST_KEY, response_timeout_s: 5, url: '");
      yaml.append(server.url()).append('/').append(mode).append("'}}\n");
    }
    String rest =
        ", backend: http, model: m, device: remote, options: {api_key_env: HUMHELIX_TEST_KEY, ";
    String host = "127.0.0.1:" + server.port();
    yaml.append("  - {name: user" + rest + "url: 'http://canary:Canary2@" + host + "'}}\n");
    yaml.append("  - {name: query" + rest + "url: 'http://" + host + "/?key=canary3'}}\n");
    yaml.append("  - {name: direct" + rest + "api_key: canary4, url: 'http://" + host + "'}}\n");
    yaml.append("  - {name: typed" + rest + "url: ['http://canary5:x@" + host + "']}}\n");
    yaml.append("  - {name: model, backend: http, model: 'http://canary6@h', device: remote}\n");
    // Systems of one name are told apart by what differs, which is the address.
    yaml.append("  - {" + rest.substring(2) + "url: 'http://canary7@" + host + "'}}\n");
    yaml.append("  - {" + rest.substring(2) + "url: 'http://canary8@" + host + "'}}\n");
    return yaml.toString();
  }

  /** Returns the files with the mark in name or content; the definition is the user's own. */
  private List<Path> files(Path definition, Path log, Path output) throws IOException {
    List<Path> hits = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (!file.equals(definition) && (file + content).toLowerCase(Locale.ROOT).contains(MARK)) {
          hits.add(file);
        }
      }
    }
    assertTrue(Files.size(log) > 0 && Files.isDirectory(output));
    return hits;
  }

  private static byte[] bytes(Path output) throws IOException {
    try (Stream<Path> files = Files.walk(output)) {
      Path results = files.filter(f -> f.toString().endsWith(".db.yaml")).findFirst().orElseThrow();
      return Files.readAllBytes(results);
    }
  }
}
