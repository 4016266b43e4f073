package io.humhelix.bench.html;

import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.ResultsPaths;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest run of each benchmark on each host, the newest first, as much of each as fits: of long
 * runs the texts of one trial of each run config, of very long ones a part of the trials.
 *
 * @param runs what was read
 * @param shortened how much less than all it is, by run id; nothing for runs that were read whole
 * @param unreadable why a file that should have been read as a run was not
 */
record NewestRunFiles(
    List<RunResult> runs, Map<String, Integer> shortened, List<String> unreadable) {

  /** Texts take fifty times the time of numbers: so many bytes of results files take 3 s. */
  static final long WITH_TEXTS = 24L << 20;

  /** About 100 000 trials, which take a tenth of a heap of 1 GiB. */
  static final long WITH_ALL_TRIALS = 320L << 20;

  NewestRunFiles {
    runs = List.copyOf(runs);
    shortened = Map.copyOf(shortened);
    unreadable = List.copyOf(unreadable);
  }

  private record Found(Path file, RunHeader header) {}

  static NewestRunFiles read(List<Path> results) throws StoreException {
    return read(results, WITH_TEXTS, WITH_ALL_TRIALS);
  }

  /**
   * Reads.
   *
   * @param withTexts how many bytes of files are read with texts, the newest first
   * @param withAllTrials how many bytes of files are read with all trials; each run gets an equal
   *     part of it
   */
  static NewestRunFiles read(List<Path> results, long withTexts, long withAllTrials)
      throws StoreException {
    List<RunResult> runs = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    Map<String, Integer> shortened = new LinkedHashMap<>();
    List<Found> newest = newest(results);
    long texts = withTexts;
    for (Found one : newest) {
      long size = size(one.file());
      try {
        if (size <= texts) {
          texts -= size;
          runs.add(RunReader.read(one.file()));
        } else {
          int every = (int) Math.max(1, Math.ceil(1.0 * size * newest.size() / withAllTrials));
          RunResult run = RunReader.readSample(one.file(), every);
          runs.add(run);
          shortened.put(run.runId(), every);
        }
      } catch (StoreException e) {
        unreadable.add(e.getMessage());
      }
    }
    return new NewestRunFiles(runs, shortened, unreadable);
  }

  private static List<Found> newest(List<Path> results) throws StoreException {
    Map<List<String>, Found> newest = new LinkedHashMap<>();
    Comparator<Found> order =
        Comparator.comparing((Found one) -> one.header().startedAt())
            .thenComparing(one -> String.valueOf(one.file().getFileName()));
    for (Path file : ResultsPaths.files(results)) {
      Optional<RunHeader> header = RunReader.header(file);
      if (header.isPresent()) {
        newest.merge(
            List.of(
                header.get().definition().name(),
                header.get().provenance().host().getOrDefault("name", "")),
            new Found(file, header.get()),
            (one, other) -> order.compare(one, other) > 0 ? one : other);
      }
    }
    return newest.values().stream().sorted(order.reversed()).toList();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // Reading it says why.
    }
  }
}
