package io.humhelix.bench.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads trials from results files of every version, and hum-helix's own, as rows: file by file in
 * bounded memory, and only what was asked for. A record that lies in several files is one row.
 * Damage costs no intact row, and is reported. Immutable.
 */
public final class TrialRows {

  /** By name, which begins with the time of the start; folders decide between equal names. */
  private static final Comparator<Path> ORDER =
      Comparator.comparing((Path file) -> String.valueOf(file.getFileName()))
          .thenComparing(Comparator.naturalOrder());

  private final List<Path> paths;
  private final RowOptions options;
  private final Progress progress;

  private TrialRows(List<Path> paths, RowOptions options, Progress progress) {
    this.paths = List.copyOf(paths);
    this.options = options;
    this.progress = progress;
  }

  /** Is told how far reading has come. */
  @FunctionalInterface
  public interface Progress {

    /**
     * A file was read; called by several threads, one at a time.
     *
     * @param done how many were
     * @param files how many there are
     */
    void read(int done, int files);
  }

  /**
   * Names what is to be read: measured trials with all their metrics, without texts and clips.
   *
   * @param paths results files, and folders of them
   * @return how they are read
   */
  public static TrialRows of(List<Path> paths) {
    return new TrialRows(
        paths,
        new RowOptions(Set.of(RecordKind.TRIAL), RowOptions.Clips.NONE, Optional.empty()),
        (done, files) -> {});
  }

  /**
   * Reads other kinds of trials.
   *
   * @param kinds any of first call, warm-up, search and trial
   * @return the same with these kinds
   */
  public TrialRows withKinds(Set<RecordKind> kinds) {
    return with(new RowOptions(kinds, options.clips(), options.metrics()));
  }

  /**
   * Reads texts and clips too, which takes many times longer.
   *
   * @return the same with clips
   */
  public TrialRows withClips() {
    return with(new RowOptions(options.kinds(), RowOptions.Clips.ALL, options.metrics()));
  }

  /**
   * Reads the clips of one valid trial of each run config in each file, the first one; that costs
   * next to nothing. Clips whose record is damaged or gone are left out.
   *
   * @return the same with these clips
   */
  public TrialRows withClipsOfFirst() {
    return with(new RowOptions(options.kinds(), RowOptions.Clips.FIRST, options.metrics()));
  }

  /**
   * Tells how far it has come.
   *
   * @param listener is told after each file
   * @return the same with progress
   */
  public TrialRows withProgress(Progress listener) {
    return new TrialRows(paths, options, listener);
  }

  private TrialRows with(RowOptions others) {
    return new TrialRows(paths, others, progress);
  }

  /**
   * Reads only some metrics, which is faster.
   *
   * @param names of metrics; others are left out of the rows
   * @return the same with these metrics
   */
  public TrialRows withMetrics(Set<String> names) {
    return with(new RowOptions(options.kinds(), options.clips(), Optional.of(names)));
  }

  /**
   * Reads all rows, in the order of the files' names and of the records in them.
   *
   * @param rows takes one row after the other, in the calling thread
   * @return what was met
   * @throws StoreException if a path is missing, or cannot be read at all; a file of a folder that
   *     cannot be read is a damage
   */
  public RowsRead forEach(Consumer<TrialRow> rows) throws StoreException {
    List<Path> files = files();
    List<RecordKeys> keys = new ArrayList<>();
    if (files.size() > 1) {
      for (Part<Boolean> part : parts(files, () -> true, (any, row) -> {})) {
        keys.add(part.read().keys());
      }
    } else {
      keys.add(new RecordKeys());
    }
    SharedRecords shared = new SharedRecords(files, keys);
    List<Damage> damages = new ArrayList<>(shared.conflicts());
    MissingRecords missing = new MissingRecords();
    Map<List<String>, RunConfigEnd> ends = new LinkedHashMap<>();
    long count = 0;
    for (int i = 0; i < files.size(); i++) {
      FileRows read = read(files.get(i), shared.skippedIn(i), rows);
      damages.addAll(read.damages());
      missing.found(read.missing());
      read.ends().forEach(end -> ends.put(List.of(end.run().runId(), end.id()), end));
      count += read.count();
    }
    damages.addAll(missing.damages(damages));
    return new RowsRead(files, count, List.copyOf(ends.values()), damages);
  }

  /**
   * Reads all rows into parts, files side by side on the available processors. The result does not
   * depend on how many there are.
   *
   * @param <A> type of a part
   * @param part makes an empty part for each file
   * @param add adds a row to the part of its file; called by one thread for each part, in the order
   *     of the file
   * @param merge takes the parts in the order of the files' names, in the calling thread
   * @return what was met
   * @throws StoreException if a path is missing, or cannot be read at all; a file of a folder that
   *     cannot be read is a damage
   */
  public <A> RowsRead collect(Supplier<A> part, BiConsumer<A, TrialRow> add, Consumer<A> merge)
      throws StoreException {
    List<Path> files = files();
    List<Part<A>> parts = parts(files, part, add);
    SharedRecords shared =
        new SharedRecords(files, parts.stream().map(one -> one.read().keys()).toList());
    List<Damage> damages = new ArrayList<>(shared.conflicts());
    MissingRecords missing = new MissingRecords();
    Map<List<String>, RunConfigEnd> ends = new LinkedHashMap<>();
    long count = 0;
    for (int i = 0; i < files.size(); i++) {
      Part<A> one = parts.get(i);
      if (shared.concern(i)) {
        one = read(files.get(i), shared.skippedIn(i), part, add);
      }
      damages.addAll(one.read().damages());
      missing.found(one.read().missing());
      one.read().ends().forEach(end -> ends.put(List.of(end.run().runId(), end.id()), end));
      count += one.read().count();
      merge.accept(one.rows());
    }
    damages.addAll(missing.damages(damages));
    return new RowsRead(files, count, List.copyOf(ends.values()), damages);
  }

  /** One file. */
  private record Part<A>(A rows, FileRows read) {}

  private <A> List<Part<A>> parts(List<Path> files, Supplier<A> part, BiConsumer<A, TrialRow> add)
      throws StoreException {
    int threads = Math.max(1, Math.min(files.size(), Runtime.getRuntime().availableProcessors()));
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "humhelix-bench-read");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<Part<A>>> running = new ArrayList<>();
      int[] done = {0};
      for (Path file : files) {
        running.add(
            pool.submit(
                () -> {
                  Part<A> one = read(file, new RecordKeys(), part, add);
                  synchronized (done) {
                    progress.read(++done[0], files.size());
                  }
                  return one;
                }));
      }
      List<Part<A>> parts = new ArrayList<>();
      for (Future<Part<A>> one : running) {
        parts.add(one.get());
      }
      return parts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(paths.get(0), "reading was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException store) {
        throw store;
      } else if (e.getCause() instanceof RuntimeException unexpected) {
        throw unexpected;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private <A> Part<A> read(
      Path file, RecordKeys skipped, Supplier<A> part, BiConsumer<A, TrialRow> add)
      throws StoreException {
    A rows = part.get();
    return new Part<>(rows, read(file, skipped, row -> add.accept(rows, row)));
  }

  /** What was named must be readable; one of the files of a folder may be what it likes. */
  private FileRows read(Path file, RecordKeys skipped, Consumer<TrialRow> rows)
      throws StoreException {
    return paths.contains(file)
        ? FileRows.read(file, options, skipped, rows)
        : FileRows.readAsFarAsPossible(file, options, skipped, rows);
  }

  private List<Path> files() throws StoreException {
    return ResultsPaths.files(paths).stream().sorted(ORDER).toList();
  }
}
