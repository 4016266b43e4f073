package io.humhelix.bench.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.HostMark;
import io.humhelix.bench.store.MovedRun;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.ResultsFile;
import io.humhelix.bench.sync.ArrivedFile.State;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a real sshd and a real rsync, on loopback. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("slow")
class SyncOverSshTest {

  private static final String NAME = "benchmark-20250101-120000.db.yaml";

  @TempDir private static Path shared;
  private static Sshd sshd;

  @TempDir private Path root;
  private Path home;
  private Path there;

  @BeforeAll
  static void start() throws Exception {
    sshd = Sshd.start(shared.resolve("sshd"));
  }

  @AfterAll
  static void stop() {
    if (sshd != null) {
      sshd.close();
    }
  }

  @BeforeEach
  void folders() throws Exception {
    home = root.resolve("home");
    there = Files.createDirectories(root.resolve("there"));
  }

  @Test
  void filesOfOneNameOfTwoHostsStayApart() throws Exception {
    Path other = Files.createDirectories(root.resolve("other"));
    Files.writeString(there.resolve(NAME), legacy());
    Files.writeString(other.resolve(NAME), legacy().replace("tiny.en", "small.en"));

    List<HostResult> results = sync("alpha:" + there, "beta:" + other);

    assertTrue(results.stream().allMatch(HostResult::isComplete), results.toString());
    assertEquals(files(there), files(home.resolve("alpha")));
    assertEquals(files(other), files(home.resolve("beta")));
    assertEquals("alpha", HostMark.of(home.resolve("alpha")).orElseThrow().host());
    assertEquals(1, results.get(0).files());
    assertEquals(3, results.get(0).arrived().get(0).check().orElseThrow().records());

    List<HostResult> again = sync("alpha:" + there, "beta:" + other);
    assertEquals(List.of(), again.get(0).arrived());
    assertEquals(1, again.get(0).files());
  }

  @Test
  void artifactsComeAndAreVerifiedWhereAsked() throws Exception {
    Path results = GoldenRuns.copy("failed", there);

    assertEquals(1, sync("alpha:" + there).get(0).arrived().size());

    HostResult with = one(asked().withArtifacts(true), "alpha:" + there);
    assertTrue(with.isComplete(), with.toString());
    assertEquals(files(there), files(home.resolve("alpha")));
    ArrivedFile file =
        with.arrived().stream().filter(f -> f.name().endsWith(".yaml")).findFirst().orElseThrow();
    assertEquals(results.getFileName().toString(), file.name());
    assertEquals(1, file.check().orElseThrow().artifacts());
    assertEquals(file.check().orElseThrow().records(), file.check().orElseThrow().verified());
  }

  @Test
  void anArtifactThatWasChangedThereIsReported() throws Exception {
    GoldenRuns.copy("failed", there);
    try (Stream<Path> all = Files.walk(there)) {
      Path artifact =
          all.filter(path -> path.toString().endsWith(".log")).findFirst().orElseThrow();
      Files.writeString(artifact, "another");
    }

    HostResult result = one(asked().withArtifacts(true), "alpha:" + there);

    assertFalse(result.isComplete());
    assertTrue(faults(result).contains("changed"), faults(result));
  }

