package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle as a user gets it: what lies in it, and what its launcher does. */
class BundleIT {

  private static final Path BUNDLE = BundleCopy.BUNDLE;
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir Path folder;
  private Path launcher;

  @BeforeEach
  void copyToAFolderWithBlanks() throws IOException {
    launcher = BundleCopy.in(folder, "my programs/humhelix bench").launcher();
  }

  @Test
  void holdsProgramsAndNoModelsOrSpeech() throws IOException {
    try (Stream<Path> files = Files.walk(BUNDLE)) {
      List<String> names = files.filter(Files::isRegularFile).map(Path::toString).toList();

      for (String jar : List.of("core", "api", "whisper", "onnx")) {
        assertEquals(
            1, names.stream().filter(n -> n.contains("/humhelix-bench-" + jar + "-")).count(), jar);
      }
      assertTrue(names.stream().anyMatch(n -> n.endsWith("humhelix-bench.bat")), names::toString);
      assertTrue(names.stream().anyMatch(n -> n.endsWith("LICENSE")), names::toString);
      for (String library : List.of("lib/echarts-", "lib/tabulator-tables-", "licences/echarts")) {
        assertEquals(1, names.stream().filter(n -> n.contains("/" + library)).count(), library);
      }
      assertTrue(names.stream().noneMatch(n -> n.matches(".*(\\.bin|\\.wav)")), names::toString);
    }
  }

