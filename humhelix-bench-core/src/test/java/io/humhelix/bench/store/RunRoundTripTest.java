package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.internal.codec.Generated;
import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.report.ComparisonReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.Call;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.result.Word;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole run is read from its results file as it was written. */
class RunRoundTripTest {

  private static final int RUNS = Boolean.getBoolean("humhelix.test.full") ? 1_000 : 25;

  @TempDir Path folder;

  @Test
  void everyRunIsReadAsItWasWritten() throws Exception {
    Set<String> kinds = new HashSet<>();
    for (int seed = 0; seed < RUNS; seed++) {
      RunResult written = new MadeUp(seed).run();
      Path file = write(written, Files.createDirectory(folder.resolve("run" + seed)));
      assertEquals(in(file, written), RunReader.read(file), "seed " + seed);
      assertEquals(
          RunWithoutTextsTest.withoutTexts(RunReader.read(file)),
          RunReader.readWithoutTexts(file),
          "seed " + seed);
      kinds(file, kinds);
    }
    assertEquals(
        Set.of("texts that are written once", "a text that is too long for a record"), kinds);
  }

  private static void kinds(Path file, Set<String> kinds) throws Exception {
    for (StoredRecord record : RecordReader.read(file).records()) {
      record.text(SharedTexts.KEY).ifPresent(id -> kinds.add("texts that are written once"));
      if (record.tree().path("failure").has("message_artifact")) {
        kinds.add("a text that is too long for a record");
      }
    }
  }

  static List<String> golden() throws Exception {
    return GoldenRuns.cases();
  }

  /** What is read, is compared in memory as from a file that it was written to again. */
  @ParameterizedTest
  @MethodSource("golden")
  void whatIsReadIsComparedAsItsFile(String name) throws Exception {
    Path golden = GoldenRuns.copy(name, Files.createDirectory(folder.resolve("golden")));
    // The version that wrote this one left a key in an address, which is taken out today.
    Path before = name.equals("options") ? Rewriting.of(golden, folder.resolve("before")) : golden;
    Path after = Rewriting.of(before, folder.resolve("after"));
    RunResult memory = RunReader.read(before);
    RunResult disk = RunReader.read(after);

    assertEquals(itself(memory), itself(disk));
    assertEquals(itself(memory), report(memory, disk));
    assertEquals(memory.runConfigs(), disk.runConfigs());
    assertFalse(memory.runConfigs().isEmpty());
  }

  private static String itself(RunResult run) {
    return report(run, run);
  }

  private static String report(RunResult baseline, RunResult candidate) {
    return new ComparisonReport(
            RunComparison.between(
                MadeUpRun.asAnotherRun(baseline), candidate, ComparisonPolicy.DEFAULT),
            Symbols.ASCII)
        .toString();
  }

  private static RunResult in(Path file, RunResult run) {
    return new RunResult(
        run.runId(),
        run.definition(),
        run.provenance(),
        run.startedAt(),
        run.duration(),
        run.cancelled(),
        run.runConfigs(),
        run.issues(),
        Optional.of(file),
        run.artifacts());
  }

  private static Path write(RunResult run, Path folder) throws Exception {
    RunHeader header =
        new RunHeader(run.runId(), run.startedAt(), run.definition(), run.provenance());
    try (RunWriter writer = RunWriter.create(folder, header)) {
      // In turn, as forks of a block are.
      int most = run.runConfigs().stream().mapToInt(c -> c.trials().size()).max().orElse(0);
      for (int i = 0; i < most; i++) {
        for (RunConfigResult config : run.runConfigs()) {
          if (i < config.trials().size()) {
            writer.append(context(config), config.trials().get(i));
          }
        }
      }
      for (RunConfigResult config : run.runConfigs()) {
        for (ForkResult fork : config.forks()) {
          writer.appendFork(context(config), fork, Duration.ofMillis(3));
        }
        writer.appendRunConfig(config, RunConfigEstimates.of(run.definition(), config));
      }
      writer.appendEnd(run);
      return writer.file();
    }
  }

  private static TrialContext context(RunConfigResult config) {
    return new TrialContext(config.runConfig(), config.effective(), config.normalizer());
  }

  /** A run of made-up values whose parts fit each other. */
  private static final class MadeUp {

    private final Random random;
    private final Generated values;

    private MadeUp(long seed) {
      random = new Random(seed);
      values = DiskRoundTripTest.values(seed);
    }

    private RunResult run() {
      BenchmarkDefinition definition = definition();
      List<RunConfig> planned = RunConfigs.expand(definition);
      return new RunResult(
          HexFormat.of().toHexDigits(random.nextLong()) + "0123456789abcdef",
          definition,
          values.of(Provenance.class),
          values.of(Instant.class),
          Duration.ofNanos(random.nextLong(1L << 45)),
          random.nextInt(5) == 0,
          planned.stream().filter(config -> random.nextInt(8) > 0).map(this::result).toList(),
          list(Issue.class),
          Optional.empty(),
          list(io.humhelix.bench.result.Artifact.class));
    }

    private BenchmarkDefinition definition() {
      while (true) {
        BenchmarkDefinition drawn = values.of(BenchmarkDefinition.class);
        boolean fits = !drawn.suts().isEmpty() && !drawn.workloads().isEmpty();
        if (fits && RunConfigs.check(drawn).isEmpty()) {
          return drawn;
        }
      }
    }

