package io.humhelix.bench.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.sync.ArrivedFile.State;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrived replaces only what it begins with. */
class ArrivalTest {

  private static final String NAME = "benchmark-20260101-000000-aaaaaaaa.db.yaml";

  @TempDir private Path root;
  private Path folder;
  private Path staging;
  private byte[] run;

  @BeforeEach
  void prepare() throws Exception {
    folder = Files.createDirectories(root.resolve("host"));
    staging = Files.createDirectories(folder.resolve(HostFolder.STAGING));
    run = Files.readAllBytes(GoldenRuns.copy("pair-old", Files.createDirectory(root.resolve("g"))));
  }

  @Test
  void aNewFileGoesToItsPlace() throws Exception {
    ArrivedFile file = arrive(run);

    assertEquals(State.NEW, file.state());
    assertTrue(file.isWell());
    assertArrayEquals(run, here());
    assertEquals(List.of(NAME), names());
  }

  @Test
  void aLongerOneThatBeginsWithOursReplacesIt() throws Exception {
    ours(Arrays.copyOf(run, run.length / 2));

    assertEquals(State.GROWN, arrive(run).state());
    assertArrayEquals(run, here());
  }

  @Test
  void theSameAgainChangesNothing() throws Exception {
    ours(run);

    assertEquals(State.SAME, arrive(run).state());
    assertArrayEquals(run, here());
  }

  @Test
  void aShorterOneLeavesOursAsItIs() throws Exception {
    ours(run);

    ArrivedFile file = arrive(Arrays.copyOf(run, run.length - 10));

    assertEquals(State.SHORTER, file.state());
    assertFalse(file.isWell());
    assertArrayEquals(run, here());
    assertEquals(List.of(NAME), names());
  }

  @Test
  void anotherOneIsKeptBesideOursWhereNoTableTakesItUp() throws Exception {
    byte[] other = run.clone();
    other[20]++;
    ours(run);

    ArrivedFile file = arrive(other);
    ArrivedFile again = arrive(other);

    assertEquals(State.DIFFERENT, file.state());
    assertEquals(file.kept(), again.kept());
    assertArrayEquals(run, here());
    assertArrayEquals(other, Files.readAllBytes(file.kept().orElseThrow()));
    assertEquals(2, names().size());
    assertFalse(file.kept().orElseThrow().toString().endsWith(".db.yaml"));
  }

  @Test
  void aRunThatWasResumedAfterATornEndGoesOnWhereItsRecordsEnd() throws Exception {
    int line = endOfLine(run.length / 2);
    byte[] torn = Arrays.copyOf(run, line + 30);
    Arrays.fill(torn, line, line + 30, (byte) 'x');
    ours(torn);

    ArrivedFile file = arrive(run);

    assertEquals(State.GROWN, file.state());
    assertArrayEquals(run, here());
  }

  @Test
  void aRecordThatOnlyWeHaveIsNeverTakenForATornEnd() throws Exception {
    int line = endOfLine(run.length / 2);
    byte[] other = Arrays.copyOf(run, line + 30);
    Arrays.fill(other, line, line + 30, (byte) 'x');
    ours(run);

    assertEquals(State.DIFFERENT, arrive(other).state());
    assertArrayEquals(run, here());
  }

  @Test
  void aDamagedEndOfOursIsNoTornOne() throws Exception {
    byte[] damaged = Arrays.copyOf(run, endOfLine(run.length / 2) + 30);
    damaged[10]++;
    ours(damaged);

    assertEquals(State.DIFFERENT, arrive(run).state());
    assertArrayEquals(damaged, here());
  }

