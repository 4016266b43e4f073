package io.humhelix.bench.definition;

import java.util.Objects;

/**
 * A value for an option of one system under test, or of all of them.
 *
 * @param sut name of the system, or {@code *} for all
 * @param option name of the option
 * @param value the value as text: a YAML scalar, list in brackets or map in braces
 */
public record OptionSetting(String sut, String option, String value) {

  /** Stands for every system. */
  public static final String ALL = "*";

  private static final String FORM = "option=value for all systems, or sut.option=value for one";

  public OptionSetting {
    Objects.requireNonNull(value, "value");
    if (sut.isBlank() || option.isBlank()) {
      throw new IllegalArgumentException("the system or the option is blank; allowed: " + FORM);
    }
  }

  /**
   * Reads a setting from the text of a command line.
   *
   * @param text {@code option=value} for all systems, or {@code sut.option=value}; the last dot
   *     before the equals sign ends the system's name, which may have dots of its own, as in {@code
   *     tiny.en.beam_size=5}
   * @return the setting
   * @throws IllegalArgumentException if the text is of another form
   */
  public static OptionSetting parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(Quote.of(text) + " has no equals sign; allowed: " + FORM);
    }
    int dot = text.lastIndexOf('.', equals);
    return new OptionSetting(
        dot < 0 ? ALL : text.substring(0, dot).strip(),
        text.substring(dot + 1, equals).strip(),
        text.substring(equals + 1).strip());
  }

  /**
   * Reads the value as definitions have it.
   *
   * @return a Boolean, Long, Double, String, or a list or map of these
   * @throws IllegalArgumentException if it is none
   */
  public Object typed() {
    return OptionSettings.value(value.strip(), toString(), new Problems(toString()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Quote.of(this.toString())
                        + " has no value that can be read; allowed: text, a number, true or false,"
                        + " [a, list] or {a: map}"));
  }

  @Override
  public String toString() {
    return sut + "." + option + "=" + value;
  }
}
