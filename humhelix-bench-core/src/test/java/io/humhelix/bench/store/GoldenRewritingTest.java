package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Results that were written once are read, and written again byte for byte. Only what their
 * estimates and the definitions of metrics say may differ, and of what unit: they are made anew, by
 * the rules of the version that makes them. What this version wrote stays as it is to the last
 * byte.
 */
class GoldenRewritingTest {

  private static final String ESTIMATES = "\"estimates\": ";
  private static final String DEFINITIONS = "\"metric_definitions\": ";

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
    assertTrue(RecordReader.read(after).records().stream().allMatch(StoredRecord::isVerified));
    Path again = Rewriting.of(after, folder.resolve("again"));
    assertSameText(Files.readString(after), Files.readString(again));
    assertSameArtifacts(Artifacts.folderFor(after), Artifacts.folderFor(again));
  }

  @Test
  void nothingButTheContentOfEstimatesMayDiffer() throws Exception {
    String end = "}  # crc32c=0123abcd";
    String line = "- {\"a\": 1, \"estimates\": {\"rtf\": {\"why\": \"}{\"}}, \"b\": 2";

    assertEquals("- {\"a\": 1, \"estimates\": , \"b\": 2}", withoutEstimates(line + end));
    assertEquals(
        "- {\"a\": 1, \"estimates\": , \"b\": 2}",
        withoutEstimates(line.replace("\"est", "\"error_unit\": \"word\", \"est") + end));
    assertEquals("- {\"b\": 2" + end, withoutEstimates("- {\"b\": 2" + end));
    String resumed =
        Files.readString(GoldenRuns.copy("resumed", Files.createDirectory(folder.resolve("one"))));
    List<String> lines = resumed.lines().toList();
    assertEquals(2, lines.stream().filter(l -> !l.equals(withoutEstimates(l))).count());
  }

  /** The made-up files tell of other counts of trials than they have, and so of other checksums. */
  private static String text(String name, Path file) throws IOException {
    String text =
        Arrays.stream(Files.readString(file).split("\n", -1))
            .map(GoldenRewritingTest::withoutEstimates)
            .map(
                line -> line.startsWith("- {\"record\": \"run") ? without(DEFINITIONS, line) : line)
            .map(GoldenRewritingTest::withoutLimitCounts)
            .map(GoldenRewritingTest::withoutKey)
            .collect(Collectors.joining("\n"));
    return Set.of("made-up", "long").contains(name)
        ? text.replaceAll("\"trials\": \\{\"executed\"[^}]*}|\"valid_trials\": [0-9]+", "")
            .replaceAll("  # crc32c=[0-9a-f]{8}", "")
        : text;
  }

  private static String withoutEstimates(String line) {
    return without(ESTIMATES, line);
  }

  /** Leaves out the value of the key, and the checksum that it is part of. */
  private static String without(String key, String line) {
    int from = line.indexOf(key) + key.length();
    if (from < key.length()) {
      return line;
    }
    try (JsonParser value = new JsonFactory().createParser(line.substring(from))) {
      value.nextToken();
      value.skipChildren();
      int to = from + (int) value.currentLocation().getCharOffset();
      return line.substring(0, from).replaceFirst("\"error_unit\": \"(word|character)\", ", "")
          + line.substring(to).replaceFirst("  # crc32c=[0-9a-f]{8}$", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The files are of a version that counted the answered queries of a limit and had no number of
   * those that were never answered; the lines that have one now have another checksum.
   */
  private static String withoutLimitCounts(String line) {
    return line.contains("\"limit\": {")
        ? line.replaceAll(
                "(\"limit_s\": [^ ]+ )\"queries\": [0-9]+,( \"unanswered\": [0-9]+,)?", "$1")
            .replaceAll("  # crc32c=[0-9a-f]{8}", "")
        : line;
  }

  /** A file is of a version that left a key in an address, and a password in nested JSON. */
  private static String withoutKey(String line) {
    String without =
        line.replaceAll("\\?(key=abc|<redacted>)", "?").replaceAll("hunter2|<redacted>", "");
    return without.equals(line) ? line : without.replaceAll("  # crc32c=[0-9a-f]{8}", "");
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
