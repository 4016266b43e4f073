package io.humhelix.bench.harness;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.preflight.NativeChecksFakes;
import io.humhelix.bench.internal.preflight.PreflightCheck;
import io.humhelix.bench.internal.provenance.HostFacts;
import io.humhelix.bench.internal.provenance.RunIdentity;
import io.humhelix.bench.internal.provider.ProviderRegistry;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.CoolDown;
import io.humhelix.bench.internal.run.Fork;
import io.humhelix.bench.internal.run.ForkFactory;
import io.humhelix.bench.internal.run.MeasuredSoFar;
import io.humhelix.bench.internal.run.Notifier;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.internal.run.RunExecutor;
import io.humhelix.bench.internal.run.RunServices;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.RunWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * A whole run of workloads of one clip, with its listener and its results file, in which time and
 * what the samplers read are made up: each fork does what a test says, on a clock that nothing else
 * moves.
 */
final class ScriptedRun implements RunListener {

  /** How long the call of a measured trial takes. */
  @FunctionalInterface
  interface Duration {
    double seconds(int fork, int trial);
  }

  private static final double NANOS = 1e9;

  Duration call = (fork, trial) -> 0.1;
  IntFunction<Map<String, Double>> sampled = fork -> Map.of();
  IntPredicate loads = fork -> true;
  final List<RunEvents.IssueRaised> raised = new ArrayList<>();
  private long now;

  /** Runs a definition whose suts are of a backend that is discovered. */
  RunResult run(BenchmarkDefinition definition, Path folder) throws Exception {
    RunHeader header = header(RunIdentity.create(), definition);
    try (RunWriter writer = RunWriter.create(folder, header)) {
      return run(header, check(definition), MeasuredSoFar.NONE, writer);
    }
  }

  /** Goes on with a run. */
  RunResult resume(BenchmarkDefinition definition, Path folder) throws Exception {
    Resumption resumption = Resumption.of(folder);
    RunHeader header = header(resumption.identity(), definition);
    CheckedRun checked = check(definition);
    try (RunWriter writer = resumption.open(header)) {
      return run(header, checked, resumption.earlier(checked), writer);
    }
  }

  private static CheckedRun check(BenchmarkDefinition definition) throws HarnessException {
    return new Preparation(definition, config -> true)
        .check(
            new PreflightCheck(
                ProviderRegistry.of(List.of(), Map.of(), true),
                Optional.empty(),
                NativeChecksFakes.HERE));
  }

  private static RunHeader header(RunIdentity identity, BenchmarkDefinition definition) {
    return new RunHeader(
        identity.runId(),
        identity.startedAt(),
        definition,
        new Provenance(
            "test",
            HostFacts.host(),
            HostFacts.jvm(),
            definition.trials().seed().orElseThrow(),
            List.of(),
            List.of()));
  }

  private RunResult run(
      RunHeader header, CheckedRun checked, MeasuredSoFar earlier, RunWriter writer)
      throws RunExecutor.SinkFailedException {
    RunServices services =
        new RunServices(
            new Forks(),
            CoolDown.NONE,
            () -> now,
            new Cancellation(),
            new Notifier(List.of(this)),
            new StoreSink(writer, checked.definition()));
    return new RunExecutor(
            new RunIdentity(header.runId(), header.startedAt()),
            checked,
            header.provenance(),
            services,
            earlier,
            Optional.of(writer.file()))
        .run();
  }

  @Override
  public void issueRaised(RunEvents.IssueRaised event) {
    raised.add(event);
  }

  /** Returns what listeners were told under a code. */
  List<RunEvents.IssueRaised> raised(String code) {
    return raised.stream().filter(event -> event.issue().code().equals(code)).toList();
  }

  /** Returns those of some codes that are among issues, in their order there. */
  static List<String> codes(List<Issue> issues, String... wanted) {
    return issues.stream().map(Issue::code).filter(List.of(wanted)::contains).toList();
  }

  /** Returns the codes of the issues of a record. */
  static Stream<String> codes(Map<String, Object> record) {
    return ((List<?>) record.get("issues"))
        .stream().map(issue -> ((Map<?, ?>) issue).get("code").toString());
  }

  private final class Forks implements ForkFactory {

    @Override
    public Fork fork(
        CheckedRunConfig config, PreparedWorkload workload, int number, Schedule schedule) {
      return new ScriptedFork(workload, number);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private final class ScriptedFork implements Fork {
    private final PreparedWorkload workload;
    private final int number;

    private ScriptedFork(PreparedWorkload workload, int number) {
      this.workload = workload;
      this.number = number;
    }

    @Override
    public Optional<Failure> open() {
      now += loadNanos();
      return loads.test(number)
          ? Optional.empty()
          : Optional.of(new Failure(FailureKind.MODEL, "open", "damaged.", "", ""));
    }

    @Override
    public Executed trial(TrialTask task) {
      long start = now;
      now += Math.round(NANOS * call.seconds(number, task.slot().number()));
      CallSeries only = workload.calls().add(0, 0, 0, 0, 0, 0, now - start, 0, -1).build();
      List<Measurement> measurements = new ArrayList<>();
      sampled
          .apply(number)
          .forEach(
              (name, value) ->
                  measurements.add(
                      new Measurement(
                          new Metric(name, "", Direction.INFORMATION, "made up"), value)));
      return new Executed(
          TrialStatus.OK,
          ScenarioCalls.of(only, List.of(Transcript.ofText("a text").withLanguage("en"))),
          Optional.empty(),
          List.of(),
          measurements);
    }

    @Override
    public long loadNanos() {
      return (long) NANOS;
    }

    @Override
    public Optional<EffectiveSut> effective() {
      return Optional.of(
          new EffectiveSut("scripted", "1", "cpu", "none", "float32", Options.empty()));
    }

    @Override
    public boolean usable() {
      return true;
    }

    @Override
    public boolean isolated() {
      return true;
    }

    @Override
    public Ended close() {
      return new Ended(0, 0, List.of(), List.of());
    }
  }
}
