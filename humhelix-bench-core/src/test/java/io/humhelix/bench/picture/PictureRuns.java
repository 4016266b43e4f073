package io.humhelix.bench.picture;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ErrorCounts;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs of made-up times, errors and memory, for pictures of them. */
public final class PictureRuns {

  private PictureRuns() {}

  /** Clips of these lengths, in seconds: {@code c0}, {@code c1} and so on. */
  public static Workload workload(String name, double... lengths) {
    List<AudioClip> clips = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      clips.add(AudioClip.of(Path.of(name + "/c" + i + ".wav"), "some words"));
    }
    return Workload.of(name, clips.toArray(AudioClip[]::new));
  }

  /** The trials of a system as they come. */
  public static final class Engine {
    private final String name;
    private final Workload workload;
    private final double[] lengths;
    private final List<TrialResult> trials = new ArrayList<>();
    private final List<Measurement> memory = new ArrayList<>();
    private TrialStatus status = TrialStatus.OK;
    private double load = 1;
    private int errors = -1;
    private long words = 100;
    private SutSpec sut;
    private Optional<EffectiveSut> effective = Optional.empty();

    /** A system that makes no errors and has no references. */
    public Engine(String name, Workload workload, double... lengths) {
      this.name = name;
      this.workload = workload;
      this.lengths = lengths;
      sut = SutSpec.of(name, "whisper-jni", "tiny");
    }

    /** A server that is called; what it says of its model load, such as {@code loaded}. */
    public Engine server(String modelLoad) {
      sut = SutSpec.of(name, "http", "tiny").withDevice("remote");
      effective =
          Optional.of(
              new EffectiveSut(
                  "server",
                  "1",
                  "remote",
                  "HTTP",
                  "default",
                  Options.of(Map.of("model_load", modelLoad))));
      return this;
    }

    /** Word errors of each clip of the trials from now on, of so many words. */
    public Engine errors(int count, long of) {
      errors = count;
      words = of;
      return this;
    }

    /** Seconds of model load of the trials from now on. */
    public Engine load(double seconds) {
      load = seconds;
      return this;
    }

    /** Memory of the trials from now on, instead of what was before. */
    public Engine memory(Map<String, Double> bytes) {
      memory.clear();
      bytes.forEach(
          (metric, value) ->
              memory.add(
                  new Measurement(
                      new Metric(metric, "bytes", Direction.LOWER_IS_BETTER, metric), value)));
      return this;
    }

    /** How it ends. */
    public Engine status(TrialStatus its) {
      status = its;
      return this;
    }

    /** A cold call of the first clip. */
    public Engine firstCall(int fork, double seconds) {
      return add(TrialKind.FIRST_CALL, fork, 1, seconds);
    }

    /** A measured trial: a call of each clip. */
    public Engine trial(int fork, double... seconds) {
      return add(TrialKind.MEASURED, fork, trials.size() + 1, seconds);
    }

    private Engine add(TrialKind kind, int fork, int number, double... seconds) {
      List<ClipResult> clips = new ArrayList<>();
      double audio = 0;
      double busy = 0;
      for (int i = 0; i < seconds.length; i++) {
        ErrorCounts counts = new ErrorCounts(Math.max(0, errors), 0, 0, words);
        Optional<ClipScore> score =
            errors < 0
                ? Optional.empty()
                : Optional.of(
                    new ClipScore(
                        "basic-1", "ref", "hyp", new Alignment(List.of()), counts, counts));
        clips.add(
            MadeUpTrials.clip(
                workload.clips().get(i).id(),
                i,
                lengths[i],
                0,
                Math.round(seconds[i] * 1e9),
                0,
                OptionalLong.empty(),
                Transcript.ofText("text"),
                score));
        audio += lengths[i];
        busy += seconds[i];
      }
      List<Measurement> metrics = new ArrayList<>(memory);
      metrics.add(new Measurement(Metrics.RTF, busy / audio));
      metrics.add(new Measurement(Metrics.LATENCY_P50_S, busy / seconds.length));
      trials.add(
          MadeUpTrials.trial(
              id(),
              kind,
              fork,
              number,
              status,
              Instant.EPOCH,
              1,
              Math.round(load * 1e9),
              clips,
              metrics,
              List.of(),
              Optional.empty()));
      return this;
    }

    private String id() {
      return HexFormat.of().toHexDigits((name + "/" + workload.name()).hashCode());
    }

    RunConfigResult result() {
      return new RunConfigResult(
          new RunConfig(id(), sut, workload),
          status,
          effective,
          "basic-1",
          trials,
          List.of(),
          Optional.empty());
    }
  }

  /** A run, one clip after another, in worker processes. */
  public static RunResult run(Engine... systems) {
    return run("bench-1", Scenario.SINGLE_STREAM, Isolation.PROCESS, systems);
  }

  /** A run on some host. */
  public static RunResult run(
      String host, Scenario scenario, Isolation isolation, Engine... systems) {
    List<RunConfigResult> results = new ArrayList<>();
    for (Engine system : systems) {
      results.add(system.result());
    }
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("made-up")
            .scenario(scenario)
            .isolation(isolation)
            .workload(systems[0].workload)
            .sut(SutSpec.of("any", "whisper-jni", "tiny"))
            .build();
    return new RunResult(
        HexFormat.of().toHexDigits(host.hashCode()).repeat(4),
        definition,
        new Provenance("0.1.0", Map.of("name", host), Map.of(), 1, List.of(), List.of()),
        Instant.EPOCH,
        Duration.ofSeconds(1),
        false,
        results,
        List.of(),
        Optional.empty(),
        List.of());
  }
}