  @Test
  void filesOfHumHelixGrowToo() throws Exception {
    byte[] text =
        "- model: a\n  rtf: 1.0\n- model: b\n  rtf: 2.0\n".getBytes(StandardCharsets.UTF_8);
    ours(Arrays.copyOf(text, 15));
    assertEquals(State.GROWN, arrive(text).state());

    byte[] other = text.clone();
    other[9] = 'c';
    assertEquals(State.DIFFERENT, arrive(other).state());
    assertArrayEquals(text, here());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "benchmark-\n.db.yaml",
        "benchmark-\u001b[2J.db.yaml",
        "benchmark-\u202egpj.db.yaml",
        "benchmark-\u200b.db.yaml",
        "benchmark-\u2028.db.yaml",
        "-rf.db.yaml",
        "other.db.yaml",
        "benchmark-x.db.yaml.sh"
      })
  void refusesNamesThatAreNoneOfOurs(String name) throws Exception {
    if (canBeAName(name)) {
      Files.write(staging.resolve(name), run);

      ArrivedFile file = Arrival.of(folder, staging).get(0);

      assertEquals(State.REFUSED, file.state());
      assertEquals(List.of(), names());
      assertFalse(Files.exists(staging.resolve(name)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "benchmark-..db.yaml",
        "benchmark- $(touch x);`id`&|'\"*?[a]\\.db.yaml",
        "benchmark-~.db.yaml",
        "benchmark-é日.db.yaml"
      })
  void keepsNamesThatAreOnlyOdd(String name) throws Exception {
    if (canBeAName(name)) {
      Files.write(staging.resolve(name), run);

      assertEquals(State.NEW, Arrival.of(folder, staging).get(0).state());
      assertEquals(List.of(name), names());
    }
  }

  @Test
  void followsNoLinks() throws Exception {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.write(elsewhere.resolve("secret.txt"), run);
    Files.createSymbolicLink(staging.resolve(NAME), elsewhere.resolve("secret.txt"));
    Files.createSymbolicLink(staging.resolve("benchmark-a.artifacts"), elsewhere);
    Files.writeString(staging.resolve("." + NAME + ".Ab12"), "half");

    assertEquals(List.of(), Arrival.of(folder, staging));
    assertEquals(List.of(), names());
    assertTrue(Files.exists(elsewhere.resolve("secret.txt")));
  }

  @Test
  void artifactsGoToTheirFolderAndNowhereElse() throws Exception {
    Path good = Files.createDirectory(staging.resolve("benchmark-a.artifacts"));
    Files.writeString(good.resolve("000001-clips.jsonl"), "x");
    Files.writeString(good.resolve("a b.txt"), "x");
    Path odd = Files.createDirectory(staging.resolve("benchmark-..artifacts"));
    Files.writeString(odd.resolve("a.txt"), "x");

    List<ArrivedFile> arrived = Arrival.of(folder, staging);

    assertEquals(
        List.of(
            "benchmark-..artifacts/a.txt REFUSED",
            "benchmark-a.artifacts/000001-clips.jsonl NEW",
            "benchmark-a.artifacts/a b.txt REFUSED"),
        arrived.stream().map(file -> file.name() + " " + file.state()).sorted().toList());
    assertEquals(List.of("benchmark-a.artifacts"), names());
  }

  @Test
  void anArtifactsFolderThatIsALinkHereIsNotWrittenThrough() throws Exception {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("benchmark-a.artifacts"), elsewhere);
    Path good = Files.createDirectory(staging.resolve("benchmark-a.artifacts"));
    Files.writeString(good.resolve("000001-clips.jsonl"), "x");

    assertEquals(State.REFUSED, Arrival.of(folder, staging).get(0).state());
    assertEquals(0, elsewhere.toFile().list().length);
  }

  @Test
  void whatIsNoFileHereStays() throws Exception {
    Files.createDirectory(folder.resolve(NAME));

    assertEquals(State.DIFFERENT, arrive(run).state());
    assertTrue(Files.isDirectory(folder.resolve(NAME)));
  }

  private static boolean canBeAName(String name) {
    String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
    return Charset.forName(encoding).newEncoder().canEncode(name);
  }

  private int endOfLine(int from) {
    int at = from;
    while (run[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  private void ours(byte[] bytes) throws IOException {
    Files.write(folder.resolve(NAME), bytes);
  }

  private byte[] here() throws IOException {
    return Files.readAllBytes(folder.resolve(NAME));
  }

  private ArrivedFile arrive(byte[] bytes) throws IOException {
    Files.write(staging.resolve(NAME), bytes);
    List<ArrivedFile> arrived = Arrival.of(folder, staging);
    assertEquals(1, arrived.size());
    assertFalse(Files.exists(staging.resolve(NAME)));
    return arrived.get(0);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.equals(HostFolder.STAGING))
          .sorted()
          .toList();
    }
  }
}
