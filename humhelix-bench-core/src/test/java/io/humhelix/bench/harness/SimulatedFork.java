package io.humhelix.bench.harness;

import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.run.Fork;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.internal.scenario.FailureNaming;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.internal.scenario.VirtualTime;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A fork whose calls pass in virtual time; scenario, batches and deadlines are the real ones. */
final class SimulatedFork implements Fork {

  private static final double NANOS = 1e9;
  private static final int PROCESSORS = 16;
  private static final long TIMEOUT_NANOS = 600_000_000_000L;

  private final SimulatedEngine engine;
  private final VirtualTime time;
  private final List<PreparedClip> clips;
  private final TranscriptionTask task;
  private final AccuracyPolicy accuracy;
  private final Schedule schedule;
  private final int number;
  private final Random chance;
  private final EffectiveSut effective;
  private final SimulatedSut sut;
  private final double ofFork;
  private final double grown;
  private boolean loaded;
  private long loadNanos;

  SimulatedFork(
      SimulatedEngine engine,
      SutSpec spec,
      VirtualTime time,
      PreparedWorkload workload,
      AccuracyPolicy accuracy,
      Schedule schedule,
      int number,
      long ofRun) {
    this.engine = engine;
    this.time = time;
    this.accuracy = accuracy;
    this.schedule = schedule;
    this.number = number;
    clips = workload.clips();
    task = workload.workload().task();
    String computeType = spec.computeType().canonical();
    String device = spec.device().toString();
    effective = engine.effective(device, computeType.equals("default") ? "float32" : computeType);
    chance = new Random(ofRun + 31L * spec.name().hashCode() + 7919L * number + clips.size());
    chance.nextGaussian();
    ofFork = Math.exp(engine.spread / 2 * chance.nextGaussian());
    grown = 1 + 0.02 * chance.nextDouble();
    sut =
        new SimulatedSut(
            engine, effective, time, clips, task.language().orElse("en"), chance, number);
  }

  @Override
  public Optional<Failure> open() {
    time.pass(Math.round(0.4 * NANOS));
    if (engine.failure.isPresent()) {
      time.pass(Math.round(NANOS * engine.loadSeconds));
      return engine.failure;
    }
    loadNanos = Math.round(NANOS * engine.loadSeconds * Math.exp(0.05 * chance.nextGaussian()));
    time.pass(loadNanos);
    loaded = true;
    return Optional.empty();
  }

  @Override
  public Executed trial(TrialTask what) {
    int trial = what.slot().kind() == TrialKind.MEASURED ? what.slot().number() : 0;
    if (what.slot().kind() != TrialKind.FIRST_CALL) {
      double warm = 1 + 0.15 * Math.exp(-3 * trial);
      double ofTrial = Math.exp(engine.spread / 2 * chance.nextGaussian());
      sut.pace(engine.pace.at(number, trial) * warm * ofTrial * ofFork, !what.plain());
    }
    ScenarioTrial calls =
        new ScenarioTrial(
            sut,
            clips.stream()
                .map(c -> new TranscriptionRequest(c.clip().id(), c.audio().samples(), task))
                .toList(),
            clips.stream().mapToDouble(c -> c.audio().durationSeconds()).toArray(),
            clips.stream().mapToLong(c -> TIMEOUT_NANOS).toArray(),
            what.plan(clips.size(), schedule, number),
            time,
            () -> false,
            FailureNaming.AS_SAID,
            accuracy.maxErrorPercent());
    long begin = time.nanos();
    try {
      calls.call();
    } catch (Exception e) {
      return new Executed(
          TrialStatus.FAILED,
          calls.calls(),
          Optional.of(new Failure(FailureKind.SUT_ERROR, "transcribe", e.toString(), "", "")),
          List.of(),
          List.of());
    }
    Optional<Failure> ofAll = calls.failureOfAll();
    return new Executed(
        ofAll.isPresent() ? TrialStatus.FAILED : TrialStatus.OK,
        calls.calls(),
        ofAll,
        List.of(),
        sampled((time.nanos() - begin) / NANOS, engine.otherLoad.at(number, trial)));
  }

  private List<Measurement> sampled(double seconds, double others) {
    double own = seconds * PROCESSORS * (0.22 + 0.02 * chance.nextDouble());
    double resident = engine.residentBytes * grown;
    List<Measurement> all = new ArrayList<>();
    add(all, "process_cpu_s", "s", own);
    add(all, "process_rss_mean_bytes", "bytes", Math.rint(0.97 * resident));
    add(all, "process_rss_max_bytes", "bytes", Math.rint(resident));
    add(all, "host_cpu_s", "s", own + others * seconds * PROCESSORS);
    add(all, "host_cpu_capacity_s", "s", seconds * PROCESSORS);
    add(all, "host_cpu_steal_s", "s", 0.001 * seconds);
    add(all, "host_swap_pages", "pages", 0);
    add(all, "process_rss_peak_bytes", "bytes", Math.rint(1.05 * resident));
    add(all, "jvm_gc_pause_s", "s", 0.0005 * seconds);
    add(all, "telemetry_samples", "", Math.rint(2 + 4 * seconds));
    add(all, "telemetry_interval_s", "s", 0.25);
    add(all, "telemetry_read_s", "s", 0.0004 * seconds);
    return all;
  }

  private static void add(List<Measurement> all, String name, String unit, double value) {
    all.add(new Measurement(new Metric(name, unit, Direction.INFORMATION, "simulated"), value));
  }

  @Override
  public long loadNanos() {
    return loadNanos;
  }

  @Override
  public Optional<EffectiveSut> effective() {
    return loaded ? Optional.of(effective) : Optional.empty();
  }

  @Override
  public boolean usable() {
    return loaded;
  }

  @Override
  public boolean isolated() {
    return true;
  }

  @Override
  public Ended close() {
    time.pass(Math.round(0.2 * NANOS));
    return new Ended(400_000_000, 200_000_000, List.of(), List.of());
  }
}