  @Test
  void startsTheProgramThroughSymbolicLinks() throws Exception {
    Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), launcher);
    Path relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("absolute"));

    for (Path start : List.of(launcher, absolute, relative)) {
      Outcome outcome = run(start, Map.of("JAVA_HOME", JAVA_HOME.toString()), "--help");

      assertEquals(0, outcome.status(), outcome.text());
      assertTrue(outcome.text().contains("backends"), outcome.text());
      assertFalse(outcome.text().contains("WARNING"), outcome.text());
    }
  }

  @Test
  void listsTheBackendsOfTheBundle() throws Exception {
    Outcome outcome = run(launcher, Map.of("JAVA_HOME", JAVA_HOME.toString()), "backends");

    for (String backend : List.of("whisper-jni", "onnxruntime", "command", "http")) {
      assertTrue(outcome.text().contains(backend + ": available"), outcome.text());
    }
    assertTrue(outcome.text().contains("faster-whisper: "), outcome.text());
    assertTrue(
        outcome.text().replaceAll("\\s+", " ").contains("/my programs/humhelix bench/lib/"),
        outcome.text());
  }

  @Test
  void passesArgumentsOptionsAndItsProcessOn() throws Exception {
    Path java = fakeJava("fake", "21.0.1", "echo pid $$; printf '<%s>' \"$@\"");

    Outcome outcome =
        run(
            launcher,
            Map.of("JAVA_HOME", java.toString(), "JAVA_OPTS", "-Xmx1g -Da=b"),
            "run",
            "a b.yaml",
            "--set=x.y=*");

    assertEquals(0, outcome.status());
    assertTrue(outcome.text().contains("pid " + outcome.pid()), "exec keeps signals working");
    assertTrue(outcome.text().contains("<-Xmx1g><-Da=b>"), outcome.text());
    assertTrue(outcome.text().endsWith("<run><a b.yaml><--set=x.y=*>"), outcome.text());
  }

  @Test
  void writesReports() throws Exception {
    Path results = Files.createDirectory(folder.resolve("results"));
    Files.writeString(
        results.resolve("benchmark-20250101-120000.db.yaml"),
        """
        - audio_duration: 30.0
          audio_file: 30s.wav
          beam_size: 1
          compute_type: float16
          device: cuda
          inference_time: 0.1
          load_time: 1.0
          model: tiny.en
          rtf: 0.01
          total_time: 1.3
          total_transcription_time: 0.3
          transcription: a text
          transcription_time: 0.2
          vad_filter: false
          word_timestamps: false
        """);
    Path report = folder.resolve("report.html");
    Outcome outcome =
        run(
            launcher,
            Map.of("JAVA_HOME", JAVA_HOME.toString()),
            "report",
            results.toString(),
            "-o",
            report.toString());
    assertEquals(0, outcome.status(), outcome.text());
    assertTrue(Files.readString(report).startsWith("<!doctype html>"));
  }

  @Test
  void returnsTheExitCode() throws Exception {
    Path java = fakeJava("fake", "17", "exit 5");

    assertEquals(5, run(launcher, Map.of("JAVA_HOME", java.toString())).status());
  }

  /** Cron, ssh and containers often set none, and Java then knows no name beyond ASCII. */
  @Test
  void takesAnyNameOfAFileWithoutALocale() throws Exception {
    // This JVM may have no locale itself, so that it could not make a file of that name.
    for (String locale : List.of("", "LANG=C", "LC_ALL=POSIX")) {
      Outcome outcome =
          run(
              Path.of("/bin/sh"),
              Map.of("JAVA_HOME", JAVA_HOME.toString()),
              "-c",
              "unset LANG LC_ALL LC_CTYPE; cd \"$1\" && %s \"$2\" validate $(printf '\\303\\234').yaml"
                  .formatted(locale.isEmpty() ? "" : "env " + locale),
              "sh",
              folder.toString(),
              launcher.toString());

      assertEquals(2, outcome.status(), outcome.text());
      assertTrue(outcome.text().contains("\u00dc.yaml"), locale + ": " + outcome.text());
    }
  }

  @Test
  void refusesAFolderThatCannotStandInAClassPath() throws Exception {
    Path colon = BundleCopy.in(folder, "a:b").launcher();

    Outcome outcome = run(colon, Map.of("JAVA_HOME", JAVA_HOME.toString()), "--version");

    assertEquals(2, outcome.status(), outcome.text());
    assertTrue(outcome.text().contains("a:b' has a colon in its name"), outcome.text());
  }

  /** Options that apply to all of Java may name a collector: two would be refused. */
  @Test
  void takesACollectorFromAnyVariable() throws Exception {
    for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      Outcome outcome =
          run(
              launcher,
              Map.of("JAVA_HOME", JAVA_HOME.toString(), variable, "-XX:+UseParallelGC"),
              "show",
              "--help");

      assertEquals(0, outcome.status(), outcome.text());
    }
  }

  @Test
  void whatMeasuresIsStartedWithoutOptionsOfTheLauncher() throws Exception {
    Path java = fakeJava("fake", "21.0.1", "printf '<%s>' \"$@\"");
    for (List<String> command :
        List.of(
            List.of("run", "a.yaml"),
            List.of("-v", "run", "a.yaml"),
            List.of("--color", "always", "doctor"),
            List.of("report", "r", "--serve"),
            List.of("sync", "--watch"))) {
      Outcome outcome =
          run(launcher, Map.of("JAVA_HOME", java.toString()), command.toArray(String[]::new));

      assertFalse(outcome.text().contains("<-X"), outcome.text());
    }
    Outcome help = run(launcher, Map.of("JAVA_HOME", java.toString()), "run", "--help");
    assertTrue(help.text().contains("<-XX:TieredStopAtLevel=1>"), help.text());
  }

  @Test
  void refusesAnOldJava() throws Exception {
    for (String version : List.of("11.0.2", "1.8.0_392")) {
      Path java = fakeJava("old-" + version, version, "exit 0");

      Outcome outcome = run(launcher, Map.of("JAVA_HOME", java.toString()));

      assertEquals(2, outcome.status());
      assertTrue(outcome.text().contains("17 or newer is needed"), outcome.text());
    }
  }

  @Test
  void saysThatJavaHomeHasNoJava() throws Exception {
    Outcome outcome = run(launcher, Map.of("JAVA_HOME", folder.toString()));

    assertEquals(2, outcome.status());
    assertTrue(outcome.text().contains("JAVA_HOME is '" + folder + "'"), outcome.text());
  }

  @Test
  void takesTheJavaOfPathAndSaysWhenThereIsNone() throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("sh", "readlink", "dirname", "sed", "head")) {
      Path real =
          Stream.of("/bin", "/usr/bin")
              .map(d -> Path.of(d, tool))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      script(tools.resolve(tool), "exec " + real + " \"$@\"");
    }

    Outcome none = run(launcher, Map.of("PATH", tools.toString()));
    assertEquals(2, none.status());
    assertTrue(none.text().contains("no Java found"), none.text());
    assertTrue(none.text().contains("openjdk-17-jre-headless"), "what to install: " + none.text());

    Path java = fakeJava("found", "25", "echo found");
    Outcome found = run(launcher, Map.of("PATH", tools + ":" + java.resolve("bin")));
    assertEquals(0, found.status(), found.text());
    assertTrue(found.text().contains("found"), found.text());
  }

  private Path fakeJava(String name, String version, String action) throws IOException {
    Path bin = Files.createDirectories(folder.resolve(name + "/bin"));
    Path java = bin.resolve("java");
    script(
        java,
        "if [ \"$1\" = -version ]; then echo 'openjdk version \""
            + version
            + "\"' >&2; exit; fi\n"
            + action);
    return bin.getParent();
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Outcome run(Path program, Map<String, String> environment, String... arguments)
      throws Exception {
    Map<String, String> with = new HashMap<>(environment);
    with.put("HUMHELIX_CLASS_ARCHIVE", "off");
    return Outcome.of(folder, 1, program, with, arguments);
  }
}
