package io.humhelix.bench.harness;

import io.humhelix.bench.audio.ClipAudio;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.provenance.RunIdentity;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.CoolDown;
import io.humhelix.bench.internal.run.Fork;
import io.humhelix.bench.internal.run.ForkFactory;
import io.humhelix.bench.internal.run.MeasuredSoFar;
import io.humhelix.bench.internal.run.Notifier;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.internal.run.ResultSink;
import io.humhelix.bench.internal.run.RunExecutor;
import io.humhelix.bench.internal.run.RunServices;
import io.humhelix.bench.internal.scenario.VirtualTime;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.store.ClockedWriter;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.RunWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A whole run in virtual time: the real plan, blocks, scenarios, searches, scores, metrics, flags
 * and results file, of engines that are simulated. Takes no real time but that of scoring and
 * writing, and gives the same numbers each time.
 */
public final class SimulatedRun {

  private static final long START_NANOS = 1_000_000_000_000L;
  private static final int FRAMES_PER_SECOND = ClipAudio.SAMPLE_RATE;

  private final BenchmarkDefinition definition;
  private final Instant startedAt;
  private final String runId;
  private final Map<String, SimulatedEngine> engines = new LinkedHashMap<>();
  private final Map<String, String> host = new LinkedHashMap<>();
  private final List<RunListener> listeners = new ArrayList<>();
  private String modelEdition = "";

  /**
   * Prepares a run.
   *
   * @param definition whose clips declare their length
   * @param startedAt when it starts; with the name it makes the run's id
   */
  public SimulatedRun(BenchmarkDefinition definition, Instant startedAt) {
    this.definition = definition;
    this.startedAt = startedAt;
    runId = hash(definition.name() + startedAt).substring(0, 32);
    host.put("name", "bench-1");
    host.put("os", "Linux 6.8.0");
    host.put("arch", "amd64");
    host.put("cpu", "AMD EPYC 9354 32-Core Processor");
    host.put("processors", "16");
    host.put("memory", "131072000 kB");
  }

  /** The system of this name is such an engine. */
  public SimulatedRun engine(String sut, SimulatedEngine engine) {
    engines.put(sut, engine);
    return this;
  }

  /** A fact of the host. */
  public SimulatedRun host(String key, String value) {
    host.put(key, value);
    return this;
  }

  /** The models have other content than those of another edition. */
  public SimulatedRun modelEdition(String edition) {
    modelEdition = edition;
    return this;
  }

