package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The short way of reading a row gives what the long way gives, of files of every version. */
class RowsOfGoldenFilesTest {

  private static final Set<RecordKind> KINDS =
      EnumSet.of(RecordKind.FIRST_CALL, RecordKind.WARM_UP, RecordKind.SEARCH, RecordKind.TRIAL);

  private static List<Path> files() throws Exception {
    Path here = Path.of(RowsOfGoldenFilesTest.class.getResource("golden").toURI()).getParent();
    try (Stream<Path> all = Files.walk(here)) {
      return all.filter(file -> file.toString().endsWith(".db.yaml")).sorted().toList();
    }
  }

  @Test
  void bothWaysGiveTheSameRows() throws Exception {
    int compared = 0;
    for (Path file : files()) {
      RowOptions options = new RowOptions(KINDS, RowOptions.Clips.NONE, Optional.empty());
      List<TrialRow> fast = new ArrayList<>();
      FileRows.read(file, options, new RecordKeys(), fast::add);
      List<TrialRow> slow = new ArrayList<>();
      RowMaker maker = new RowMaker(file, options);
      RecordReader.scan(
          file,
          record -> {
            try {
              maker.begin(record);
              if (KINDS.contains(record.kind())) {
                slow.add(maker.row(record, true));
              }
            } catch (StoreException e) {
              throw new IllegalStateException(e);
            }
          },
          damage -> {});
      assertEquals(slow, fast, file.toString());
      compared += fast.size();
    }
    assertTrue(compared > 100, "only " + compared + " rows");
  }

  @Test
  void mostRowsTakeTheShortWay() throws Exception {
    int shortWay = 0;
    int longWay = 0;
    for (Path file : files()) {
      RowParser parser =
          new RowParser(new RowOptions(KINDS, RowOptions.Clips.NONE, Optional.empty()));
      RowMaker maker =
          new RowMaker(file, new RowOptions(KINDS, RowOptions.Clips.NONE, Optional.empty()));
      int[] counts = new int[2];
      RecordReader.scan(
          file,
          new RecordSink() {
            @Override
            public boolean take(byte[] line, int from, int to, int checksum) {
              boolean taken = parser.parse(line, from, to) == RowParser.Outcome.ROW;
              counts[0] += taken ? 1 : 0;
              return taken;
            }

            @Override
            public void record(StoredRecord stored, byte[] json) throws IOException {
              maker.begin(stored);
              if (stored.kind().isTrial()) {
                counts[1]++;
                learnIfVerified(stored);
              }
            }

            private void learnIfVerified(StoredRecord stored) throws StoreException {
              if (stored.isVerified()) {
                parser.learn(maker.row(stored, true));
              }
            }

            @Override
            public void damage(Damage damage) {}
          });
      shortWay += counts[0];
      longWay += counts[1];
    }
    assertTrue(shortWay > longWay, shortWay + " short, " + longWay + " long");
  }

  @Test
  void onlyTheMetricsAskedForAreRead() throws Exception {
    for (Path file : files()) {
      TrialRows.of(List.of(file))
          .withMetrics(Set.of("rtf", "wer_percent"))
          .forEach(
              row ->
                  assertTrue(
                      Set.of("rtf", "wer_percent").containsAll(row.metrics().keySet()),
                      row.metrics().toString()));
    }
  }
}
