package io.humhelix.bench.summary;

import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.RunFacts;
import io.humhelix.bench.store.TrialRow;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tallies of one file. Rows mostly share their facts, which are then found by identity. */
final class FileTallies {

  private static final int REMEMBERED = 256;

  private final List<String> numbers;
  private final boolean others;
  private final List<TrialFilter> filters;
  private final Map<List<Object>, ConfigTally> tallies = new LinkedHashMap<>();
  private final Map<RunConfigFacts, ConfigTally> recent = new IdentityHashMap<>();
  private final Map<List<Object>, ClipSample> samples = new LinkedHashMap<>();
  private RunFacts recentRun;

  FileTallies(List<String> numbers, boolean others, List<TrialFilter> filters) {
    this.numbers = numbers;
    this.others = others;
    this.filters = filters;
  }

  void add(TrialRow row) {
    if (!row.clips().isEmpty()) {
      samples
          .computeIfAbsent(List.of(row.run(), row.config()), any -> new ClipSample())
          .add(row.clips());
    }
    for (TrialFilter filter : filters) {
      if (!filter.matches().test(row)) {
        return;
      }
    }
    if (recentRun != row.run()) {
      recentRun = row.run();
      recent.clear();
    }
    ConfigTally tally = recent.get(row.config());
    if (tally == null) {
      tally =
          tallies.computeIfAbsent(
              List.of(row.run(), row.config()), any -> new ConfigTally(numbers, others, row));
      if (recent.size() < REMEMBERED) {
        recent.put(row.config(), tally);
      }
    }
    tally.add(row);
  }

  Collection<ConfigTally> all() {
    // A filter may have left out the trial whose clips were read: its texts are as good as
    // another's.
    tallies.forEach((key, one) -> Optional.ofNullable(samples.remove(key)).ifPresent(one::sample));
    return tallies.values();
  }
}
