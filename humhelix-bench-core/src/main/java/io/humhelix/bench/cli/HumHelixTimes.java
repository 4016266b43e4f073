package io.humhelix.bench.cli;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.TrialRow;
import io.humhelix.bench.store.TrialRows;
import io.humhelix.bench.store.TrialValues;
import io.humhelix.bench.store.WorkloadFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How long run configs take by hum-helix's own results in a folder: the newest of each entry. They
 * are of faster-whisper, whatever this run measures.
 */
final class HumHelixTimes {

  private static final String ENGINE = "faster-whisper";

  /** Names of this tool's files go on with the run's id. */
  private static final String NAME = "benchmark-\\d{8}-\\d{6}\\.db\\.yaml";

  /** Enough for the last times of everything in one config, and read in a moment. */
  private static final int MOST_FILES = 20;

  private static final double MILLIS = 1000;

  private record Entry(
      String model,
      String computeType,
      String device,
      Optional<Long> beamSize,
      boolean vadFilter,
      boolean wordTimestamps,
      String audioFile) {}

  private record Times(double load, double call) {}

  private final Path folder;
  private Optional<Map<Entry, Times>> read = Optional.empty();

  HumHelixTimes(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /**
   * Returns how long a run takes; empty unless there is a time of every run config.
   *
   * @param passes of a fork
   */
  Optional<Duration> of(List<RunConfig> configs, int forks, int passes) {
    if (read.isEmpty()) {
      read = Optional.of(times());
    }
    double seconds = 0;
    for (RunConfig config : configs) {
      Times one = read.get().get(entry(config));
      if (one == null || !config.sut().backend().equals(ENGINE)) {
        return Optional.empty();
      }
      seconds += forks * (one.load() + passes * one.call());
    }
    return Optional.of(Duration.ofMillis(Math.round(MILLIS * seconds)));
  }

  private static Entry entry(RunConfig config) {
    SutSpec sut = config.sut();
    return new Entry(
        sut.model(),
        sut.computeType().word(),
        sut.device().toString(),
        sut.options().integer("beam_size"),
        config.workload().task().vadFilter(),
        config.workload().task().wordTimestamps(),
        TrialValues.audioFile(config.workload()));
  }

  private static Entry entry(TrialRow row) {
    RunConfigFacts config = row.config();
    WorkloadFacts workload = config.workload();
    return new Entry(
        config.model(),
        config.computeType(),
        config.device(),
        config.beamSize().stream().boxed().findFirst(),
        workload.vadFilter(),
        workload.wordTimestamps(),
        workload.audioFile());
  }

  private Map<Entry, Times> times() {
    Map<Entry, Times> times = new HashMap<>();
    try {
      List<Path> files = files();
      if (!files.isEmpty()) {
        TrialRows.of(files)
            .withMetrics(Set.of())
            .forEach(
                row -> {
                  if (row.valid()) {
                    times.put(
                        entry(row),
                        new Times(
                            row.means().get("load_time"),
                            row.means().get("total_transcription_time")));
                  }
                });
      }
    } catch (IOException e) {
      // What cannot be read is no better guess than none; 'show' tells why.
      return Map.of();
    }
    return times;
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().matches(NAME))
          .sorted(Comparator.reverseOrder())
          .limit(MOST_FILES)
          .toList();
    }
  }
}
