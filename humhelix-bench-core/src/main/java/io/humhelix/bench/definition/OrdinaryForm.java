package io.humhelix.bench.definition;

import io.humhelix.bench.internal.plan.MatrixChecks;
import io.humhelix.bench.internal.plan.PlanProblem;
import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Matrix;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.WorkerSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a definition of our own form. */
final class OrdinaryForm {

  private final Section top;
  private final Folder base;
  private final Overrides overrides;
  private final Problems problems;

  OrdinaryForm(Section top, Folder base, Overrides overrides) {
    this.top = top;
    this.base = base;
    this.overrides = overrides;
    this.problems = top.problems();
  }

  /** Returns the definition; empty if there are problems, which are reported. */
  Optional<BenchmarkDefinition> read() {
    Optional<String> name = top.required("name", "what is measured, for people");
    Optional<Path> models = folder("models", overrides.models());
    Optional<Path> output = folder("output", overrides.output());
    Scenario scenario = ScenarioForm.read(top);
    Isolation isolation = top.choice("isolation", isolations(), Set.of()).orElse(Isolation.PROCESS);
    WorkerSettings worker = WorkerForm.read(top);
    TrialPolicy trials = PolicyForm.trials(top, overrides);
    AccuracyPolicy accuracy = PolicyForm.accuracy(top);
    Expectations expectations = new ExpectationsForm(top, base).read();
    WorkloadForm.Workloads workloads =
        new WorkloadForm(
                overrides.workloads().map(Folder::of).orElse(base), accuracy.gates(), problems)
            .read(top);
    SutForm.Suts suts = new SutForm(base, overrides, workloads.names(), problems).read(top);
    MatrixForm form = new MatrixForm(top);
    Matrix written = form.read(top);
    OptionSettings settings = new OptionSettings(overrides.settings(), problems);
    if (suts.complete()) {
      MatrixChecks.problems(written, suts.names(), workloads.names()).forEach(form::report);
      settings.check(suts.names(), written);
    }
    if (!problems.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    OverriddenMatrix matrix = OverriddenMatrix.of(written, fixed(settings));
    BenchmarkDefinition.Builder builder =
        BenchmarkDefinition.builder(name.get())
            .workloads(workloads.built())
            .suts(settings.apply(suts.built()))
            .matrix(matrix.matrix())
            .scenario(scenario)
            .isolation(isolation)
            .worker(worker)
            .trials(trials)
            .accuracy(accuracy)
            .expectations(expectations)
            .base(base.path());
    models.ifPresent(builder::models);
    output.ifPresent(builder::output);
    BenchmarkDefinition definition = builder.build();
    for (PlanProblem problem : RunConfigs.check(definition)) {
      form.report(matrix.inFile(problem));
    }
    return Optional.of(definition);
  }

  private static Map<String, Isolation> isolations() {
    Map<String, Isolation> words = new LinkedHashMap<>();
    words.put(Isolation.PROCESS.word(), Isolation.PROCESS);
    words.put(Isolation.IN_PROCESS.word(), Isolation.IN_PROCESS);
    return words;
  }

  private Optional<Path> folder(String key, Optional<Path> override) {
    Optional<Path> own = top.folder(key, base);
    return override.map(folder -> Folder.of(folder).path()).or(() -> own);
  }

  private Map<String, Object> fixed(OptionSettings settings) {
    Map<String, Object> fixed = new LinkedHashMap<>(settings.fixed());
    overrides.backend().ifPresent(value -> fixed.put("backend", value));
    overrides.device().ifPresent(value -> fixed.put("device", value));
    overrides.computeType().ifPresent(value -> fixed.put("compute_type", value));
    return fixed;
  }
}
