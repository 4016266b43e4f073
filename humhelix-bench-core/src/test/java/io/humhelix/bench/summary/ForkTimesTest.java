package io.humhelix.bench.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.store.RecordKind;
import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.RunFacts;
import io.humhelix.bench.store.TrialRow;
import io.humhelix.bench.store.TrialRows;
import io.humhelix.bench.summary.Standing.Told;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a headline would be noise. */
class ForkTimesTest {

  private static final int CONTESTS = 150;
  private static final int FORKS = 5;

  @TempDir Path folder;
  private RunConfigFacts config;
  private RunFacts run;

  @BeforeEach
  void facts() throws Exception {
    List<TrialRow> rows = new ArrayList<>();
    TrialRows.of(List.of(new MadeUpRun(1).forks(1).system("a", 1).store(folder)))
        .forEach(rows::add);
    config = rows.get(0).config();
    run = rows.get(0).run();
  }

  private TrialRow row(int fork, double rtf) {
    return new TrialRow(
        run,
        config,
        "id",
        true,
        RecordKind.TRIAL,
        fork,
        1,
        "OK",
        true,
        Optional.empty(),
        Map.of(),
        Map.of("rtf", rtf),
        Optional.empty(),
        List.of());
  }

  private ForkTimes system(Random random) {
    ForkTimes times = new ForkTimes();
    for (int fork = 1; fork <= FORKS; fork++) {
      double ofFork = 0.03 * random.nextGaussian();
      for (int trial = 0; trial < 3; trial++) {
        times.add(row(fork, Math.exp(ofFork + 0.02 * random.nextGaussian())));
      }
    }
    return times;
  }

  /** The apparent best of several is chosen after the fact, which is allowed for. */
  @Test
  void ofEqualSystemsOneIsRarelyToldToBeSlower() {
    Random random = new Random(7);
    for (int systems : new int[] {2, 5}) {
      int wrong = 0;
      for (int i = 0; i < CONTESTS; i++) {
        List<ForkTimes> all = new ArrayList<>();
        for (int j = 0; j < systems; j++) {
          all.add(system(random));
        }
        ForkTimes best =
            all.stream().min(Comparator.comparingDouble(ForkTimes::level)).orElseThrow();
        wrong +=
            all.stream()
                    .filter(one -> one != best)
                    .anyMatch(one -> one.behind(best, Standing.level(systems)).told() == Told.WORSE)
                ? 1
                : 0;
      }
      assertTrue(wrong < 0.1 * CONTESTS, systems + " systems: " + wrong);
    }
  }

  @Test
  void aTrialWithoutTimeIsNotCompared() {
    ForkTimes none = new ForkTimes();
    none.add(row(1, 0));

    assertEquals(0, none.level());
    assertEquals(Told.NOT_COMPARABLE, none.behind(system(new Random(1)), 0.95).told());
  }
}
