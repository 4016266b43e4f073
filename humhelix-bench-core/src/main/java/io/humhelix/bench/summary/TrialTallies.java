package io.humhelix.bench.summary;

import io.humhelix.bench.store.RowsRead;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRow;
import io.humhelix.bench.store.TrialRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Stored trials, read once: sums of the trials of each run config of each file, from which tables
 * by any keys are made. Not thread-safe.
 */
public final class TrialTallies {

  /** What one file is read into. */
  private record Both<A>(FileTallies tallies, A other) {}

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
    return read(request, others, progress, () -> true, (any, row) -> {}, any -> {});
  }

  /**
   * Reads, and gives the rows to someone else too, as {@link TrialRows#collect}: reading once takes
   * half the time of reading twice.
   *
   * @param <A> type of the other's part
   * @param request which trials count, and which numbers are wanted
   * @param others whether all other numbers that trials have are wanted too, which takes longer
   * @param progress is told after each file
   * @param part makes an empty part for each file
   * @param add adds a row to the part of its file, also one that the request's filters leave out
   * @param merge takes the parts in the order of the files' names
   * @return sums over valid trials
   * @throws StoreException if a path is missing, or cannot be read at all
   */
  public static <A> TrialTallies read(
      TrialSummary.Request request,
      boolean others,
      TrialRows.Progress progress,
      Supplier<A> part,
      BiConsumer<A, TrialRow> add,
      Consumer<A> merge)
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
                () ->
                    new Both<>(
                        new FileTallies(List.copyOf(numbers), others, request.filters()),
                        part.get()),
                (both, row) -> {
                  both.tallies().add(row);
                  add.accept(both.other(), row);
                },
                both -> {
                  tallies.addAll(both.tallies().all());
                  merge.accept(both.other());
                });
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