  @Test
  void damageThereIsReportedAndATornEndIsNone() throws Exception {
    Path file = GoldenRuns.copy("pair-old", there);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));

    HostResult torn = sync("alpha:" + there).get(0);
    assertTrue(torn.isComplete(), torn.toString());
    assertTrue(torn.arrived().get(0).isTorn());

    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2] ^= 1;
    Files.write(there.resolve("benchmark-x.db.yaml"), damaged);
    HostResult bad = sync("alpha:" + there).get(0);
    assertFalse(bad.isComplete());
    assertFalse(faults(bad).isEmpty());
    assertFalse(bad.arrived().get(0).isTorn());
  }

  @Test
  void aWriterMayAppendMeanwhile() throws Exception {
    byte[] run =
        Files.readAllBytes(GoldenRuns.copy("pair-old", Files.createDirectory(root.resolve("g"))));
    Path file = there.resolve("benchmark-20260101-000000-aaaaaaaa.db.yaml");
    Path ours = home.resolve("alpha").resolve(file.getFileName());
    Files.write(file, Arrays.copyOf(run, 2000));
    Semaphore goOn = new Semaphore(0);
    CountDownLatch written = new CountDownLatch(1);
    AtomicReference<Exception> failed = new AtomicReference<>();
    Thread writer =
        new Thread(
            () -> {
              try {
                // Parts that end within records.
                for (int at = 2000; at < run.length; at += 1777) {
                  goOn.acquire();
                  byte[] part = Arrays.copyOfRange(run, at, Math.min(run.length, at + 1777));
                  Files.write(file, part, StandardOpenOption.APPEND);
                }
              } catch (IOException | InterruptedException e) {
                failed.set(e);
              }
              written.countDown();
            });
    writer.start();
    SyncListener letWrite =
        new SyncListener() {
          @Override
          public void progressed(SyncSource source, long bytes, int percent) {
            goOn.release();
          }

          @Override
          public void finished(HostResult result) {
            goOn.release();
          }
        };
    byte[] before = new byte[0];
    while (written.getCount() > 0) {
      HostResult result = asked().sync(SyncSource.of(List.of("alpha:" + there)), letWrite).get(0);
      byte[] now = Files.readAllBytes(ours);

      assertTrue(result.isComplete(), result.toString());
      assertTrue(now.length >= before.length);
      assertArrayEquals(Arrays.copyOf(run, now.length), now);
      ResultsFile read = RecordReader.read(ours);
      assertTrue(
          read.damages().stream().allMatch(d -> d.kind() == Damage.Kind.TORN_TAIL),
          read.damages().toString());
      before = now;
    }
    writer.join();
    assertEquals(null, failed.get());

    sync("alpha:" + there);
    assertArrayEquals(run, Files.readAllBytes(ours));
    assertEquals(List.of(), sync("alpha:" + there).get(0).arrived());
  }

  @Test
  void aCutConnectionLosesNothingAndTheNextSyncBringsTheRest() throws Exception {
    Path run = GoldenRuns.copy("pair-old", there);
    try (CuttingProxy proxy = new CuttingProxy(sshd.port())) {
      sshd.host("cut", "Port " + proxy.port());
      assertTrue(sync("cut:" + there).get(0).isComplete());
      Map<String, String> before = files(there);
      Files.write(there.resolve("benchmark-large.db.yaml"), MovedRun.manyOf(run, 60));
      proxy.cutAfter(900_000);

      List<HostResult> results = sync("cut:" + there, "alpha:" + there);

      HostResult cut = results.get(0);
      assertTrue(cut.problem().orElseThrow().message().contains("was cut"), cut.toString());
      assertTrue(cut.arrived().stream().allMatch(ArrivedFile::isWell), cut.toString());
      Map<String, String> kept = files(home.resolve("cut"));
      String part = kept.remove("benchmark-large.db.yaml");
      assertEquals(before, kept);
      assertTrue(part == null || files(there).get("benchmark-large.db.yaml").startsWith(part));
      assertEquals(files(there), files(home.resolve("alpha")));

      HostResult whole = sync("cut:" + there).get(0);
      assertTrue(whole.isComplete(), whole.toString());
      assertEquals(files(there), files(home.resolve("cut")));
    }
  }

  @Test
  void whatAnEndedSyncHadBroughtIsKeptByTheNextOne() throws Exception {
    byte[] run = Files.readAllBytes(GoldenRuns.copy("pair-old", there));
    Path left = Files.createDirectories(home.resolve("alpha").resolve(HostFolder.STAGING));
    Files.write(left.resolve(NAME), Arrays.copyOf(run, 5000));

    HostResult result = sync("alpha:" + there).get(0);

    assertEquals(2, result.count(State.NEW), result.toString());
    assertTrue(Files.exists(home.resolve("alpha").resolve(NAME)));
    assertFalse(Files.exists(left));
  }

  @Test
  void hostileNamesNeitherLeaveTheFolderNorRunAnything() throws Exception {
    Path outside = Files.writeString(root.resolve("outside.txt"), "secret");
    Path odd = Files.createDirectories(there.resolve("-e sh [1]* $(touch pwned);'\"\\ x"));
    String text = legacy();
    List<String> good = new ArrayList<>();
    for (String name :
        List.of(
            "benchmark- a  b.db.yaml",
            "benchmark-..db.yaml",
            "benchmark-$(touch pwned);`touch pwned`&|<>'\"*?[a].db.yaml",
            "benchmark-\\n.db.yaml",
            "benchmark-é日\uD83D\uDE00.db.yaml")) {
      if (canBeAName(name)) {
        Files.writeString(odd.resolve(name), text);
        good.add(name);
      }
    }
    for (String name :
        List.of("-rf.db.yaml", "--rsh=touch pwned.db.yaml", "..benchmark-.db.yaml", "pwned; x")) {
      Files.writeString(odd.resolve(name), text);
    }
    Files.writeString(odd.resolve("benchmark-\n.db.yaml"), text);
    Files.writeString(odd.resolve("benchmark-\u001b[2J.db.yaml"), text);
    Files.createSymbolicLink(odd.resolve("benchmark-link.db.yaml"), outside);
    Files.createDirectories(odd.resolve("benchmark-folder.db.yaml/benchmark-deep.db.yaml"));
    Path artifacts = Files.createDirectories(odd.resolve("benchmark-a.artifacts"));
    Files.writeString(artifacts.resolve("-x.txt"), "x");
    Files.writeString(artifacts.resolve("..x"), "x");
    Files.createSymbolicLink(artifacts.resolve("000001-link.txt"), outside);
    // What the folder's name would match if it were a pattern.
    Files.createDirectories(there.resolve("-e sh 1 x"));

    HostResult result = one(asked().withArtifacts(true), "alpha:" + odd);

    assertTrue(result.problem().isEmpty(), result.toString());
    List<String> kept = new ArrayList<>(good);
    kept.add("benchmark-a.artifacts/-x.txt");
    kept.sort(null);
    assertEquals(kept, List.copyOf(files(home.resolve("alpha")).keySet()));
    assertEquals(2, result.count(State.REFUSED), result.toString());
    assertTrue(result.skipped().contains("benchmark-link.db.yaml"), result.toString());
    try (Stream<Path> all = Files.walk(root)) {
      assertEquals(
          List.of(), all.filter(path -> path.getFileName().toString().equals("pwned")).toList());
    }
    assertFalse(Files.exists(Path.of("pwned")));
  }

  @Test
  void theOthersComeHomeWhereOneIsNotThere() throws Exception {
    GoldenRuns.copy("pair-old", there);
    sshd.host("closed", "Port 1");
    sshd.strangeHost("strange");
    sshd.changedHost("changed");
    sshd.lockedHost("locked");
    Path empty = Files.createDirectories(root.resolve("empty"));

    List<HostResult> results =
        sync(
            "alpha:" + there,
            "closed",
            "strange",
            "changed",
            "locked",
            "no-such-host.invalid",
            "beta:" + root.resolve("nothing"),
            "empty=beta:" + empty);

    assertTrue(results.get(0).isComplete(), results.get(0).toString());
    assertEquals(files(there), files(home.resolve("alpha")));
    String[] found = {
      "it cannot be reached",
      "its host key is not known here",
      "its host key is another one",
      "ssh could not log in",
      "there is no host of this name",
      "it has no such folder",
      "its folder has no benchmark-*.db.yaml"
    };
    for (int i = 0; i < found.length; i++) {
      HostResult failed = results.get(i + 1);
      HostProblem problem = failed.problem().orElseThrow();
      assertTrue(problem.message().contains(found[i]), problem.toString());
      assertFalse(failed.isComplete());
      assertFalse(Files.exists(failed.folder()), failed.folder() + " was left behind");
    }
    assertTrue(
        results.get(1).problem().orElseThrow().said().toString().contains("Connection refused"));
    assertTrue(results.get(2).problem().orElseThrow().help().contains("-F " + sshd.config()));
    // The key was not taken over.
    HostResult again = sync("strange:" + there).get(0);
    assertTrue(again.problem().orElseThrow().message().contains("not known"), again.toString());
  }

  @Test
  void aFileThatMayNotBeReadDoesNotKeepTheOthers() throws Exception {
    GoldenRuns.copy("pair-old", there);
    Path closed = Files.writeString(there.resolve(NAME), "- model: a\n");
    assertTrue(closed.toFile().setReadable(false, false));

    HostResult result = sync("alpha:" + there).get(0);

    if (!Files.isReadable(closed)) {
      assertTrue(result.problem().orElseThrow().message().contains("may not be read"));
    }
    assertTrue(result.arrived().stream().anyMatch(file -> file.name().contains("-2026")));
  }

  @Test
  void anInterruptEndsRsyncAndTheFolderIsFreeAgain() throws Exception {
    GoldenRuns.copy("pair-old", there);
    // A server that never says anything.
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      sshd.host("silent", "Port " + silent.getLocalPort());
      AtomicReference<Object> outcome = new AtomicReference<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  outcome.set(
                      asked()
                          .sync(
                              SyncSource.of(List.of("x=silent:" + there)), new SyncListener() {}));
                } catch (SyncException | InterruptedException e) {
                  outcome.set(e);
                }
              });
      thread.start();
      silent.accept();
      thread.interrupt();
      thread.join();
      assertTrue(outcome.get() instanceof InterruptedException, String.valueOf(outcome.get()));
    }
    assertTrue(sync("x=alpha:" + there).get(0).isComplete());
  }

  @Test
  void aSilentHostIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      sshd.host("mute", "Port " + silent.getLocalPort());
      HostResult result = one(asked().withTimeout(Duration.ofSeconds(1)), "mute:" + there);

      assertTrue(
          result.problem().orElseThrow().message().matches("it cannot be reached|the connection.*"),
          result.toString());
    }
  }

  @Test
  void aHostsFolderOfAnotherPlaceIsNotMixed() throws Exception {
    GoldenRuns.copy("pair-old", there);
    sync("alpha:" + there);

    HostProblem problem = sync("alpha=beta:" + there).get(0).problem().orElseThrow();

    assertTrue(problem.message().contains("has the results of alpha:" + there), problem.toString());
    assertTrue(problem.help().contains("NAME=beta:" + there), problem.toString());
    assertTrue(sync("u=alpha:" + there).get(0).isComplete());
  }

  private static String faults(HostResult result) {
    return result.arrived().stream().flatMap(file -> file.faults().stream()).toList().toString();
  }

  private static String legacy() throws IOException {
    try (InputStream in = GoldenRuns.class.getResourceAsStream("legacy.db.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static boolean canBeAName(String name) {
    String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
    return Charset.forName(encoding).newEncoder().canEncode(name);
  }

  private ResultsSync asked() {
    return ResultsSync.into(home).withSshConfig(sshd.config());
  }

  private HostResult one(ResultsSync sync, String source) throws Exception {
    return sync.sync(SyncSource.of(List.of(source)), new SyncListener() {}).get(0);
  }

  private List<HostResult> sync(String... sources) throws Exception {
    return asked().sync(SyncSource.of(List.of(sources)), new SyncListener() {});
  }

  /** What lies there, without what is hidden. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.startsWith(".")) {
          files.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }

  @Test
  void twoSyncsOfOneFolderDoNotMeet() throws Exception {
    GoldenRuns.copy("pair-old", there);
    SyncSource source = SyncSource.of(List.of("alpha:" + there)).get(0);
    try (HostFolder held = HostFolder.open(home.resolve("alpha"), source)) {
      assertTrue(held.path().endsWith("alpha"));
      assertTrue(
          sync("alpha:" + there).get(0).problem().orElseThrow().message().contains("another sync"));
      assertThrows(
          HostRefusedException.class, () -> HostFolder.open(home.resolve("alpha"), source));
    }
    assertTrue(sync("alpha:" + there).get(0).isComplete());
  }

  @Test
  void aFolderThatCannotBeMadeIsAFaultOfTheDiskHere() throws Exception {
    Files.createDirectories(home);
    Files.writeString(home.resolve("alpha"), "a file");

    HostProblem problem = sync("alpha:" + there).get(0).problem().orElseThrow();

    assertEquals(HostProblem.Kind.STORAGE, problem.kind());
    assertTrue(problem.message().contains("cannot be stored"), problem.toString());
  }
}
