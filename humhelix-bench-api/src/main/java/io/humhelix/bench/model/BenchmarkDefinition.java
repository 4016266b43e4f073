package io.humhelix.bench.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is measured, under which conditions. Read from YAML, or built here in code: both give the
 * same. Immutable and thread-safe.
 */
public final class BenchmarkDefinition {

  private final String name;
  private final Optional<Path> base;
  private final Optional<Path> models;
  private final List<Workload> workloads;
  private final List<SutSpec> suts;
  private final Matrix matrix;
  private final Scenario scenario;
  private final TrialPolicy trials;
  private final AccuracyPolicy accuracy;
  private final Isolation isolation;
  private final WorkerSettings worker;
  private final Optional<Path> output;

  private BenchmarkDefinition(Builder builder) {
    name = builder.name;
    base = builder.base;
    models = builder.models;
    workloads = List.copyOf(builder.workloads);
    suts = List.copyOf(builder.suts);
    matrix = builder.matrix;
    scenario = builder.scenario;
    trials = builder.trials;
    accuracy = builder.accuracy;
    isolation = builder.isolation;
    worker = builder.worker;
    output = builder.output;
  }

  /**
   * Starts a definition.
   *
   * @param name what is measured, for people
   * @return an empty builder
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /**
   * Returns a builder that holds all of this definition, to derive another one.
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
    copy.output = output;
    return copy;
  }

  /**
   * Returns the name.
   *
   * @return not blank
   */
  public String name() {
    return name;
  }

  /**
   * Returns the folder against which relative paths in options are resolved.
   *
   * @return the definition file's folder; empty means the working directory
   */
  public Optional<Path> base() {
    return base;
  }

  /**
   * Returns the folder in which models are looked up by name.
   *
   * @return the folder, or empty: then models are given by path
   */
  public Optional<Path> models() {
    return models;
  }

  /**
   * Returns the workloads.
   *
   * @return at least one, names unique
   */
  public List<Workload> workloads() {
    return workloads;
  }

  /**
   * Returns the systems under test before the matrix is applied.
   *
   * @return at least one, names unique
   */
  public List<SutSpec> suts() {
    return suts;
  }

  /**
   * Returns the variations of the systems under test.
   *
   * @return {@link Matrix#NONE} by default
   */
  public Matrix matrix() {
    return matrix;
  }

  /**
   * Returns when clips are handed to the system under test.
   *
   * @return single-stream by default
   */
  public Scenario scenario() {
    return scenario;
  }

  /**
   * Returns counts, order and deadlines.
   *
   * @return {@link TrialPolicy#DEFAULT} by default
   */
  public TrialPolicy trials() {
    return trials;
  }

  /**
   * Returns how texts are scored.
   *
   * @return {@link AccuracyPolicy#DEFAULT} by default
   */
  public AccuracyPolicy accuracy() {
    return accuracy;
  }

  /**
   * Returns where the live systems run.
   *
   * @return in-process by default
   */
  public Isolation isolation() {
    return isolation;
  }

  /**
   * Returns what worker processes get beside the harness' own choice.
   *
   * @return never null
   */
  public WorkerSettings worker() {
    return worker;
  }

  /**
   * Returns the folder of the results file.
   *
   * @return the folder, or empty: then the harness needs one from its caller, or writes none
   */
  public Optional<Path> output() {
    return output;
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
    private Optional<Path> output = Optional.empty();

    private Builder(String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("the name of the benchmark is blank");
      }
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
     * Sets when clips are handed to the system under test.
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
     * Sets what worker processes get beside the harness' own choice.
     *
     * @param value JVM arguments and names of environment variables
     * @return this builder
     */
    public Builder worker(WorkerSettings value) {
      worker = Objects.requireNonNull(value, "worker");
      return this;
    }

    /**
     * Sets the folder of the results file.
     *
     * @param folder created when missing
     * @return this builder
     */
    public Builder output(Path folder) {
      output = Optional.of(folder);
      return this;
    }

    /**
     * Builds the definition. Whether backends, models and audio exist is checked when it is run.
     *
     * @return the definition
     * @throws IllegalArgumentException if there is no workload or no system under test, if a name
     *     stands twice, or if a system names a workload that is not there
     */
    public BenchmarkDefinition build() {
      requireUnique("workload", workloads.stream().map(Workload::name).toList());
      requireUnique("system under test", suts.stream().map(SutSpec::name).toList());
      List<String> known = workloads.stream().map(Workload::name).toList();
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
      return new BenchmarkDefinition(this);
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
  }
}
