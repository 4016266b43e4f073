package io.humhelix.bench.backend.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPreflightTest {

  private static final TranscriptionTask WORDS =
      new TranscriptionTask(Optional.empty(), TranscriptionTask.Kind.TRANSCRIBE, true, false);
  private static final TranscriptionTask EVERYTHING =
      new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSLATE, true, true);

  private final RawServer server;
  @TempDir Path folder;

  HttpPreflightTest() throws Exception {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private SutSpec spec() {
    return Requests.spec(server.url());
  }

  private static Preflight check(SutSpec spec, TranscriptionTask task) {
    return Requests.provider(Map.of("KEY", "canary-key-1", "SHORT", "abc", "TWO", "canary\nkey-22"))
        .preflight(Requests.of(spec, task));
  }

  private static Preflight check(SutSpec spec) {
    return check(spec, TranscriptionTask.DEFAULT);
  }

  private static String text(Preflight preflight) {
    return preflight.issues().stream().map(Issue::text).collect(Collectors.joining("\n"));
  }

  @Test
  void findsNothingWrongWithAServerThatAnswers() {
    assertEquals(List.of(), check(spec()).issues());
    assertEquals("/v1/models", server.requests().get(0).path());
    assertEquals(List.of(), check(spec().withOption("api_key_env", "KEY")).issues());
    assertEquals("Bearer canary-key-1", server.requests().get(1).headers().get("authorization"));
  }

  @Test
  void isAvailableWithoutAServerAndSaysSo() {
    var availability = new HttpProvider().probe();
    assertTrue(availability.available());
    assertTrue(availability.detail().contains("each run config checks its own server"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:8000",
        "ftp://host",
        "http://",
        "http:///path",
        "http://host:99999",
        "http://ho st",
        "http://canary@host",
        "http://user:canary@host:80/v1",
        "http://canary:x@ho st",
        "//canary:x@host",
        "https://host/?key=canary",
        "https://host/#canary"
      })
  void refusesAddressesThatAreNoneOrHoldSecrets(String url) {
    Preflight preflight = check(Requests.spec(url));
    assertEquals(List.of("url-invalid"), Requests.errors(preflight));
    assertFalse(text(preflight).contains("canary"), text(preflight));
    SutException failure =
        assertThrows(SutException.class, () -> Requests.open(Requests.spec(url)));
    assertFalse(failure.getMessage().contains("canary"), failure.getMessage());
  }

  @Test
  void refusesAMissingAddress() {
    SutSpec spec = SutSpec.of("x", "http", "m").withDevice("remote");
    assertEquals(List.of("url-missing"), Requests.errors(check(spec)));
  }

  @Test
  void takesDeviceAndComputeTypeOnDeclarationAlone() {
    SutSpec asked = spec().withDevice("cuda").withComputeType("float16");
    Preflight refused = check(asked);
    assertEquals(List.of("device-unprovable", "compute-type-unprovable"), Requests.errors(refused));
    assertEquals(0, server.connections());

    Preflight declared = check(asked.withOption("as_declared", true));
    assertEquals(List.of(), Requests.errors(declared));
    assertEquals("as-declared", declared.issues().get(0).code());
  }

  @Test
  void refusesKeysThatAreNotThereOrCannotBeSent() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path latin = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe4, 'x'});
    Path large = Files.write(folder.resolve("large"), new byte[20_000]);
    for (SutSpec bad :
        List.of(
            spec().withOption("api_key_env", "NOT_SET"),
            spec().withOption("api_key_env", "SHORT"),
            spec().withOption("api_key_env", "TWO"),
            spec().withOption("api_key_env", "canary-not-a-name"),
            spec().withOption("api_key_file", folder.resolve("missing").toString()),
            spec().withOption("api_key_file", folder.toString()),
            spec().withOption("api_key_file", empty.toString()),
            spec().withOption("api_key_file", latin.toString()),
            spec().withOption("api_key_file", large.toString()),
            spec().withOption("api_key_env", "KEY").withOption("api_key_file", empty.toString()))) {
      Preflight preflight = check(bad);
      assertEquals(List.of("api-key-unusable"), Requests.errors(preflight), bad.toString());
      assertFalse(text(preflight).contains("canary"), text(preflight));
    }
    assertEquals(
        List.of("api-key-header-invalid"),
        Requests.errors(check(spec().withOption("api_key_header", "a b"))));
    assertEquals(
        List.of("api-key-header-invalid"),
        Requests.errors(check(spec().withOption("api_key_header", "Host"))));
    assertEquals(0, server.connections());
  }

  @Test
  void takesTheKeyOfAFileIntoTheHeaderOfItsName() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "canary-key-2\n");
    SutSpec spec =
        spec().withOption("api_key_file", file.toString()).withOption("api_key_header", "api-key");
    assertEquals(List.of(), check(spec).issues());
    assertEquals("canary-key-2", server.requests().get(0).headers().get("api-key"));
  }

  @Test
  void warnsOfAKeyThatGoesOutInClear() {
    Preflight preflight =
        check(
            Requests.spec("http://192.0.2.1")
                .withOption("api_key_env", "KEY")
                .withOption("check_server", false));
    assertEquals("api-key-in-clear", preflight.issues().get(0).code());
  }

  @Test
  void refusesFilesOfCertificatesThatAreNone() throws Exception {
    Path text = Files.writeString(folder.resolve("ca.pem"), "no certificate");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    SutSpec tls = Requests.spec("https://127.0.0.1:1");
    for (Path bad : List.of(text, empty, folder.resolve("missing"))) {
      assertEquals(
          List.of("ca-file-unusable"),
          Requests.errors(check(tls.withOption("ca_file", bad.toString()))));
    }
    assertEquals(
        List.of("option-unsupported"),
        Requests.errors(check(spec().withOption("ca_file", text.toString()))));
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    for (SutSpec bad :
        List.of(
            spec().withOption("connection", "new").withOption("http_version", "http/2"),
            spec().withOption("extra_fields", Map.of("model", "x")),
            spec().withOption("extra_fields", Map.of("a b", "x")),
            spec().withOption("extra_fields", Map.of("list", List.of(1))),
            spec().withOption("beam_size", 5L),
            spec().withOption("load_model", true),
            spec().withOption("download_root", "/models"))) {
      assertEquals(List.of("option-unsupported"), Requests.errors(check(bad)), bad.toString());
    }
    assertEquals(
        List.of("option-unsupported"),
        Requests.errors(check(spec().withOption("response_format", "text"), WORDS)));
    assertEquals(
        List.of("option-unsupported"),
        Requests.errors(check(spec().withOption("stream", true), WORDS)));
  }

  @ParameterizedTest
  @CsvSource({"openai,1", "hum-helix,4", "whisper-cpp,0"})
  void refusesWhatTheProtocolHasNoWordFor(String api, int refused) {
    Preflight preflight = check(spec().withOption("api", api), EVERYTHING);
    assertEquals(refused, Requests.errors(preflight).size(), text(preflight));
  }

  @Test
  void refusesOptionsThatTheOtherServersDoNotTake() {
    SutSpec all =
        spec()
            .withOption("stream", true)
            .withOption("download_root", "/models")
            .withOption("beam_size", 5L)
            .withOption("temperature", 0.1)
            .withOption("prompt", "x")
            .withOption("response_format", "text");
    assertEquals(5, Requests.errors(check(all.withOption("api", "hum-helix"))).size());
    assertEquals(2, Requests.errors(check(all.withOption("api", "whisper-cpp"))).size());
  }

  @Test
  void refusesAServerThatIsNotThere() throws Exception {
    server.stop();
    Preflight preflight = check(spec());
    assertEquals(List.of("server-unreachable"), Requests.errors(preflight));
    assertTrue(text(preflight).contains("Start the server"), text(preflight));
    assertEquals(List.of(), check(spec().withOption("check_server", false)).issues());
  }

  @ParameterizedTest
  @CsvSource({
    "401,api-key-refused",
    "503,server-not-ready",
    "302,server-redirects",
    "404,",
    "403,",
    "500,"
  })
  void readsTheAnswerOfTheCheck(int status, String code) {
    server.check(RawServer.status(status, "text/plain", "x", "Location: http://other"));
    assertEquals(code == null ? List.of() : List.of(code), Requests.errors(check(spec())));
  }

  @Test
  void hintsAtAModelThatTheServerDoesNotList() {
    server.check(RawServer.json("{\"data\": [{\"id\": \"tiny\"}, {\"id\": \"base\"}]}"));
    Preflight preflight = check(spec());
    assertEquals(List.of(), Requests.errors(preflight));
    assertEquals("model-not-listed", preflight.issues().get(0).code());
    assertTrue(text(preflight).contains("'whisper-1', but tiny, base."), text(preflight));

    server.check(RawServer.json("{\"data\": [{\"id\": \"whisper-1\"}]}"));
    assertEquals(List.of(), check(spec()).issues());
  }

  @Test
  void aPromptThatIsSurelyTooLongForWhisperIsTold() {
    SutSpec spec = Requests.spec("http://127.0.0.1:1").withOption("check_server", false);
    var issues =
        Requests.provider(Map.of())
            .preflight(Requests.of(spec.withOption("prompt", "word ".repeat(225))))
            .issues();
    assertEquals(List.of("prompt-cut"), issues.stream().map(i -> i.code()).toList());
    assertTrue(issues.get(0).message().contains("prompt has 225 words"), issues.toString());
    assertEquals(
        List.of(),
        Requests.provider(Map.of())
            .preflight(Requests.of(spec.withOption("prompt", "word ".repeat(224))))
            .issues());
  }
}
