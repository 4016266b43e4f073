package io.humhelix.bench.harness;

import io.humhelix.bench.internal.fork.ArtifactKeeper;
import io.humhelix.bench.internal.fork.WorkerForks;
import io.humhelix.bench.internal.fork.WorkerLimits;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.preflight.DevicePin;
import io.humhelix.bench.internal.process.NvidiaSmi;
import io.humhelix.bench.internal.provenance.Fingerprints;
import io.humhelix.bench.internal.provenance.GpuFacts;
import io.humhelix.bench.internal.provenance.HarnessVersion;
import io.humhelix.bench.internal.provenance.HostFacts;
import io.humhelix.bench.internal.provenance.RunIdentity;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.CoolDown;
import io.humhelix.bench.internal.run.ForkFactory;
import io.humhelix.bench.internal.run.InProcessForks;
import io.humhelix.bench.internal.run.MeasuredSoFar;
import io.humhelix.bench.internal.run.Notifier;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.internal.run.ResultSink;
import io.humhelix.bench.internal.run.RunExecutor;
import io.humhelix.bench.internal.run.RunServices;
import io.humhelix.bench.internal.telemetry.SamplerRegistry;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.Provenance.AudioFingerprint;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.RunWriter;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run, from a checked definition to its result. */
final class Execution {

  private CheckedRun checked;
  private final Optional<Resumption> resumption;
  private final WorkerLimits limits;
  private final boolean discovery;
  private final Fingerprints models;
  private final RunIdentity identity;

  /**
   * Prepares a run.
   *
   * @param resumption the stored run to resume; empty for a new one
   * @param discovery whether to search for samplers beside the built-in ones
   * @param models hashes of model files, each made once
   */
  Execution(
      CheckedRun checked,
      Optional<Resumption> resumption,
      WorkerLimits limits,
      boolean discovery,
      Fingerprints models) {
    this.checked = Preparation.hashModels(checked, models);
    this.models = models;
    this.resumption = resumption;
    this.limits = limits;
    this.discovery = discovery;
    identity = resumption.map(Resumption::identity).orElseGet(RunIdentity::create);
  }

  RunResult run(Optional<Path> output, Notifier notifier, Cancellation cancellation)
      throws HarnessException {
    if (resumption.isEmpty()
        && !checked.remeasured().map(one -> one.systems()).orElse(List.of()).isEmpty()) {
      try (ForkFactory forks = forks(cancellation, (kind, name, content) -> Optional.empty())) {
        checked = Remeasuring.withTheirEngines(checked, forks, cancellation::requested);
      }
    }
    Provenance provenance = provenance();
    Optional<Path> folder = output.or(checked.definition()::output);
    MeasuredSoFar earlier = MeasuredSoFar.NONE;
    if (resumption.isPresent()) {
      resumption.get().check(checked, provenance);
      earlier = resumption.get().earlier(checked);
    } else if (folder.isEmpty()) {
      return execute(
          provenance, notifier, cancellation, ResultSink.NONE, Optional.empty(), earlier);
    }
    try (RunWriter writer = open(folder, provenance)) {
      return execute(
          provenance,
          notifier,
          cancellation,
          new StoreSink(writer, checked.definition()),
          Optional.of(writer.file()),
          earlier);
    } catch (StoreException e) {
      // Only closing can throw here; everything was acknowledged before.
      throw new HarnessException(HarnessException.Kind.STORAGE, e.getMessage(), null, e);
    }
  }

  private RunWriter open(Optional<Path> folder, Provenance provenance) throws HarnessException {
    RunHeader header =
        new RunHeader(
            identity.runId(),
            identity.startedAt(),
            checked.definition(),
            provenance,
            checked.remeasured());
    try {
      return resumption.isPresent()
          ? resumption.get().open(header)
          : RunWriter.create(folder.orElseThrow(), header);
    } catch (StoreException e) {
      throw new HarnessException(HarnessException.Kind.USAGE, e.getMessage(), null, e);
    }
  }

  private RunResult execute(
      Provenance provenance,
      Notifier notifier,
      Cancellation cancellation,
      ResultSink sink,
      Optional<Path> file,
      MeasuredSoFar earlier)
      throws HarnessException {
    BenchmarkDefinition definition = checked.definition();
    try (ForkFactory forks = forks(cancellation, sink::artifact)) {
      RunServices services =
          new RunServices(
              forks,
              CoolDown.upTo(definition.trials().coolDown(), NanoClock.SYSTEM),
              NanoClock.SYSTEM,
              cancellation,
              notifier,
              sink);
      return new RunExecutor(identity, checked, provenance, services, earlier, file).run();
    } catch (RunExecutor.SinkFailedException e) {
      throw new HarnessException(
          HarnessException.Kind.STORAGE, e.getMessage(), e.partial(), e.getCause());
    }
  }

  private ForkFactory forks(Cancellation cancellation, ArtifactKeeper keeper) {
    BenchmarkDefinition definition = checked.definition();
    ForkFactory inProcess =
        new InProcessForks(
            definition,
            discovery ? SamplerRegistry.find() : SamplerRegistry.builtInAlone(),
            NanoClock.SYSTEM,
            cancellation);
    return new WorkerForks(
        definition, inProcess, limits, NanoClock.SYSTEM, cancellation, keeper, discovery);
  }

  private Provenance provenance() {
    long seed =
        resumption
            .map(Resumption::seed)
            .orElseGet(
                () ->
                    checked
                        .definition()
                        .trials()
                        .seed()
                        .orElseGet(() -> new SecureRandom().nextLong()));
    return new Provenance(
        HarnessVersion.get(), host(), HostFacts.jvm(), seed, models.all(), audio());
  }

  /** With the GPUs, if the run uses one. */
  private Map<String, String> host() {
    Map<String, String> host = new LinkedHashMap<>(HostFacts.host());
    boolean local =
        checked.configs().stream()
            .map(config -> config.runConfig().sut().device())
            .anyMatch(DevicePin::isNvidia);
    if (local) {
      host.putAll(GpuFacts.of(new NvidiaSmi()));
    }
    return host;
  }

  private List<AudioFingerprint> audio() {
    List<AudioFingerprint> audio = new ArrayList<>();
    for (PreparedWorkload workload : checked.workloads().values()) {
      for (PreparedClip clip : workload.clips()) {
        audio.add(
            new AudioFingerprint(
                workload.workload().name(),
                clip.clip().id(),
                new FileFingerprint(
                    clip.clip().audio().getFileName().toString(),
                    clip.fileBytes(),
                    clip.audio().fileSha256()),
                clip.audio().durationSeconds(),
                clip.audio().samplesSha256(),
                clip.audio().resampler()));
      }
    }
    return audio;
  }
}
