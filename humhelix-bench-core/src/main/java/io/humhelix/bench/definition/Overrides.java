package io.humhelix.bench.definition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Values that replace those of a definition file, usually from a command line. They apply to both
 * forms of definitions. Immutable and thread-safe.
 *
 * <p>A backend, device or compute type, and an option set for all systems, holds for the whole
 * definition: it replaces the matrix' axis of the same key and the value in its {@code include}
 * entries, and {@code exclude} entries for its other values are dropped, since they exclude
 * nothing. Include entries that varied nothing else are dropped too.
 */
public final class Overrides {

  /** The definition as it is. */
  public static final Overrides NONE = builder().build();

  private final Optional<String> backend;
  private final Optional<String> device;
  private final Optional<String> computeType;
  private final Optional<Path> workloads;
  private final Optional<Path> models;
  private final Optional<Path> output;
  private final OptionalInt trials;
  private final OptionalInt warmUpTrials;
  private final OptionalInt forks;
  private final List<OptionSetting> settings;

  private Overrides(Builder builder) {
    backend = builder.backend;
    device = builder.device;
    computeType = builder.computeType;
    workloads = builder.workloads;
    models = builder.models;
    output = builder.output;
    trials = builder.trials;
    warmUpTrials = builder.warmUpTrials;
    forks = builder.forks;
    settings = List.copyOf(builder.settings);
  }

  /**
   * Starts with no overrides.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads an option setting from the text of a command line.
   *
   * @param text {@code option=value} for all systems, or {@code sut.option=value}
   * @return the setting
   * @throws IllegalArgumentException if the text is of another form
   */
  public static OptionSetting parseSet(String text) {
    return OptionSetting.parse(text);
  }

  /**
   * Returns the backend of all systems.
   *
   * @return an id, or empty
   */
  public Optional<String> backend() {
    return backend;
  }

  /**
   * Returns the device of all systems.
   *
   * @return text of the form {@code cuda} or {@code cuda:1}, or empty
   */
  public Optional<String> device() {
    return device;
  }

  /**
   * Returns the compute type of all systems.
   *
   * @return a compute type, or empty
   */
  public Optional<String> computeType() {
    return computeType;
  }

  /**
   * Returns the folder in which relative paths of workloads are looked up.
   *
   * @return a folder, or empty: that of the definition file
   */
  public Optional<Path> workloads() {
    return workloads;
  }

  /**
   * Returns the models folder.
   *
   * @return a folder, or empty
   */
  public Optional<Path> models() {
    return models;
  }

  /**
   * Returns the output folder.
   *
   * @return a folder, or empty
   */
  public Optional<Path> output() {
    return output;
  }

  /**
   * Returns the number of measured trials.
   *
   * @return a count, or empty
   */
  public OptionalInt trials() {
    return trials;
  }

  /**
   * Returns the number of warm-up trials after the first pass.
   *
   * @return a count, or empty
   */
  public OptionalInt warmUpTrials() {
    return warmUpTrials;
  }

  /**
   * Returns the number of forks per run config.
   *
   * @return a count, or empty
   */
  public OptionalInt forks() {
    return forks;
  }

  /**
   * Returns values of options; later values win.
   *
   * @return in the order in which they were given
   */
  public List<OptionSetting> settings() {
    return settings;
  }

  /**
   * Builds {@link Overrides}. Values are checked when they are applied, so that they are reported
   * together with the problems of the file. Not thread-safe.
   */
  public static final class Builder {

    private Optional<String> backend = Optional.empty();
    private Optional<String> device = Optional.empty();
    private Optional<String> computeType = Optional.empty();
    private Optional<Path> workloads = Optional.empty();
    private Optional<Path> models = Optional.empty();
    private Optional<Path> output = Optional.empty();
    private OptionalInt trials = OptionalInt.empty();
    private OptionalInt warmUpTrials = OptionalInt.empty();
    private OptionalInt forks = OptionalInt.empty();
    private final List<OptionSetting> settings = new ArrayList<>();

    private Builder() {}

    /**
     * Sets the backend of all systems.
     *
     * @param id id of a backend
     * @return this builder
     */
    public Builder backend(String id) {
      backend = Optional.of(id);
      return this;
    }

    /**
     * Sets the device of all systems.
     *
     * @param text such as {@code cpu} or {@code cuda:1}
     * @return this builder
     */
    public Builder device(String text) {
      device = Optional.of(text);
      return this;
    }

    /**
     * Sets the compute type of all systems.
     *
     * @param word such as {@code q5_1}
     * @return this builder
     */
    public Builder computeType(String word) {
      computeType = Optional.of(word);
      return this;
    }

    /**
     * Sets the folder in which relative paths of workloads are looked up.
     *
     * @param folder a folder
     * @return this builder
     */
    public Builder workloads(Path folder) {
      workloads = Optional.of(folder);
      return this;
    }

    /**
     * Sets the models folder.
     *
     * @param folder a folder
     * @return this builder
     */
    public Builder models(Path folder) {
      models = Optional.of(folder);
      return this;
    }

    /**
     * Sets the output folder.
     *
     * @param folder a folder
     * @return this builder
     */
    public Builder output(Path folder) {
      output = Optional.of(folder);
      return this;
    }

    /**
     * Sets the number of measured trials.
     *
     * @param count 1 or more
     * @return this builder
     */
    public Builder trials(int count) {
      trials = OptionalInt.of(count);
      return this;
    }

    /**
     * Sets the number of warm-up trials after the first pass.
     *
     * @param count 0 or more
     * @return this builder
     */
    public Builder warmUpTrials(int count) {
      warmUpTrials = OptionalInt.of(count);
      return this;
    }

    /**
     * Sets the number of forks per run config.
     *
     * @param count 1 or more
     * @return this builder
     */
    public Builder forks(int count) {
      forks = OptionalInt.of(count);
      return this;
    }

    /**
     * Sets an option.
     *
     * @param setting system, option and value
     * @return this builder
     */
    public Builder set(OptionSetting setting) {
      settings.add(Objects.requireNonNull(setting, "setting"));
      return this;
    }

    /**
     * Sets an option.
     *
     * @param sut name of a system, or {@code *} for all
     * @param option name of the option
     * @param value a YAML scalar, list in brackets or map in braces
     * @return this builder
     */
    public Builder set(String sut, String option, String value) {
      return set(new OptionSetting(sut, option, value));
    }

    /**
     * Builds the overrides.
     *
     * @return the overrides
     */
    public Overrides build() {
      return new Overrides(this);
    }
  }
}
