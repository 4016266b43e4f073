package io.humhelix.bench.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to measure, under which conditions. Read it from YAML or build it in code: both give the
 * same. Running it checks whether backends, models and audio exist.
 *
 * @param name what is measured, for people; not blank
 * @param base folder against which relative paths in options are resolved: that of the definition
 *     file; empty means the working directory
 * @param models folder in which models are looked up by name; empty if models are given by path
 * @param workloads at least one, names unique
 * @param suts the systems under test before the matrix applies; at least one, names unique
 * @param matrix the variations of the systems under test
 * @param scenario when the system under test gets its clips
 * @param trials counts, order and deadlines
 * @param accuracy how texts are scored
 * @param isolation where the live systems run
 * @param worker additional settings of worker processes
 * @param expectations what the results are held against
 * @param output folder of the results file; if empty, the harness takes it from its caller or
 *     writes no file
 */
public record BenchmarkDefinition(
    String name,
    Optional<Path> base,
    Optional<Path> models,
    List<Workload> workloads,
    List<SutSpec> suts,
    Matrix matrix,
    Scenario scenario,
    TrialPolicy trials,
    AccuracyPolicy accuracy,
    Isolation isolation,
    WorkerSettings worker,
    Expectations expectations,
    Optional<Path> output) {

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if the name is blank, if there is no workload or no system
   *     under test, if a name appears twice, or if a system names a workload that does not exist
   */
  public BenchmarkDefinition {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(models, "models");
    Objects.requireNonNull(matrix, "matrix");
    Objects.requireNonNull(scenario, "scenario");
    Objects.requireNonNull(trials, "trials");
    Objects.requireNonNull(accuracy, "accuracy");
    Objects.requireNonNull(isolation, "isolation");
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(expectations, "expectations");
    Objects.requireNonNull(output, "output");
    workloads = List.copyOf(workloads);
    suts = List.copyOf(suts);
    requireName(name);
    List<String> known = workloads.stream().map(Workload::name).toList();
    requireUnique("workload", known);
    requireUnique("system under test", suts.stream().map(SutSpec::name).toList());
    for (SutSpec sut : suts) {
      for (String wanted : sut.workloads()) {
        if (!known.contains(wanted)) {
          throw new IllegalArgumentException(
              "system under test '"
                  + sut.name()
                  + "' names workload '"
                  + wanted
                  + "'; there are "
                  + known);
        }
      }
    }
  }

  private static void requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name of the benchmark is blank");
    }
  }

  private static void requireUnique(String what, List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("the definition has no " + what);
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) != i) {
        throw new IllegalArgumentException(
            "two " + what + " entries have the name '" + names.get(i) + "'");
      }
    }
  }

  /**
   * Starts building a definition.
   *
   * @param name what is measured, for people
   * @return an empty builder
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /**
   * Returns a builder with everything in this definition, to derive another.
   *
   * @return a builder
   */
  public Builder toBuilder() {
    Builder copy = new Builder(name);
    copy.base = base;
    copy.models = models;
    copy.workloads.addAll(workloads);
    copy.suts.addAll(suts);
    copy.matrix = matrix;
    copy.scenario = scenario;
    copy.trials = trials;
    copy.accuracy = accuracy;
    copy.isolation = isolation;
    copy.worker = worker;
    copy.expectations = expectations;
    copy.output = output;
    return copy;
  }

  /** Builds a {@link BenchmarkDefinition}. Not thread-safe. */
  public static final class Builder {

    private final String name;
    private Optional<Path> base = Optional.empty();
    private Optional<Path> models = Optional.empty();
    private final List<Workload> workloads = new ArrayList<>();
    private final List<SutSpec> suts = new ArrayList<>();
    private Matrix matrix = Matrix.NONE;
    private Scenario scenario = Scenario.SINGLE_STREAM;
    private TrialPolicy trials = TrialPolicy.DEFAULT;
    private AccuracyPolicy accuracy = AccuracyPolicy.DEFAULT;
    private Isolation isolation = Isolation.PROCESS;
    private WorkerSettings worker = WorkerSettings.DEFAULT;
    private Expectations expectations = Expectations.NONE;
    private Optional<Path> output = Optional.empty();

    private Builder(String name) {
      requireName(name);
      this.name = name;
    }

    /**
     * Sets the folder against which relative paths in options are resolved.
     *
     * @param folder the definition file's folder
     * @return this builder
     */
    public Builder base(Path folder) {
      base = Optional.of(folder);
      return this;
    }

    /**
     * Sets the folder in which models are looked up by name.
     *
     * @param folder the models folder
     * @return this builder
     */
    public Builder models(Path folder) {
      models = Optional.of(folder);
      return this;
    }

    /**
     * Adds workloads.
     *
     * @param more names unique within the definition
     * @return this builder
     */
    public Builder workload(Workload... more) {
      workloads.addAll(List.of(more));
      return this;
    }

    /**
     * Replaces the workloads.
     *
     * @param all names unique within the definition
     * @return this builder
     */
    public Builder workloads(List<Workload> all) {
      workloads.clear();
      workloads.addAll(all);
      return this;
    }

    /**
     * Adds systems under test.
     *
     * @param more names unique within the definition
     * @return this builder
     */
    public Builder sut(SutSpec... more) {
      suts.addAll(List.of(more));
      return this;
    }

    /**
     * Replaces the systems under test.
     *
     * @param all names unique within the definition
     * @return this builder
     */
    public Builder suts(List<SutSpec> all) {
      suts.clear();
      suts.addAll(all);
      return this;
    }

    /**
     * Sets the variations of the systems under test.
     *
     * @param value axes, include and exclude
     * @return this builder
     */
    public Builder matrix(Matrix value) {
      matrix = Objects.requireNonNull(value, "matrix");
      return this;
    }

    /**
     * Sets when the system under test gets its clips.
     *
     * @param value the scenario
     * @return this builder
     */
    public Builder scenario(Scenario value) {
      scenario = Objects.requireNonNull(value, "scenario");
      return this;
    }

    /**
     * Sets counts, order and deadlines.
     *
     * @param value the policy
     * @return this builder
     */
    public Builder trials(TrialPolicy value) {
      trials = Objects.requireNonNull(value, "trials");
      return this;
    }

    /**
     * Sets how texts are scored.
     *
     * @param value the policy
     * @return this builder
     */
    public Builder accuracy(AccuracyPolicy value) {
      accuracy = Objects.requireNonNull(value, "accuracy");
      return this;
    }

    /**
     * Sets where the live systems run.
     *
     * @param value the isolation
     * @return this builder
     */
    public Builder isolation(Isolation value) {
      isolation = Objects.requireNonNull(value, "isolation");
      return this;
    }

    /**
     * Sets additional settings of worker processes.
     *
     * @param value JVM arguments and names of environment variables
     * @return this builder
     */
    public Builder worker(WorkerSettings value) {
      worker = Objects.requireNonNull(value, "worker");
      return this;
    }

    /**
     * Sets what the results are held against.
     *
     * @param value baseline, tolerances and limits
     * @return this builder
     */
    public Builder expectations(Expectations value) {
      expectations = Objects.requireNonNull(value, "expectations");
      return this;
    }

    /**
     * Sets the folder of the results file.
     *
     * @param folder created if missing
     * @return this builder
     */
    public Builder output(Path folder) {
      output = Optional.of(folder);
      return this;
    }

    /**
     * Builds the definition. Running it checks whether backends, models and audio exist.
     *
     * @return the definition
     * @throws IllegalArgumentException if there is no workload or no system under test, if a name
     *     appears twice, or if a system names a workload that does not exist
     */
    public BenchmarkDefinition build() {
      return new BenchmarkDefinition(
          name,
          base,
          models,
          workloads,
          suts,
          matrix,
          scenario,
          trials,
          accuracy,
          isolation,
          worker,
          expectations,
          output);
    }
  }
}
