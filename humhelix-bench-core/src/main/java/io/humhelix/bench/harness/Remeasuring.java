package io.humhelix.bench.harness;

import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.plan.Counterparts;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.preflight.PreflightCheck;
import io.humhelix.bench.internal.provenance.Fingerprints;
import io.humhelix.bench.internal.provider.ProviderRegistry;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.Fork;
import io.humhelix.bench.internal.run.ForkFactory;
import io.humhelix.bench.model.Remeasured;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RemeasuredBaseline;
import io.humhelix.bench.store.StoredForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Adds systems of a baseline to a run, to be measured again in the same blocks as what is compared
 * with them: both then had the same machine. What is not to be had here is told with its reason.
 */
final class Remeasuring {

  private static final String MARK = " (baseline)";

  private final CheckedRun run;
  private final ProviderRegistry registry;
  private final PreflightCheck preflight;

  Remeasuring(CheckedRun run, ProviderRegistry registry, PreflightCheck preflight) {
    this.run = run;
    this.registry = registry;
    this.preflight = preflight;
  }

  /**
   * Adds what is to be had of a baseline, as far as that is known without loading a system.
   *
   * @param models hashes of model files, each made once
   */
  CheckedRun of(RunResult baseline, Fingerprints models) {
    Counterparts<RunConfigResult, CheckedRunConfig> counterparts =
        new Counterparts<>(
            baseline.candidates(),
            RunConfigResult::runConfig,
            run.configs(),
            CheckedRunConfig::runConfig);
    List<CheckedRunConfig> all = new ArrayList<>(run.configs());
    List<RemeasuredBaseline.Measured> systems = new ArrayList<>();
    List<RemeasuredBaseline.Left> left = new ArrayList<>();
    for (CheckedRunConfig now : run.configs()) {
      Optional<RunConfigResult> old = counterparts.of(now);
      if (old.isEmpty()) {
        continue;
      }
      BaselineSystem system = new BaselineSystem(baseline, old.get(), run, now, models);
      SutSpec sut = old.get().runConfig().sut();
      try {
        CheckedRunConfig found =
            system.find(name(sut.name()), preflight, registry.find(sut.backend()).isLive());
        all.add(found);
        systems.add(measured(found.runConfig()));
      } catch (BaselineSystem.NotToBeHad e) {
        left.add(new RemeasuredBaseline.Left(system.label(), true, e.getMessage()));
      }
    }
    for (RunConfigResult old : baseline.candidates()) {
      if (!counterparts.hasTaken(old)) {
        left.add(
            new RemeasuredBaseline.Left(
                StoredForm.label(old.runConfig()),
                false,
                "nothing in this run has its name, or asks for the same."));
      }
    }
    return new CheckedRun(
        run.definition(),
        all,
        run.workloads(),
        Optional.of(new RemeasuredBaseline(baseline.runId(), systems, left)));
  }

  private static RemeasuredBaseline.Measured measured(RunConfig config) {
    return new RemeasuredBaseline.Measured(
        config.id(), config.sut(), config.workload().name(), config.remeasured().orElseThrow());
  }

  /** A name that no system of the run has. */
  private String name(String original) {
    Set<String> taken =
        run.configs().stream().map(c -> c.runConfig().sut().name()).collect(Collectors.toSet());
    String name = original + MARK;
    for (int number = 2; taken.contains(name); number++) {
      name = original + MARK + " #" + number;
    }
    return name;
  }

  /** Adds what a run on disk measured again, as far as what is compared with it goes on. */
  CheckedRun again(RemeasuredBaseline stored) {
    Map<String, CheckedRunConfig> byId = new HashMap<>();
    run.configs().forEach(config -> byId.put(config.runConfig().id(), config));
    List<CheckedRunConfig> all = new ArrayList<>(run.configs());
    for (RemeasuredBaseline.Measured one : stored.systems()) {
      Optional<CheckedRunConfig> now = Optional.ofNullable(byId.get(one.of().counterpart()));
      Optional<RunConfig> config = one.in(run.definition());
      if (now.isPresent() && config.isPresent()) {
        RunConfig known = withSecrets(config.get(), now.get().runConfig().sut());
        all.add(preflight.check(run.definition(), known));
      }
    }
    return new CheckedRun(run.definition(), all, run.workloads(), Optional.of(stored));
  }

  private static RunConfig withSecrets(RunConfig config, SutSpec definition) {
    try {
      return new RunConfig(
          config.id(),
          BaselineSystem.withSecrets(config.sut(), definition),
          config.workload(),
          config.remeasured());
    } catch (BaselineSystem.NotToBeHad e) {
      // Its backend says what is wrong with the secret's hash.
      return config;
    }
  }

  /**
   * Loads each system of the baseline once, since only a live one tells what its engine is, and
   * takes those out whose engine is another one.
   *
   * @param cancelled whether to stop
   */
  static CheckedRun withTheirEngines(CheckedRun run, ForkFactory forks, BooleanSupplier cancelled) {
    RemeasuredBaseline asked = run.remeasured().orElseThrow();
    List<RemeasuredBaseline.Left> left = new ArrayList<>(asked.left());
    Map<SutSpec, Optional<String>> known = new HashMap<>();
    List<CheckedRunConfig> kept = new ArrayList<>();
    for (CheckedRunConfig config : run.configs()) {
      Optional<Remeasured> of = config.runConfig().remeasured();
      if (of.isPresent() && !cancelled.getAsBoolean()) {
        Optional<String> why =
            known.computeIfAbsent(
                config.runConfig().sut(), sut -> otherEngine(run, config, forks, of.get()));
        if (why.isPresent() && !cancelled.getAsBoolean()) {
          left.add(new RemeasuredBaseline.Left(of.get().label(), true, why.get()));
          continue;
        }
      }
      kept.add(config);
    }
    return new CheckedRun(
        run.definition(),
        kept,
        run.workloads(),
        Optional.of(
            new RemeasuredBaseline(
                asked.runId(),
                kept.stream()
                    .map(CheckedRunConfig::runConfig)
                    .filter(config -> config.remeasured().isPresent())
                    .map(Remeasuring::measured)
                    .toList(),
                left)));
  }

  private static Optional<String> otherEngine(
      CheckedRun run, CheckedRunConfig config, ForkFactory forks, Remeasured of) {
    Fork fork = forks.fork(config, run.workloadOf(config), 1, new Schedule(0));
    Optional<Failure> failure = fork.open();
    Optional<EffectiveSut> here = fork.effective();
    try {
      fork.close();
    } catch (IOException e) {
      return Optional.of("it left files that could not be put away: " + e.getMessage() + ".");
    }
    if (failure.isPresent()) {
      return Optional.of("it could not be loaded: " + failure.get().message());
    }
    return here.filter(effective -> !effective.hasEngineOf(of))
        .map(
            effective ->
                "engine "
                    + effective.engine()
                    + " "
                    + effective.engineVersion()
                    + " here, "
                    + of.engine().orElse("")
                    + " "
                    + of.engineVersion().orElse("")
                    + " in the baseline.");
  }
}
