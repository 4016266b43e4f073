package io.humhelix.bench.backend.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers with certificates: one that is trusted by name, and what is refused. */
@Tag("slow")
class TlsTest {

  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static RawServer server;

  @BeforeAll
  static void start() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost",
        "-validity",
        "2",
        "-keystore",
        "store.p12",
        "-storepass",
        PASSWORD);
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "server",
        "-file",
        "ca.pem",
        "-keystore",
        "store.p12",
        "-storepass",
        PASSWORD);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server = new RawServer(context.getServerSocketFactory());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("keytool.log")));
  }

  private static SutSpec spec(String host) {
    return Requests.spec("https://" + host + ":" + server.port());
  }

  @Test
  void trustsTheCertificateOfTheFile() throws Exception {
    SutSpec spec = spec("localhost").withOption("ca_file", folder.resolve("ca.pem").toString());
    assertEquals(List.of(), Requests.provider(Map.of()).preflight(Requests.of(spec)).issues());
    try (Sut sut = Requests.open(spec)) {
      assertEquals("a text", sut.transcribe(Requests.call(), new Requests.Noted()).text());
    }
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() throws Exception {
    Preflight preflight = Requests.provider(Map.of()).preflight(Requests.of(spec("localhost")));
    assertEquals(List.of("server-unreachable"), Requests.errors(preflight));
    assertTrue(preflight.issues().get(0).text().contains("ca_file"));
    try (Sut sut = Requests.open(spec("localhost"))) {
      SutException failure =
          assertThrows(
              SutException.class, () -> sut.transcribe(Requests.call(), new Requests.Noted()));
      assertEquals(FailureKind.CONNECTION, failure.kind());
      assertTrue(failure.getMessage().contains("TLS failed"), failure.getMessage());
    }
  }

  @Test
  void refusesACertificateOfAnotherName() throws Exception {
    SutSpec spec = spec("127.0.0.1").withOption("ca_file", folder.resolve("ca.pem").toString());
    try (Sut sut = Requests.open(spec)) {
      SutException failure =
          assertThrows(
              SutException.class, () -> sut.transcribe(Requests.call(), new Requests.Noted()));
      assertEquals(FailureKind.CONNECTION, failure.kind());
      assertTrue(failure.getMessage().contains("TLS failed"), failure.getMessage());
    }
  }
}