  /** Somebody who watches. */
  public SimulatedRun listener(RunListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Executes it, and writes its results file into a folder, which the result names. */
  public RunResult store(Path folder) {
    VirtualTime time = new VirtualTime(START_NANOS);
    CheckedRun checked = checked();
    RunHeader header = new RunHeader(runId, startedAt, definition, provenance(checked));
    try (RunWriter writer = ClockedWriter.create(folder, header, clock(time))) {
      ResultSink sink = new DatedSink(new StoreSink(writer, definition), () -> now(time));
      return run(time, checked, header.provenance(), sink, Optional.of(writer.file()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Executes it, and keeps nothing. */
  RunResult run(VirtualTime time) {
    CheckedRun checked = checked();
    try {
      return run(time, checked, provenance(checked), ResultSink.NONE, Optional.empty());
    } catch (RunExecutor.SinkFailedException e) {
      throw new AssertionError(e);
    }
  }

  private RunResult run(
      VirtualTime time,
      CheckedRun checked,
      Provenance provenance,
      ResultSink sink,
      Optional<Path> file)
      throws RunExecutor.SinkFailedException {
    RunServices services =
        new RunServices(
            new Forks(time),
            CoolDown.NONE,
            time,
            new Cancellation(),
            new Notifier(listeners),
            sink);
    return new RunExecutor(
            new RunIdentity(runId, startedAt),
            checked,
            provenance,
            services,
            MeasuredSoFar.NONE,
            file)
        .run();
  }

  private Instant now(VirtualTime time) {
    return startedAt.plusNanos(time.nanos() - START_NANOS);
  }

  private Clock clock(VirtualTime time) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now(time);
      }
    };
  }

  private CheckedRun checked() {
    FakeProvider backend = new FakeProvider();
    backend.features = Set.of(Capability.PARTIAL_RESULTS);
    List<CheckedRunConfig> configs = new ArrayList<>();
    Map<String, PreparedWorkload> workloads = new HashMap<>();
    for (RunConfig config : RunConfigs.expand(definition)) {
      workloads.computeIfAbsent(config.workload().name(), name -> prepared(config.workload()));
      configs.add(
          new CheckedRunConfig(
              config,
              Optional.of(backend),
              new OpenRequest(
                  config.sut(), config.sut().options(), Optional.empty(), config.workload().task()),
              List.of(),
              engineOf(config).issues,
              Isolation.PROCESS));
    }
    return new CheckedRun(definition, configs, workloads);
  }

  private SimulatedEngine engineOf(RunConfig config) {
    return Optional.ofNullable(engines.get(config.sut().name())).orElseThrow();
  }

  private static PreparedWorkload prepared(Workload workload) {
    List<PreparedClip> clips = new ArrayList<>();
    for (AudioClip clip : workload.clips()) {
      int frames = (int) Math.round(FRAMES_PER_SECOND * clip.declaredSeconds().orElse(5));
      String hash = hash(clip.id());
      ClipAudio audio =
          new ClipAudio(
              new float[frames],
              FRAMES_PER_SECOND,
              1,
              "pcm_s16le",
              frames,
              hash,
              hash,
              ClipAudio.NOT_RESAMPLED,
              0.5f,
              List.of());
      clips.add(new PreparedClip(clip, audio, 44 + 2L * frames));
    }
    return new PreparedWorkload(workload, clips, List.of());
  }

  private Provenance provenance(CheckedRun checked) {
    List<Provenance.AudioFingerprint> audio = new ArrayList<>();
    for (Workload workload : definition.workloads()) {
      for (PreparedClip clip : checked.workloads().get(workload.name()).clips()) {
        String name = clip.clip().audio().getFileName().toString();
        audio.add(
            new Provenance.AudioFingerprint(
                workload.name(),
                clip.clip().id(),
                new FileFingerprint(name, clip.fileBytes(), clip.audio().fileSha256()),
                clip.audio().durationSeconds(),
                clip.audio().samplesSha256(),
                clip.audio().resampler()));
      }
    }
    Map<String, List<String>> users = new LinkedHashMap<>();
    for (CheckedRunConfig config : checked.configs()) {
      String file = "ggml-" + config.runConfig().sut().model() + ".bin";
      users.computeIfAbsent(file, f -> new ArrayList<>()).add(config.runConfig().id());
    }
    return new Provenance(
        "0.1.0",
        host,
        Map.of("name", "OpenJDK 64-Bit Server VM", "vendor", "Debian", "version", "17.0.15+6"),
        definition.trials().seed().orElse(1),
        users.entrySet().stream()
            .map(
                e ->
                    new Provenance.ModelFingerprint(
                        new FileFingerprint(
                            e.getKey(), 77_700_000, hash(e.getKey() + modelEdition)),
                        e.getValue()))
            .toList(),
        audio);
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private final class Forks implements ForkFactory {
    private final VirtualTime time;

    private Forks(VirtualTime time) {
      this.time = time;
    }

    @Override
    public Fork fork(
        CheckedRunConfig config, PreparedWorkload workload, int number, Schedule schedule) {
      return new SimulatedFork(
          engineOf(config.runConfig()),
          config.runConfig().sut(),
          time,
          workload,
          definition.accuracy(),
          schedule,
          number,
          1_000_003L * runId.hashCode());
    }

    @Override
    public void close() {
      // Nothing is shared.
    }
  }
}
