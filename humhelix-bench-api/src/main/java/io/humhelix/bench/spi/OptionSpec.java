package io.humhelix.bench.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** An option of a backend. Immutable. */
public final class OptionSpec {

  /** The type of an option's values. */
  public enum Type {
    /** Text. */
    TEXT,
    /** A whole number. */
    INTEGER,
    /** A number. */
    NUMBER,
    /** True or false. */
    FLAG,
    /** A file or folder; relative paths are resolved against the definition file. */
    PATH,
    /** A list of numbers. */
    NUMBERS,
    /** A list of texts; a single text is a list of one. */
    TEXTS,
    /**
     * A list of files or folders; relative paths are resolved against the definition file, and a
     * single path is a list of one.
     */
    PATHS,
    /** Names and values, passed on unchanged. */
    MAP
  }

  private final String name;
  private final Type type;
  private final Optional<Object> defaultValue;
  private final String meaning;
  private final OptionalDouble minimum;
  private final OptionalDouble maximum;
  private final List<String> choices;

  private OptionSpec(
      String name,
      Type type,
      Optional<Object> defaultValue,
      String meaning,
      OptionalDouble minimum,
      OptionalDouble maximum,
      List<String> choices) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.defaultValue = defaultValue;
    this.meaning = Objects.requireNonNull(meaning, "meaning");
    this.minimum = minimum;
    this.maximum = maximum;
    this.choices = List.copyOf(choices);
  }

  /**
   * Declares an option without a default: if left out, it is not in effect.
   *
   * @param name lower case with underscores
   * @param type what values it takes
   * @param meaning half a line for people
   * @return the option
   */
  public static OptionSpec of(String name, Type type, String meaning) {
    return new OptionSpec(
        name,
        type,
        Optional.empty(),
        meaning,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of());
  }

  /**
   * Returns this option with a default. The harness fills it in, and results show it.
   *
   * @param value the default
   * @return a new option
   */
  public OptionSpec withDefault(Object value) {
    return new OptionSpec(name, type, Optional.of(value), meaning, minimum, maximum, choices);
  }

  /**
   * Returns this option with bounds; for numbers.
   *
   * @param least smallest value allowed
   * @param most largest value allowed
   * @return a new option
   */
  public OptionSpec between(double least, double most) {
    return new OptionSpec(
        name,
        type,
        defaultValue,
        meaning,
        OptionalDouble.of(least),
        OptionalDouble.of(most),
        choices);
  }

  /**
   * Returns this option limited to some texts.
   *
   * @param allowed the texts
   * @return a new option
   */
  public OptionSpec oneOf(String... allowed) {
    return new OptionSpec(name, type, defaultValue, meaning, minimum, maximum, List.of(allowed));
  }

  /**
   * Returns the name.
   *
   * @return lower case with underscores
   */
  public String name() {
    return name;
  }

  /**
   * Returns the type of its values.
   *
   * @return the type
   */
  public Type type() {
    return type;
  }

  /**
   * Returns the default.
   *
   * @return empty if there is none: the option is then not in effect when left out
   */
  public Optional<Object> defaultValue() {
    return defaultValue;
  }

  /**
   * Returns what it does.
   *
   * @return half a line for people
   */
  public String meaning() {
    return meaning;
  }

  /**
   * Returns the smallest value allowed.
   *
   * @return empty if unbounded
   */
  public OptionalDouble minimum() {
    return minimum;
  }

  /**
   * Returns the largest value allowed.
   *
   * @return empty if unbounded
   */
  public OptionalDouble maximum() {
    return maximum;
  }

  /**
   * Returns the texts allowed.
   *
   * @return empty if any text is allowed
   */
  public List<String> choices() {
    return choices;
  }
}
