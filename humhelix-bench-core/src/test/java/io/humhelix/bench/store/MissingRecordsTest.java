package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that lacks records is never read as if it were whole. */
class MissingRecordsTest {

  @TempDir Path folder;
  private Path file;
  private List<String> lines;

  @BeforeEach
  void write() throws Exception {
    Path stored = new MadeUpRun(1).forks(3).system("a", 1).store(folder.resolve("run"));
    file = Files.isDirectory(stored) ? RecordReader.filesIn(stored).get(0) : stored;
    lines = Files.readAllLines(file);
  }

  private void without(int... seqs) throws Exception {
    List<String> left = new ArrayList<>(lines);
    for (int i = seqs.length - 1; i >= 0; i--) {
      left.remove(seqs[i]);
    }
    Files.write(file, left);
  }

  private List<Damage> rows(Path... paths) throws Exception {
    List<Damage> read = TrialRows.of(List.of(paths)).forEach(row -> {}).damages();
    assertEquals(
        read,
        TrialRows.of(List.of(paths))
            .collect(ArrayList<TrialRow>::new, List::add, part -> {})
            .damages());
    return read;
  }

  private static List<Issue> lost(List<Issue> issues) {
    return issues.stream().filter(i -> i.code().equals(RunReader.RECORDS_LOST)).toList();
  }

  private int trial() {
    for (int i = lines.size() - 1; i > 0; i--) {
      if (lines.get(i).contains("\"record\": \"trial\"")
          || lines.get(i).contains("\"record\":\"trial\"")) {
        return i;
      }
    }
    throw new AssertionError("no trial");
  }

  @Test
  void aWholeFileLacksNothing() throws Exception {
    assertEquals(List.of(), rows(file));
    for (RunResult run : List.of(RunReader.read(file), RunReader.readWithoutTexts(file))) {
      assertEquals(List.of(), lost(run.issues()));
      assertEquals(List.of(), lost(run.runConfigs().get(0).issues()));
    }
  }

  @Test
  void rowsTellOfGapsOfEveryKindOfRecord() throws Exception {
    for (int seq = 0; seq < lines.size() - 1; seq++) {
      without(seq);
      List<Damage> damages = rows(file);
      assertEquals(1, damages.size(), "record " + seq + ": " + damages);
      assertEquals(Damage.Kind.MISSING, damages.get(0).kind());
      assertEquals(file, damages.get(0).file());
      String text = damages.get(0).text();
      assertTrue(text.contains("1 record is missing (record " + seq + ")"), text);
      assertTrue(text.contains("'humhelix-bench verify " + file + "'"), text);
    }
  }

  @Test
  void whatOneFileLacksAnotherMayHave() throws Exception {
    Path whole = Files.copy(file, folder.resolve("benchmark-whole.db.yaml"));
    without(2, 3);
    assertEquals(1, rows(file).size());
    assertEquals(List.of(), rows(file, whole));
  }

  @Test
  void aRunSaysWhatItsFileLacksWithAndWithoutTexts() throws Exception {
    int trial = trial();
    without(2, trial);
    for (RunResult run : List.of(RunReader.read(file), RunReader.readWithoutTexts(file))) {
      List<Issue> issues = lost(run.issues());
      assertEquals(1, issues.size());
      String text = issues.get(0).message();
      assertTrue(text.contains("2 records are missing (record 2, record " + trial + ")"), text);
      assertTrue(text.contains(file.getFileName() + "' is not whole"), text);
      assertTrue(text.contains("humhelix-bench verify"), text);
    }
  }

  @Test
  void aRunConfigSaysHowManyOfItsValidTrialsAreLeft() throws Exception {
    int trial = trial();
    without(trial - 1, trial);
    for (RunResult run : List.of(RunReader.read(file), RunReader.readWithoutTexts(file))) {
      RunConfigResult config = run.runConfigs().get(0);
      int left = config.validTrials().size();
      List<Issue> issues = lost(config.issues());
      assertEquals(1, issues.size());
      String text = issues.get(0).message();
      assertTrue(text.matches("\\d of its \\d+ valid trials are not in the .*"), text);
      int all = Integer.parseInt(text.replaceAll(".*its (\\d+) valid.*", "$1"));
      assertTrue(left < all, text);
    }
  }

  @Test
  void aTornEndIsToldToo() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
    String text = lost(RunReader.read(file).issues()).get(0).text();
    assertTrue(text.contains("' ends within a record"), text);
    assertTrue(text.contains("'humhelix-bench repair' copies"), text);
  }

  /** Against a plain set, with numbers in any order. */
  @Test
  void gapsAreWhatIsNotThere() {
    Random random = new Random(16);
    for (int round = 0; round < 300; round++) {
      SeqRanges ranges = new SeqRanges();
      SeqRanges others = new SeqRanges();
      TreeSet<Integer> there = new TreeSet<>();
      int count = random.nextInt(40);
      int next = random.nextInt(3);
      for (int i = 0; i < count; i++) {
        next = random.nextInt(4) == 0 ? random.nextInt(30) : next + 1;
        (random.nextInt(5) == 0 ? others : ranges).add(next);
        there.add(next);
      }
      ranges.addAll(others);
      TreeSet<Integer> missing = new TreeSet<>();
      for (int i = 0; !there.isEmpty() && i < there.last(); i++) {
        if (!there.contains(i)) {
          missing.add(i);
        }
      }
      TreeSet<Integer> found = new TreeSet<>();
      for (SeqRanges.Gap gap : ranges.gaps()) {
        for (int i = gap.from(); i <= gap.to(); i++) {
          assertTrue(found.add(i));
        }
      }
      assertEquals(missing, found, "round " + round);
    }
  }

  @Test
  void hugeNumbersAreNoWork() throws Exception {
    SeqRanges ranges = new SeqRanges();
    ranges.add(Integer.MAX_VALUE);
    ranges.add(Integer.MAX_VALUE);
    ranges.add(5);
    assertEquals("[records 0 to 4, records 6 to 2147483646]", ranges.gaps().toString());
  }
}
