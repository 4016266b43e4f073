package io.humhelix.bench.html;

import static io.humhelix.bench.html.ReportFixtures.engine;
import static io.humhelix.bench.html.ReportFixtures.sut;

import io.humhelix.bench.harness.SimulatedRun;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs under load: two servers, one of which answers some calls with an error. */
final class LoadFixtures {

  private static final Instant DAY = Instant.parse("2026-11-11T11:00:00Z");
  private static final LatencyLimit LIMIT = new LatencyLimit(95, Duration.ofSeconds(1));
  private static final List<Integer> RATES = List.of(4, 8, 12, 16, 20, 24);

  private static List<Path> made = List.of();

  private LoadFixtures() {}

  /** Writes them, or a copy of what was written before: searches take seconds. */
  static synchronized List<Path> write(Path folder) {
    try {
      if (made.isEmpty()) {
        Path first = Files.createTempDirectory("load-fixtures");
        first.toFile().deleteOnExit(); // After its files: the last named goes first.
        made = make(first);
        made.forEach(file -> file.toFile().deleteOnExit());
      }
      Files.createDirectories(folder);
      List<Path> copies = new ArrayList<>();
      for (Path file : made) {
        copies.add(Files.copy(file, folder.resolve(file.getFileName())));
      }
      return copies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> make(Path folder) {
    List<Path> files = new ArrayList<>();
    for (int rate : RATES) {
      files.add(
          store(
              "servers",
              new Scenario.Server(
                  rate,
                  Optional.of(LIMIT),
                  Optional.empty(),
                  OpenLoop.DEFAULT,
                  Extent.atLeast(Duration.ofSeconds(20), 200)),
              rate,
              folder));
    }
    files.add(
        store(
            "servers, peak",
            new Scenario.Server(
                4,
                Optional.of(LIMIT),
                Optional.of(PeakSearch.DEFAULT),
                OpenLoop.DEFAULT,
                Extent.atLeast(Duration.ofSeconds(5), 100)),
            60,
            folder));
    for (int speakers : List.of(4, 8, 16, 32)) {
      files.add(
          store(
              "live streams",
              new Scenario.Streams(speakers, LIMIT, Extent.atLeast(Duration.ofSeconds(30), 0))
                  .withChunk(Duration.ofSeconds(1)),
              100 + speakers,
              folder));
    }
    return files;
  }

  private static Path store(String name, Scenario scenario, int minutes, Path folder) {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder(name)
            .workload(
                new Workload(
                    "dictation", SpokenTexts.english(12), TranscriptionTask.transcribe("en")))
            .suts(
                List.of(
                    sut("vllm", "http", "whisper-small", "float16", "remote", 1),
                    sut("speaches", "http", "small", "float16", "remote", 5)))
            .scenario(scenario)
            .trials(TrialPolicy.DEFAULT.withCounts(0, 2).withForks(3).withSeed(11))
            .accuracy(AccuracyPolicy.DEFAULT.withMaxErrorPercent(5))
            .build();
    return new SimulatedRun(definition, DAY.plus(Duration.ofMinutes(minutes)))
        .engine(
            "vllm",
            engine("vllm", "0.9.1", "CUDA")
                .takes(0.05, 0.09, 0.014)
                .spread(0.12)
                .concurrency(4)
                .hears((clip, fork) -> SpokenTexts.heard(clip, 0.02, 3)))
        .engine(
            "speaches",
            engine("speaches", "0.8.2", "CUDA")
                .takes(0.05, 0.07, 0.012)
                .spread(0.2)
                .concurrency(2)
                .failingEvery(150, FailureKind.CONNECTION, "HTTP 503: the queue is full.")
                .hears((clip, fork) -> SpokenTexts.heard(clip, 0.022, 5)))
        .store(folder)
        .resultsFile()
        .orElseThrow();
  }
}
