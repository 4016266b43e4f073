package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.store.GatheredFolder;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.sync.ArrivedFile;
import io.humhelix.bench.sync.HostGathering;
import io.humhelix.bench.sync.HostProblem;
import io.humhelix.bench.sync.HostResult;
import io.humhelix.bench.sync.Sshd;
import io.humhelix.bench.sync.SyncSource;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command, with a real sshd where hosts are asked. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("slow")
class SyncCommandTest {

  @TempDir private static Path shared;
  private static Sshd sshd;

  @TempDir private Path root;
  private final Program program = new Program();

  @BeforeAll
  static void start() throws Exception {
    sshd = Sshd.start(shared.resolve("sshd"));
    sshd.host("closed", "Port 1");
  }

  @AfterAll
  static void stop() {
    if (sshd != null) {
      sshd.close();
    }
  }

  @Test
  void saysWhatCameAndGathersIt() throws Exception {
    Path a = Files.createDirectory(root.resolve("a"));
    Path b = Files.createDirectory(root.resolve("b"));
    GoldenRuns.copy("pair-old", a);
    GoldenRuns.copy("failed", b);
    try (InputStream in = GoldenRuns.class.getResourceAsStream("legacy.db.yaml")) {
      Files.copy(in, b.resolve("benchmark-20250101-120000.db.yaml"));
    }
    Path home = root.resolve("home");

    int code =
        program.run(
            "sync", "alpha:" + a, home, "beta:" + b, "--ssh-config", sshd.config(), "--gather");

    assertEquals(0, code, program.err() + program.out());
    assertTrue(program.out().contains("3 new files in "), program.out());
    assertTrue(
        program.out().matches("(?s).*\nalpha +1 +1 +0 +18  complete\nbeta +2 +2 .*"),
        program.out());
    assertTrue(program.out().contains("new records gathered in"), program.out());
    assertTrue(program.out().contains("1 file of hum-helix stayed"), program.out());
    assertTrue(program.err().contains("alpha: 1 file, 37.5 kB"), program.err());
    assertFalse(program.err().contains("\r"));
    assertTrue(Files.exists(home.resolve("beta/benchmark-20250101-120000.db.yaml")));
    try (var files = Files.newDirectoryStream(home, "*.yaml")) {
      int gathered = 0;
      for (Path file : files) {
        gathered += Files.isRegularFile(file) ? 1 : 0;
      }
      assertEquals(2, gathered);
    }
  }

  @Test
  void theOthersComeHomeAndTheCodeTellsThatOneDidNot() throws Exception {
    GoldenRuns.copy("pair-old", root);

    int code =
        program.run(
            "sync", "alpha:" + root, root.resolve("home"), "closed", "--ssh-config", sshd.config());

    assertEquals(1, code);
    assertTrue(program.out().startsWith("1 new file in "), program.out());
    assertTrue(program.out().contains("1 of 2 hosts failed."), program.out().replace("\n", " "));
    assertTrue(program.out().contains("it cannot be reached"), program.out());
    assertTrue(program.out().contains("  | ssh: connect to host 127.0.0.1"), program.out());
    assertTrue(program.out().contains("  help: check that it is up"), program.out());
  }

  @Test
  void jsonHasAllOfIt() throws Exception {
    GoldenRuns.copy("pair-old", root);

    int code =
        program.run(
            "sync",
            "alpha:" + root,
            root.resolve("home"),
            "closed",
            "--ssh-config",
            sshd.config(),
            "--gather",
            "--json");

    assertEquals(1, code);
    JsonNode json = JsonText.read(program.out());
    assertEquals(1, json.path("schema").intValue());
    assertFalse(json.path("complete").booleanValue());
    JsonNode file = json.at("/hosts/0/arrived/0");
    assertEquals("new", file.path("state").textValue());
    assertEquals(18, file.path("records").intValue());
    assertEquals("host", json.at("/hosts/1/problem/kind").textValue());
    assertEquals(18, json.at("/gathered/added").intValue());
  }

  @Test
  void watchBringsWhatIsAppendedUntilItIsCancelled() throws Exception {
    Path there = Files.createDirectory(root.resolve("there"));
    byte[] run =
        Files.readAllBytes(GoldenRuns.copy("pair-old", Files.createDirectory(root.resolve("g"))));
    String name = "benchmark-20260101-000000-aaaaaaaa.db.yaml";
    Files.write(there.resolve(name), Arrays.copyOf(run, 5000));
    Path ours = root.resolve("home/alpha").resolve(name);
    FutureTask<Integer> watching =
        new FutureTask<>(
            () ->
                program.run(
                    "sync",
                    "alpha:" + there,
                    root.resolve("home"),
                    "--watch",
                    "1",
                    "--json",
                    "--ssh-config",
                    sshd.config()));
    Thread thread = new Thread(watching);
    thread.start();
    awaitSize(ours, 5000, watching);
    Files.write(there.resolve(name), run);
    awaitSize(ours, run.length, watching);
    while (program.out().lines().count() < 2) {
      Thread.onSpinWait();
    }
    thread.interrupt();

    assertEquals(130, watching.get());
    assertTrue(program.err().contains("cancelled: what has come is kept"), program.err());
    List<String> lines = program.out().lines().toList();
    assertEquals(2, lines.size(), program.out());
    assertEquals("grown", JsonText.read(lines.get(1)).at("/hosts/0/arrived/0/state").textValue());
  }

  private static void awaitSize(Path file, long size, FutureTask<?> running) {
    while (file.toFile().length() != size) {
      assertFalse(running.isDone(), "ended early");
      Thread.onSpinWait();
    }
  }

