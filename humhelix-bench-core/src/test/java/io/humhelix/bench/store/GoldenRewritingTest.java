package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results that were written once are read, and written again byte for byte. */
class GoldenRewritingTest {

  @TempDir Path folder;

  static List<String> cases() throws IOException {
    return GoldenRuns.cases();
  }

  @Test
  void everyKindOfRecordIsThere() throws Exception {
    Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
    for (String name : cases()) {
      Path file = GoldenRuns.copy(name, Files.createDirectory(folder.resolve(name)));
      ResultsFile read = RecordReader.read(file);
      assertEquals(List.of(), read.damages());
      read.records().forEach(record -> kinds.add(record.kind()));
      assertTrue(read.records().stream().allMatch(StoredRecord::isVerified));
    }
    assertEquals(EnumSet.complementOf(EnumSet.of(RecordKind.OTHER)), kinds);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyFileIsWrittenAgainAsItWas(String name) throws Exception {
    Path before = GoldenRuns.copy(name, Files.createDirectory(folder.resolve("before")));
    Path after = Rewriting.of(before, folder.resolve("after"));

    assertEquals(before.getFileName(), after.getFileName());
    assertSameText(text(name, before), text(name, after));
    assertSameArtifacts(Artifacts.folderFor(before), Artifacts.folderFor(after));
  }

  /** The made-up files tell of other counts of trials than they have, and so of other checksums. */
  private static String text(String name, Path file) throws IOException {
    String text = alike(Files.readString(file));
    return Set.of("made-up", "long").contains(name)
        ? text.replaceAll("\"trials\": \\{\"executed\"[^}]*}|\"valid_trials\": [0-9]+", "")
            .replaceAll("  # crc32c=[0-9a-f]{8}", "")
        : text;
  }

  /**
   * The files are of a version that counted the answered queries of a limit and had no number of
   * those that were never answered; the lines that have one now have another checksum.
   */
  private static String alike(String text) {
    return text.lines()
        .map(
            line ->
                line.contains("\"limit\": {")
                    ? line.replaceAll(
                            "(\"limit_s\": [^ ]+ )\"queries\": [0-9]+,( \"unanswered\": [0-9]+,)?",
                            "$1")
                        .replaceAll("  # crc32c=[0-9a-f]{8}", "")
                    : line)
        .collect(Collectors.joining("\n"));
  }

  /** Shows the first difference: a line may have a million characters. */
  private static void assertSameText(String before, String after) {
    int same = 0;
    while (same < Math.min(before.length(), after.length())
        && before.charAt(same) == after.charAt(same)) {
      same++;
    }
    assertEquals(around(before, same), around(after, same), "at character " + same);
    assertEquals(before.length(), after.length());
  }

  private static String around(String text, int place) {
    return text.substring(Math.max(0, place - 100), Math.min(text.length(), place + 100));
  }

  /** Of what the writer made; logs of workers are copied there by whoever watched them. */
  private static void assertSameArtifacts(Path before, Path after) throws IOException {
    Set<String> written = names(before);
    written.removeIf(name -> name.startsWith("fork-"));
    assertEquals(written, names(after));
    for (String name : written) {
      assertEquals(-1, Files.mismatch(before.resolve(name), after.resolve(name)), name);
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return new TreeSet<>();
    }
    try (var files = Files.list(folder)) {
      return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }
}
