package io.humhelix.bench.consumers;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradle projects of others use the staged release, as modules and without. */
class GradleConsumerIT {

  private static final Path JDK = Path.of(System.getProperty("java.home"));

  @TempDir Path folder;

  @BeforeEach
  void gradleIsHere() {
    boolean found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "gradle")));
    if (!found && Boolean.getBoolean("humhelix.test.require-programs")) {
      fail("there is no gradle on the PATH");
    } else if (!found) {
      abort("there is no gradle on the PATH");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hostIsCompiledAndRuns(boolean modules) throws Exception {
    Consumer host = Consumer.copyOf("embedding", modules, folder);

    List<Path> libraries = path(gradle(host, modules, "jar", "path"));

    for (Path jdk : MavenConsumerIT.jdks()) {
      Path jar = host.folder().resolve("build/libs/host.jar");
      MavenConsumerIT.assertRan(host.host(jdk, modules, jar, libraries), modules);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void backendIsCompiledAndKeepsTheContract(boolean modules) throws Exception {
    Consumer backend = Consumer.copyOf("backend", modules, folder);

    List<Path> libraries = path(gradle(backend, modules, "testClasses", "path"));

    // Gradle 4.4, which Debian has, knows no JUnit Platform: its launcher is called by hand.
    List<String> classPath = new ArrayList<>();
    libraries.forEach(library -> classPath.add(library.toString()));
    List<String> output =
        Tool.run(
            backend.folder(),
            Map.of(),
            List.of(
                JDK.resolve("bin/java").toString(),
                "-cp",
                String.join(File.pathSeparator, classPath),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-ansi-colors",
                "--fail-if-no-tests",
                "--scan-class-path=" + backend.folder().resolve("build/classes/java/test")));
    assertTrue(
        output.stream().anyMatch(line -> line.matches(".*\\b[1-9]\\d+ tests successful.*")),
        () -> String.join("\n", output));
  }

  private List<String> gradle(Consumer project, boolean modules, String... tasks) throws Exception {
    Path build = project.folder().resolve("build.gradle");
    boolean tests = Files.exists(project.folder().resolve("src/test"));
    String text = Files.readString(build).replace("useJUnitPlatform()", "");
    text +=
        "\nrepositories { maven { url '"
            + Path.of(Consumer.STAGING).toUri()
            + "' } }\n"
            + "task path { doLast { println 'path ' + sourceSets."
            + (tests ? "test" : "main")
            + ".runtimeClasspath.asPath } }\n";
    if (tests) {
      text +=
          "dependencies { testRuntimeOnly 'org.junit.platform:junit-platform-console:6.1.3' }\n";
    }
    if (modules) {
      // What Gradle 6.4 and newer do by themselves.
      text +=
          "compileJava { doFirst { options.compilerArgs = ['--module-path', classpath.asPath];"
              + " classpath = files() } }\n";
    }
    Files.writeString(build, text);
    List<String> command =
        new ArrayList<>(List.of("gradle", "--no-daemon", "--console=plain", "--stacktrace"));
    command.addAll(List.of("-g", folder.resolve("gradle-home").toString()));
    command.addAll(List.of(tasks));
    return Tool.run(project.folder(), Map.of("JAVA_HOME", JDK.toString()), command);
  }

  private static List<Path> path(List<String> output) {
    String path =
        output.stream().filter(line -> line.startsWith("path ")).findFirst().orElseThrow();
    return Stream.of(path.substring(5).split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .toList();
  }
}