  @Test
  void saysAllThatIsWrongAtOnce() throws Exception {
    Path file = Files.writeString(root.resolve("file"), "");

    int code =
        program.run(
            "sync",
            "/opt/x",
            file,
            "u:Geheim@h:/x",
            "--timeout",
            "0",
            "--watch",
            "0",
            "--ssh-config",
            root.resolve("none"));

    assertEquals(2, code);
    for (String found :
        List.of(
            "'/opt/x' names no host",
            "may be a password",
            "--timeout: found 0; allowed: 1 or more",
            "--watch: found 0; allowed: 1 or more",
            "none' cannot be read",
            "is a file; allowed: a folder")) {
      assertTrue(program.err().contains(found), program.err());
    }
    assertFalse(program.err().contains("Geheim"), program.err());
    assertEquals("", program.out());
  }

  @Test
  void whatCannotBeStoredHereHasACodeOfItsOwn() throws Exception {
    Path home = Files.createDirectory(root.resolve("home"));
    Files.writeString(home.resolve("alpha"), "a file");

    assertEquals(3, program.run("sync", "alpha:" + root, home, "--ssh-config", sshd.config()));
    assertTrue(program.out().contains("cannot be stored in"), program.out());
  }

  @Test
  void saysOfEachFileWhatIsToBeDone() {
    HostResult result = result(Optional.empty());

    String text =
        new SyncText(Path.of("home"), List.of(result), Optional.empty(), Symbols.ASCII).toString();

    for (String found :
        List.of(
            "Nothing new in home.",
            "LOOK AT FILES",
            "ends earlier on the host than here",
            "differs from the one here",
            "no name that a file here may have",
            "link.db.yaml: a link or no file; left there")) {
      assertTrue(text.replaceAll("\\s+", " ").contains(found), text);
    }
    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    assertFalse(text.contains("\u001b"), text);
  }

  @Test
  void saysWhichFilesWereNotGathered() {
    GatheredFolder.Outcome gathered =
        new GatheredFolder.Outcome(List.of(), List.of(), List.of(), List.of(), List.of());
    HostGathering.Outcome outcome =
        new HostGathering.Outcome(
            gathered,
            List.of(Path.of("home/h/benchmark-old.db.yaml")),
            List.of(Path.of("home/h/benchmark-garbage.db.yaml")),
            Map.of());
    HostGathering.Outcome all = new HostGathering.Outcome(gathered, List.of(), List.of(), Map.of());

    String text = text(outcome);

    assertTrue(text.contains("1 file of hum-helix stayed in the host's folder"), text);
    assertTrue(text.contains("'show home' reads both"), text);
    assertTrue(text.contains("1 file left out, without any record that can be read: home/h"), text);
    assertFalse(text(all).contains("left out"));
    assertFalse(text(all).contains("stayed"));
  }

  private static String text(HostGathering.Outcome outcome) {
    return new SyncText(Path.of("home"), List.of(), Optional.of(outcome), Symbols.ASCII)
        .toString()
        .replaceAll("\\s+", " ");
  }

  @Test
  void tellsWhatIsNewOnceAlone() {
    SyncNews news = new SyncNews();
    HostProblem problem = new HostProblem(HostProblem.Kind.HOST, "gone", "wait", List.of());

    assertTrue(news.isFirst());
    assertTrue(news.isNews(List.of(result(Optional.empty()))));
    assertFalse(news.isFirst());
    assertFalse(news.isNews(List.of(result(Optional.empty()))));
    assertTrue(news.isNews(List.of(result(Optional.of(problem)))));
    assertFalse(news.isNews(List.of(result(Optional.of(problem)))));
    assertTrue(news.isNews(List.of(result(Optional.empty()))));
  }

  @Test
  void showsAllHostsInOneLineOfATerminal() {
    StringWriter err = new StringWriter();
    CommandContext context =
        new CommandContext(
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            InputStream.nullInputStream(),
            Symbols.ASCII,
            Map.of(),
            true,
            System::nanoTime,
            () -> null);
    try (SyncProgress progress = new SyncProgress(context, true)) {
      progress.progressed(new SyncSource("a", "a", "/x"), 5, 10);
      progress.progressed(new SyncSource("b", "b", "/x"), 5, 20);
      progress.progressed(new SyncSource("b", "b", "/x"), 5, 20);
      progress.finished(result(Optional.empty()));
    }
    assertTrue(err.toString().contains("\ra 10 %, b 20 %"), err.toString());
    assertTrue(err.toString().contains("h: 3 files, 6 B"), err.toString());
    assertTrue(err.toString().endsWith("\r"), err.toString());
  }

  private static HostResult result(Optional<HostProblem> problem) {
    return new HostResult(
        new SyncSource("h", "u@h", "/x"),
        Path.of("home/h"),
        1,
        List.of(
            file("benchmark-1.db.yaml", ArrivedFile.State.SHORTER, Optional.empty()),
            file(
                "benchmark-2.db.yaml",
                ArrivedFile.State.DIFFERENT,
                Optional.of(Path.of("home/h/benchmark-2.db.yaml.other-01234567"))),
            file("benchmark-\u001b[2J.db.yaml", ArrivedFile.State.REFUSED, Optional.empty())),
        List.of("benchmark-link.db.yaml"),
        problem);
  }

  private static ArrivedFile file(String name, ArrivedFile.State state, Optional<Path> kept) {
    return new ArrivedFile(name, Path.of("home/h/x"), state, 2, kept, Optional.empty());
  }
}
