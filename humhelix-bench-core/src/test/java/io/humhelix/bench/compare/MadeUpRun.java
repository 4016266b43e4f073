package io.humhelix.bench.compare;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.accuracy.Scorer;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.SimulatedMachine;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.RunWriter;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** Runs of a simulated machine, with every fact in hand. */
public final class MadeUpRun {

  private static final int WORDS = 50;
  private final String runId;
  private final SimulatedMachine machine;
  private final List<RunConfigResult> configs = new ArrayList<>();
  private final Map<String, String> host = new LinkedHashMap<>(Map.of("name", "h1", "cpu", "c"));
  private final Map<String, String> modelHashes = new LinkedHashMap<>();
  private String modelHash = "aa";
  private String audioHash = "bb";
  private String engineVersion = "1";
  private String normalizer = "english-1";
  private int clips = 6;
  private int words = 50;
  private List<String> said = List.of();
  private List<String> heard = List.of();
  private Optional<String> language = Optional.empty();
  private int forks = 10;
  private Failing failing = (fork, trial) -> false;
  private IntToDoubleFunction load = fork -> 0;
  private double hurt = 1;
  private boolean sampled;
  private final Map<String, IntToDoubleFunction> flags = new LinkedHashMap<>();
  private double late = 1;
  private double first = 1;
  private int trials = 5;
  private String device = "cpu";
  private int clipsOfASpeaker = 1;
  private boolean refused;
  private Expectations expected = Expectations.NONE;
  private TrialPolicy policy = TrialPolicy.DEFAULT;
  private final List<Issue> issues = new ArrayList<>();
  private final List<Issue> runIssues = new ArrayList<>();
  private boolean changing;
  private Instant startedAt = Instant.parse("2026-01-02T03:04:05Z");
  private boolean unscored;
  private IntUnaryOperator errors = clip -> 2;

