package io.humhelix.bench.summary;

import io.humhelix.bench.store.RowsRead;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Stored trials, read once: sums of the trials of each run config of each file, from which tables
 * by any keys are made. Not thread-safe.
 */
public final class TrialTallies {

  private final List<String> numbers;
  private final List<ConfigTally> tallies;
  private final RowsRead read;

  private TrialTallies(List<String> numbers, List<ConfigTally> tallies, RowsRead read) {
    this.numbers = List.copyOf(numbers);
    this.tallies = List.copyOf(tallies);
    this.read = read;
  }

  /**
   * Reads.
   *
   * @param request which trials count, and which numbers are wanted
   * @param others whether all other numbers that trials have are wanted too, which takes longer
   * @param progress is told after each file
   * @return sums over valid trials
   * @throws StoreException if a path is missing, or cannot be read at all
   */
  public static TrialTallies read(
      TrialSummary.Request request, boolean others, TrialRows.Progress progress)
      throws StoreException {
    Set<String> numbers = new LinkedHashSet<>(TrialSummary.MEANS);
    numbers.addAll(List.of(TrialSummary.WER, TrialSummary.CER, TrialSummary.AUDIO));
    numbers.addAll(request.numbers());
    Set<String> metrics = new HashSet<>(numbers);
    request.filters().forEach(filter -> filter.metric().ifPresent(metrics::add));
    TrialRows rows = TrialRows.of(request.paths()).withClipsOfFirst().withProgress(progress);
    List<ConfigTally> tallies = new ArrayList<>();
    RowsRead read =
        (others ? rows : rows.withMetrics(metrics))
            .collect(
                () -> new FileTallies(List.copyOf(numbers), others, request.filters()),
                FileTallies::add,
                part -> tallies.addAll(part.all()));
    return new TrialTallies(List.copyOf(numbers), tallies, read);
  }

  /**
   * Groups.
   *
   * @param request by what; its paths, numbers and filters are those that were read
   * @return the table, groups in the order of their keys
   */
  public TrialSummary summary(TrialSummary.Request request) {
    return TrialSummary.of(request, numbers, tallies, read);
  }

  /**
   * Returns what means by any keys are made from.
   *
   * @param most how many sums at most; numbers beyond that are named only
   * @return a row for each run config of each file
   */
  public FinestTallies finest(int most) {
    return FinestTallies.of(numbers, tallies, TrialSummary.units(read.ends()), most);
  }

  /**
   * Returns when its runs began.
   *
   * @return wall-clock times in their order; none of hum-helix's files, which do not say it
   */
  public SortedSet<Instant> starts() {
    SortedSet<Instant> starts = new TreeSet<>();
    tallies.forEach(one -> one.run().startedAt().ifPresent(starts::add));
    return starts;
  }

  /**
   * Returns what was met.
   *
   * @return files, ends of run configs, and damages
   */
  public RowsRead read() {
    return read;
  }
}
