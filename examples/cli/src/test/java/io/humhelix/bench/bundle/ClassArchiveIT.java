package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes in the user's cache: made once, never in the way. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ClassArchiveIT {

  private static final String[] HELP = {"show", "--help"};

  /**
   * Makers start Java by {@code nice}. This one waits while there is a file {@code hold}, and then
   * leaves the priority as it is: on a busy machine the lowest one waits for many minutes.
   */
  private static final String NICE =
      """
      #!/bin/sh
      echo "$1" >> '%1$s/niced'
      while [ -e '%1$s/hold' ]; do sleep 0.1; done
      exec "$@"
      """;

  @TempDir Path folder;
  private Path caches;
  private Path programs;
  private BundleCopy bundle;

  @BeforeEach
  void copy() throws IOException {
    bundle = BundleCopy.in(folder, "it's my \"b\u00fcndle\" $HOME");
    caches = Files.createDirectory(folder.resolve("the cache"));
    programs = Files.createDirectory(folder.resolve("programs"));
    Path nice = Files.writeString(programs.resolve("nice"), NICE.formatted(programs));
    Files.setPosixFilePermissions(nice, PosixFilePermissions.fromString("rwx------"));
  }

  /** Nothing may be made in the folder while it is removed. */
  @AfterEach
  void waitForMakers() throws Exception {
    release();
    await(() -> files("making").isEmpty());
  }

  @Test
  void theFirstShortCommandMakesItAndLaterOnesUseIt() throws Exception {
    Outcome first = run(HELP);
    assertEquals(0, first.status(), first.text());
    await(() -> !files(".jsa").isEmpty() && files("making").isEmpty());
    Path made = files(".jsa").get(0);
    assertTrue(Files.size(made) > 0);
    assertEquals("rwx------", permissions(made.getParent()));
    assertEquals(
        2, Files.readAllLines(programs.resolve("niced")).size(), "Java has a low priority");

    Outcome second = run(HELP);
    assertEquals(first.text(), second.text());
    assertEquals(List.of(made), files(".jsa"));
    assertTrue(usesArchive(HELP), "the archive fits");
    assertTrue(usesArchive("validate", "--help"), "for all commands that do not measure");
    assertFalse(usesArchive("run", "nothing.yaml"), "a run is started as ever");
    assertFalse(usesArchive("doctor"), "so is what measures");

    Files.delete(made);
    for (String damaged : List.of("", "this is no archive")) {
      Files.writeString(made, damaged);
      Outcome without = run(HELP);
      assertEquals(first.text(), without.text());
      assertEquals(0, without.status());
      Files.delete(made);
    }
  }

  @Test
  @Tag("slow")
  void otherJarsReplaceItAndAnInstallationThatIsGoneLosesIts() throws Exception {
    run(HELP);
    await(() -> files(".jsa").size() == 1 && files("making").isEmpty());
    Path old = files(".jsa").get(0);

    Files.copy(bundle.home().resolve("LICENSE"), bundle.home().resolve("lib/another.jar"));
    run(HELP);
    await(
        () ->
            files(".jsa").size() == 1 && !files(".jsa").contains(old) && files("making").isEmpty());

    Path gone = bundle.home();
    Path moved = folder.resolve("moved");
    Files.move(gone, moved);
    bundle = new BundleCopy(folder, moved);
    Path former = files(".jsa").get(0);
    run(HELP);
    await(() -> !Files.exists(former.getParent()));
    run("run", "nothing.yaml");
  }

  @Test
  @Tag("slow")
  void startsBesideEachOtherMakeOne() throws Exception {
    hold();
    List<Process> starts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ProcessBuilder builder =
          new ProcessBuilder(bundle.launcher().toString(), "--version").redirectErrorStream(true);
      builder.environment().putAll(environment());
      starts.add(builder.redirectOutput(folder.resolve("out" + i).toFile()).start());
    }
    for (Process start : starts) {
      assertEquals(0, start.waitFor());
    }
    release();

    await(() -> !files(".jsa").isEmpty() && files("making").isEmpty());
    assertEquals(1, files(".jsa").size());
    assertEquals(List.of(), files(".list"));
    assertEquals(2, Files.readAllLines(programs.resolve("niced")).size(), "one made it, in two");
  }

  @Test
  void aMeasurementEndsTheMaking() throws Exception {
    hold();
    run(HELP);
    ProcessHandle maker = maker();

    Outcome measured = run("run", "nothing.yaml");

    assertEquals(2, measured.status());
    assertTrue(measured.text().contains("nothing.yaml"), measured.text());
    await(() -> !maker.isAlive());
    assertEquals(List.of(), files("making"));
    assertEquals(List.of(), files(".jsa"));
    assertEquals(List.of(), files(".list"));
  }

  @Test
  @Tag("slow")
  void aMakerThatWasKilledIsFollowedByAnother() throws Exception {
    hold();
    run(HELP);
    ProcessHandle maker = maker();
    List<ProcessHandle> started = maker.descendants().toList();
    maker.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    await(() -> !maker.isAlive());
    assertEquals(1, files("making").size(), "it could not tidy up");
    release();

    run(HELP);

    await(() -> files(".jsa").size() == 1 && files("making").isEmpty());
    assertEquals(List.of(), files(".list"));
  }

  @Test
  @Tag("slow")
  void aNumberThatIsAnotherProgramsByNowIsNoMaker() throws Exception {
    run(HELP);
    await(() -> files(".jsa").size() == 1 && files("making").isEmpty());
    Path made = files(".jsa").get(0);
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    for (long maker : new long[] {ended.pid(), ProcessHandle.current().pid()}) {
      Files.delete(made);
      Files.writeString(made.resolveSibling("making"), maker + "\n");

      run(HELP);

      await(() -> files(".jsa").size() == 1 && files("making").isEmpty());
    }
  }

  @Test
  void withoutACacheAllWorksAndSaysNothing() throws Exception {
    String expected = bundle.run(HELP).text();
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Map<String, String> environment :
        List.of(
            Map.of("XDG_CACHE_HOME", file.toString()),
            Map.of("XDG_CACHE_HOME", "/dev/full"),
            Map.of("XDG_CACHE_HOME", "not/absolute", "HOME", file.toString()),
            Map.of("XDG_CACHE_HOME", "", "HOME", ""))) {
      Outcome outcome = bundle.run(environment, HELP);

      assertEquals(expected, outcome.text(), environment::toString);
      assertEquals(0, outcome.status());
    }
    assertFalse(Files.exists(folder.resolve("not")));
  }

  @Test
  void optionsOfYoursForTheJvmGoFirst() throws Exception {
    Outcome outcome =
        bundle.run(
            Map.of(
                "XDG_CACHE_HOME",
                caches.toString(),
                "JAVA_OPTS",
                "-XX:+UseParallelGC -Xlog:disable"),
            HELP);

    assertEquals(0, outcome.status(), outcome.text());
    assertEquals(List.of(), files(""));
  }

  /** Whether Java gets an archive: by a launcher that prints what it starts. */
  private boolean usesArchive(String... arguments) throws Exception {
    Outcome outcome =
        Outcome.of(
            folder,
            1,
            Path.of("/bin/sh"),
            environment(),
            concat(
                "-c",
                // Stands in for the last line of the launcher.
                "sed 's/^exec /printf \"<%s>\" /' \"$0\" > \"$0.p\"; exec sh \"$0.p\" \"$@\"",
                bundle.launcher().toString(),
                arguments));
    assertTrue(outcome.text().contains("<io.humhelix.bench.cli.Main>"), outcome.text());
    return outcome.text().contains("<-XX:SharedArchiveFile=" + caches);
  }

  private static String[] concat(String a, String b, String c, String[] more) {
    return Stream.concat(Stream.of(a, b, c), Stream.of(more)).toArray(String[]::new);
  }

  /** Keeps makers from starting Java. */
  private void hold() throws IOException {
    Files.createFile(programs.resolve("hold"));
  }

  private void release() throws IOException {
    Files.deleteIfExists(programs.resolve("hold"));
  }

  /** The maker that is held. */
  private ProcessHandle maker() throws Exception {
    await(() -> Files.exists(programs.resolve("niced")));
    long pid = Long.parseLong(Files.readString(files("making").get(0)).strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  private Map<String, String> environment() {
    return Map.of(
        "XDG_CACHE_HOME",
        caches.toString(),
        "JAVA_HOME",
        BundleCopy.JAVA_HOME.toString(),
        "PATH",
        programs + File.pathSeparator + System.getenv("PATH"));
  }

  private Outcome run(String... arguments) throws Exception {
    return bundle.run(environment(), arguments);
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(caches)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .toList();
    } catch (UncheckedIOException e) {
      // One went while they were listed.
      return files(ending);
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + 600_000_000_000L;
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "not within ten minutes");
      LockSupport.parkNanos(50_000_000);
    }
  }
}