  public MadeUpRun(long seed) {
    runId = HexFormat.of().toHexDigits(seed) + "0123456789abcdef";
    machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, seed);
  }

  public MadeUpRun startedAt(Instant time) {
    startedAt = time;
    return this;
  }

  public MadeUpRun host(String key, String value) {
    host.put(key, value);
    return this;
  }

  /** The next systems work on this device. */
  public MadeUpRun on(String name) {
    device = name;
    return this;
  }

  /** The next systems have a model of this content. */
  public MadeUpRun model(String hash) {
    modelHash = hash;
    return this;
  }

  public MadeUpRun audio(String hash) {
    audioHash = hash;
    return this;
  }

  public MadeUpRun engine(String version) {
    engineVersion = version;
    return this;
  }

  public MadeUpRun normalizer(String id) {
    normalizer = id;
    return this;
  }

  public MadeUpRun clips(int count) {
    clips = count;
    return this;
  }

  /** The reference of a clip has so many words. */
  public MadeUpRun words(int count) {
    words = count;
    return this;
  }

  /** The clips are what was said, and the next systems hear this, scored in earnest. */
  public MadeUpRun texts(List<String> references, List<String> hypotheses) {
    clips = references.size();
    said = references;
    heard = hypotheses;
    return this;
  }

  public MadeUpRun language(String code) {
    language = Optional.of(code);
    return this;
  }

  /** So many neighbouring clips are of one speaker; 1 where nothing is known of speakers. */
  public MadeUpRun clipsOfASpeaker(int count) {
    clipsOfASpeaker = count;
    return this;
  }

  /** The forks were counted until the interval was so narrow. */
  public MadeUpRun precision(double halfWidth, int firstLook, int maxForks) {
    policy = policy.withForks(firstLook).withPrecision(new PrecisionTarget(halfWidth, maxForks));
    return this;
  }

  /** The next systems have this issue. */
  public MadeUpRun issue(Issue issue) {
    issues.add(issue);
    return this;
  }

  /** The run as a whole has this issue. */
  public MadeUpRun runIssue(Issue issue) {
    runIssues.add(issue);
    return this;
  }

  /** The next systems were refused: no fork, and nothing known of what they are. */
  public MadeUpRun refused(boolean on) {
    refused = on;
    return this;
  }

  public MadeUpRun forks(int count) {
    forks = count;
    return this;
  }

  /** The next systems have so many errors in a clip, by its number. */
  public MadeUpRun errors(IntUnaryOperator count) {
    errors = count;
    return this;
  }

  /** The next systems give a clip another text in every other trial. */
  public MadeUpRun changing(boolean on) {
    changing = on;
    return this;
  }

  /** The clips of the next systems have no reference to score them by. */
  public MadeUpRun unscored() {
    unscored = true;
    return this;
  }

  /** The next systems fail in the last trial of so many forks. */
  public MadeUpRun failing(int some) {
    return failing((fork, trial) -> trial == trials && fork <= some);
  }

  /** Which measured trials fail, by the numbers of fork and trial. */
  @FunctionalInterface
  public interface Failing {
    boolean at(int fork, int trial);
  }

  /** The next systems fail in these measured trials. */
  public MadeUpRun failing(Failing where) {
    failing = where;
    return this;
  }

  /**
   * Other processes take a share of the processors during the next systems' measured trials, which
   * the samplers see; calls take so many times as long as that share by itself makes them, on a log
   * scale.
   */
  public MadeUpRun load(IntToDoubleFunction shareOfFork, double times) {
    load = shareOfFork;
    hurt = times;
    sampled = true;
    return this;
  }

  /** The next systems take longer by this factor from the fourth trial of every fork on. */
  public MadeUpRun late(double factor) {
    late = factor;
    return this;
  }

  /** The next systems take longer by this factor in the first trial of every fork. */
  public MadeUpRun slowFirst(double factor) {
    first = factor;
    return this;
  }

  /** When the run started. */
  public MadeUpRun started(String time) {
    startedAt = Instant.parse(time);
    return this;
  }

  /** What its definition expects. */
  public MadeUpRun expectations(Expectations some) {
    expected = some;
    return this;
  }

  /** So many measured trials in a fork; 5 if it is not said. */
  public MadeUpRun trials(int count) {
    trials = count;
    return this;
  }

  /** Adds a system that takes so long for its 10 s of audio. */
  public MadeUpRun system(String name, double seconds) {
    Workload workload = workload();
    RunConfig config =
        new RunConfig(
            HexFormat.of().toHexDigits(name.hashCode()) + "0123",
            SutSpec.of(name, "fake", "model").withDevice(device),
            workload);
    modelHashes.put(config.id(), modelHash);
    List<TrialResult> results = new ArrayList<>();
    for (int fork = 1; !refused && fork <= forks; fork++) {
      double[] times = machine.fork(trials, seconds);
      results.add(trial(config, TrialKind.FIRST_CALL, fork, 1, 3 * times[0], false));
      for (int i = 0; i < trials; i++) {
        boolean fails = failing.at(fork, i + 1);
        double slowed = Math.pow(1 - load.applyAsDouble(fork), -hurt);
        double time = times[i] * (i < 3 ? 1 : late) * (i == 0 ? first : 1) * slowed;
        results.add(trial(config, TrialKind.MEASURED, fork, i + 1, time, fails));
      }
    }
    configs.add(
        new RunConfigResult(
            config,
            refused ? TrialStatus.REFUSED : TrialStatus.OK,
            refused ? Optional.empty() : effective(),
            normalizer,
            results,
            issues,
            Optional.empty()));
    return this;
  }

  private Optional<EffectiveSut> effective() {
    return Optional.of(
        new EffectiveSut("fake", engineVersion, device, "none", "float32", Options.empty()));
  }

  private Workload workload() {
    List<AudioClip> list = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      AudioClip clip = AudioClip.of(Path.of("speech/c" + i + ".wav"), "a reference");
      list.add(clipsOfASpeaker == 1 ? clip : clip.withSpeaker("s" + i / clipsOfASpeaker));
    }
    TranscriptionTask task =
        language.map(TranscriptionTask::transcribe).orElse(TranscriptionTask.DEFAULT);
    return new Workload("speech", list, task);
  }

  private TrialResult trial(
      RunConfig config, TrialKind kind, int fork, int number, double seconds, boolean fails) {
    long nanos = Math.round(seconds * 1e9);
    List<ClipResult> list = new ArrayList<>();
    for (int i = 0; !fails && i < clips; i++) {
      int wrong = errors.applyAsInt(i);
      String text =
          said.isEmpty()
              ? wrong + " errors" + (changing && number % 2 == 0 ? " again" : "")
              : heard.get(i);
      ErrorCounts counts = new ErrorCounts(0, 0, wrong, words);
      ClipScore score =
          said.isEmpty()
              ? new ClipScore(
                  "basic-1", "a reference", text, new Alignment(List.of()), counts, counts)
              : new Scorer(Normalizers.byId("basic")).score(said.get(i), heard.get(i));
      list.add(
          MadeUpTrials.clip(
              "c" + i + ".wav",
              i,
              10,
              i * nanos,
              nanos,
              0,
              OptionalLong.empty(),
              Transcript.ofText(text),
              unscored ? Optional.empty() : Optional.of(score)));
    }
    return MadeUpTrials.trial(
        config.id(),
        kind,
        fork,
        number,
        fails ? TrialStatus.FAILED : TrialStatus.OK,
        Instant.EPOCH,
        clips * nanos,
        1_000_000_000,
        list,
        metrics(fork, seconds),
        List.of(),
        fails
            ? Optional.of(new Failure(FailureKind.SUT_ERROR, "transcribe", "it failed.", "", ""))
            : Optional.empty());
  }

  private List<Measurement> metrics(int fork, double seconds) {
    List<Measurement> metrics =
        new ArrayList<>(
            List.of(
                new Measurement(Metrics.LOAD_S, 1),
                new Measurement(Metrics.RTF, seconds / 10),
                new Measurement(Metrics.LATENCY_P50_S, seconds)));
    if (sampled) {
      double capacity = 2 * clips * seconds;
      metrics.add(measured("host_cpu_s", load.applyAsDouble(fork) * capacity));
      metrics.add(measured("host_cpu_capacity_s", capacity));
      metrics.add(measured("process_cpu_s", 0));
      flags.forEach((name, value) -> metrics.add(measured(name, value.applyAsDouble(fork))));
    }
    return metrics;
  }

  private static Measurement measured(String name, double value) {
    return new Measurement(new Metric(name, "", Direction.INFORMATION, "test"), value);
  }

  /** The samplers read this in every trial of the next systems. */
  public MadeUpRun sampled(String metric, double value) {
    return sampled(metric, fork -> value);
  }

  /** The samplers read this in the trials of a fork of the next systems, by its number. */
  public MadeUpRun sampled(String metric, IntToDoubleFunction valueOfFork) {
    flags.put(metric, valueOfFork);
    sampled = true;
    return this;
  }

  public RunResult result() {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("made up")
            .workload(workload())
            .expectations(expected)
            .suts(configs.stream().map(c -> c.runConfig().sut()).toList())
            .trials(
                (policy.precision().isPresent() ? policy : policy.withForks(Math.max(1, forks)))
                    .withCounts(0, trials))
            .build();
    List<Provenance.AudioFingerprint> audio =
        workload().clips().stream()
            .map(
                c ->
                    new Provenance.AudioFingerprint(
                        "speech",
                        c.id(),
                        new FileFingerprint(c.id(), 1, audioHash),
                        10,
                        audioHash,
                        "none"))
            .toList();
    return new RunResult(
        runId,
        definition,
        new Provenance(
            "0.1.0",
            host,
            Map.of("name", "vm", "version", "17"),
            1,
            modelHashes.entrySet().stream()
                .map(
                    e ->
                        new Provenance.ModelFingerprint(
                            new FileFingerprint("model.bin", 1, e.getValue()), List.of(e.getKey())))
                .toList(),
            audio),
        startedAt,
        Duration.ofSeconds(1),
        false,
        configs,
        runIssues,
        Optional.empty(),
        List.of());
  }

  /** The same numbers as those of another run. */
  public static RunResult asAnotherRun(RunResult run) {
    return new RunResult(
        run.runId().replaceFirst("^.", run.runId().startsWith("0") ? "1" : "0"),
        run.definition(),
        run.provenance(),
        run.startedAt(),
        run.duration(),
        run.cancelled(),
        run.runConfigs(),
        run.issues(),
        run.resultsFile(),
        run.artifacts());
  }

  /** Writes its results file, and returns it. */
  public Path store(Path folder) throws StoreException {
    RunResult run = result();
    RunHeader header =
        new RunHeader(run.runId(), run.startedAt(), run.definition(), run.provenance());
    try (RunWriter writer = RunWriter.create(folder, header)) {
      for (RunConfigResult config : configs) {
        TrialContext context =
            new TrialContext(config.runConfig(), config.effective(), config.normalizer());
        for (TrialResult trial : config.trials()) {
          writer.append(context, trial);
        }
        writer.appendRunConfig(config, List.of());
      }
      writer.appendEnd(run);
      return writer.file();
    }
  }
}
