package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.loudness.LoudnessProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends of others: their jars go into the folder {@code lib}, or into one of the user's. */
class DropInIT {

  private static final String REGISTRATION = "META-INF/services/io.humhelix.bench.spi.SutProvider";

  /** The example by another name, which it has from a jar of its own. */
  private static final String OWN =
      """
      package back;

      import io.humhelix.bench.spi.*;
      import java.util.List;

      public class Own implements SutProvider {
        private final SutProvider other = new com.example.loudness.LoudnessProvider();
        @Override public int spiVersion() { return other.spiVersion(); }
        @Override public String id() { return own.Name.ID; }
        @Override public String description() { return other.description(); }
        @Override public Availability probe() { return other.probe(); }
        @Override public Capabilities capabilities() { return other.capabilities(); }
        @Override public List<OptionSpec> options() { return other.options(); }
        @Override public Preflight preflight(OpenRequest request) { return other.preflight(request); }
        @Override public Sut open(OpenRequest request) { throw new IllegalStateException(); }
      }
      """;

  @TempDir Path folder;
  private BundleCopy bundle;

  @BeforeEach
  void copy() throws IOException {
    bundle = BundleCopy.in(folder, "bundle");
  }

  @Test
  void aJarInLibIsABackend() throws Exception {
    assertFalse(bundle.run("backends").text().contains("loudness"));

    copyExample(bundle.home().resolve("lib/loudness-1.0.jar"));
    Outcome outcome = bundle.run("backends");

    assertTrue(outcome.text().contains("loudness: available"), outcome.text());
    assertFalse(outcome.text().contains("warning"), outcome.text());
  }

  @Test
  void soIsAJarInAFolderOfTheUser() throws Exception {
    Path mine = Files.createDirectory(folder.resolve("my backends"));
    copyExample(mine.resolve("loudness-1.0.jar"));

    Outcome outcome =
        bundle.run(
            Map.of("HUMHELIX_LIB", mine.toString(), "HUMHELIX_CLASS_ARCHIVE", "off"), "backends");

    assertTrue(outcome.text().contains("loudness: available"), outcome.text());
  }

  /** Through the worker process, which is to find it too. */
  @Test
  void itIsMeasuredLikeAnyOther() throws Exception {
    copyExample(bundle.home().resolve("lib/loudness-1.0.jar"));
    Path speech = Path.of("../data/speech/5s.wav").toAbsolutePath().normalize();
    Path definition =
        Files.writeString(
            folder.resolve("loudness.yaml"),
            """
            name: loudness
            workloads: [{name: 5s, files: ['%s']}]
            suts: [{name: loud, backend: loudness, model: none, device: cpu}]
            trials: {forks: 1, warmup: 0, count: 1}
            """
                .formatted(speech));

    Outcome outcome = bundle.run("run", definition.toString());

    assertEquals(0, outcome.status(), outcome.text());
    assertTrue(outcome.text().contains("1 of 1 planned trial valid"), outcome.text());
  }

  @Test
  void aBackendBringsJarsOfItsOwn() throws Exception {
    Path sources = folder.resolve("sources");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Path dependency =
        source(
            sources,
            "own/Name.java",
            "package own; public class Name { public static String ID = \"own\"; }");
    Path backend = source(sources, "back/Own.java", OWN);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                dependency.toString(),
                backend.toString());
    assertEquals(0, compiled);
    Path lib = bundle.home().resolve("lib");
    copyExample(lib.resolve("loudness-1.0.jar"));
    try (JarOutputStream jar = jar(lib.resolve("back-1.0.jar"))) {
      add(jar, "back/Own.class", Files.readAllBytes(classes.resolve("back/Own.class")));
      add(jar, REGISTRATION, "back.Own\n".getBytes(StandardCharsets.UTF_8));
    }

    Outcome without = bundle.run("backends");
    assertTrue(without.text().contains("whisper-jni: available"), without.text());
    assertTrue(without.text().matches("(?s).*own[./]Name.*"), "what is missing: " + without.text());

    try (JarOutputStream jar = jar(lib.resolve("name-1.0.jar"))) {
      add(jar, "own/Name.class", Files.readAllBytes(classes.resolve("own/Name.class")));
    }
    Outcome with = bundle.run("backends");
    assertTrue(with.text().contains("\nown: available"), with.text());
  }

  @Test
  void theSameBackendTwiceIsTold() throws Exception {
    Path lib = bundle.home().resolve("lib");
    copyExample(lib.resolve("loudness-1.0.jar"));
    copyExample(lib.resolve("loudness-1.1.jar"));

    Outcome versions = bundle.run("backends");
    assertTrue(
        versions
            .text()
            .contains("warning: the class path has " + lib.toRealPath() + "/loudness-1.0.jar and "),
        versions.text());

    Files.move(lib.resolve("loudness-1.1.jar"), lib.resolve("copy of loudness.jar"));
    Outcome names = bundle.run("validate", "nothing.yaml");
    assertTrue(
        names
            .text()
            .contains("warning: the backend " + LoudnessProvider.class.getName() + " is in "),
        names.text());
    assertFalse(bundle.run("show", "nothing").text().contains("warning"), "needs no backend");
  }

  /** As a jar, which it is or is made of. */
  private static void copyExample(Path jar) throws Exception {
    Path example =
        Path.of(LoudnessProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isRegularFile(example)) {
      Files.copy(example, jar);
      return;
    }
    try (Stream<Path> files = Files.walk(example);
        JarOutputStream out = jar(jar)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        add(out, example.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  private static Path source(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static JarOutputStream jar(Path file) throws IOException {
    return new JarOutputStream(Files.newOutputStream(file));
  }

  private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }
}