    private <R> List<R> list(Class<R> type) {
      return IntStream.range(0, random.nextInt(3)).mapToObj(i -> values.of(type)).toList();
    }

    private RunConfigResult result(RunConfig config) {
      List<TrialResult> trials = new ArrayList<>();
      List<ClipResult> texts = List.of();
      boolean manyClips = random.nextInt(6) == 0;
      for (int i = random.nextInt(6); i > 0; i--) {
        TrialResult trial = trial(config);
        trial = manyClips ? withManyClips(trial) : trial;
        // Mostly the texts of the trial before, which are then not written again.
        if (random.nextInt(4) > 0 && trial.clips().size() == texts.size()) {
          trial = trial.withClips(said(trial.clips(), texts));
        }
        texts = trial.clips();
        boolean empty = trial.counts() && trial.clips().isEmpty();
        if (!empty) {
          trials.add(trial);
        }
      }
      Map<Integer, ForkResult> forks = new HashMap<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        ForkResult drawn = values.of(ForkResult.class);
        forks.put(i, fork(config, i, drawn));
      }
      return new RunConfigResult(
          config,
          values.of(TrialStatus.class),
          random.nextBoolean() ? Optional.of(values.of(EffectiveSut.class)) : Optional.empty(),
          "english-1",
          trials,
          list(Issue.class),
          random.nextInt(3) == 0 ? Optional.of(values.of(Failure.class)) : Optional.empty(),
          forks.keySet().stream().sorted().map(forks::get).toList());
    }

    private static List<ClipResult> said(List<ClipResult> clips, List<ClipResult> texts) {
      return IntStream.range(0, clips.size())
          .mapToObj(
              i ->
                  new ClipResult(
                      clips.get(i).call(), texts.get(i).transcript(), texts.get(i).score()))
          .toList();
    }

    private TrialResult trial(RunConfig config) {
      TrialResult drawn = values.of(TrialResult.class);
      return new TrialResult(
          config.id(),
          drawn.kind(),
          1 + random.nextInt(3),
          drawn.trial(),
          drawn.status(),
          drawn.startedAt(),
          drawn.wallNanos(),
          drawn.loadNanos(),
          drawn.calls(),
          drawn.clips(),
          metrics(),
          drawn.issues(),
          random.nextInt(40) == 0 ? Optional.of(tooLongForARecord()) : drawn.failure(),
          drawn.scenario(),
          drawn.failedCalls());
    }

    private Failure tooLongForARecord() {
      Failure drawn = values.of(Failure.class);
      String message = random.nextInt(100) + "\u00fc long".repeat(160_000);
      return new Failure(
          drawn.kind(), drawn.phase(), message, drawn.remedy(), drawn.detail(), drawn.code());
    }

    /** So many that their texts pay to be left out; one of three times they are other ones. */
    private TrialResult withManyClips(TrialResult drawn) {
      List<String> ids = IntStream.range(0, 40).mapToObj(i -> "clip" + i).toList();
      double[] seconds = ids.stream().mapToDouble(id -> 7.5).toArray();
      CallSeries.Builder series = CallSeries.builder(ids, seconds, 40);
      for (int i = 0; i < 40; i++) {
        series.add(i, i, i, 10L * i, 0, 10L * i, random.nextInt(10), 0, -1);
      }
      CallSeries calls = series.build();
      String texts = "say " + random.nextInt(3) / 2;
      return new TrialResult(
          drawn.runConfigId(),
          drawn.kind(),
          drawn.fork(),
          drawn.trial(),
          drawn.status(),
          drawn.startedAt(),
          drawn.wallNanos(),
          drawn.loadNanos(),
          calls,
          IntStream.range(0, 40).mapToObj(i -> clip(calls.at(i), texts + i)).toList(),
          drawn.metrics(),
          drawn.issues(),
          drawn.failure(),
          Optional.empty(),
          FailedCalls.NONE);
    }

    private static ClipResult clip(Call call, String text) {
      List<Word> words =
          IntStream.range(0, 20).mapToObj(i -> new Word(i, i + 0.5, " word" + i)).toList();
      return new ClipResult(
          call, Transcript.of(text, List.of(new Segment(0, 7.5, text, words))), Optional.empty());
    }

    /** Those of the harness, and some that were sampled, each with one meaning. */
    private List<Measurement> metrics() {
      Set<Metric> metrics = new LinkedHashSet<>();
      metrics.add(Metrics.LOAD_S);
      for (int i = random.nextInt(3); i > 0; i--) {
        metrics.add(Metrics.all().get(random.nextInt(Metrics.all().size())));
        int number = random.nextInt(4);
        metrics.add(
            new Metric(
                "sampled_" + number,
                List.of("", "W", "%", "MiB").get(number),
                io.humhelix.bench.result.Direction.values()[number % 3],
                "what sampler " + number + " says"));
      }
      return metrics.stream()
          .map(m -> new Measurement(m, m.equals(Metrics.LOAD_S) ? 1.5 : random.nextDouble()))
          .toList();
    }

    private static ForkResult fork(RunConfig config, int number, ForkResult drawn) {
      return new ForkResult(
          config.id(),
          number,
          drawn.status(),
          drawn.isolated(),
          drawn.startedAt(),
          drawn.startNanos(),
          drawn.loadNanos(),
          drawn.endNanos(),
          drawn.issues(),
          drawn.failure(),
          drawn.artifacts());
    }
  }
}
