package io.humhelix.bench.internal.preflight;

import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OptionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks the options of a definition against those that a backend declares, and fills in defaults.
 *
 * @param effective options that are right, and the declared defaults of those left out
 * @param issues what is wrong with the others
 */
public record OptionCheck(Options effective, List<Issue> issues) {

  /**
   * Checks.
   *
   * @param base what relative paths are relative to; empty for the working directory
   */
  public static OptionCheck of(
      String backend, List<OptionSpec> known, Options asked, Optional<Path> base) {
    List<Issue> issues = new ArrayList<>();
    Options effective = Options.empty();
    for (OptionSpec spec : known) {
      Optional<Object> given = asked.get(spec.name());
      if (given.isEmpty()) {
        if (spec.defaultValue().isPresent()) {
          // A default path is relative to the definition file too.
          Object value = spec.defaultValue().get();
          effective = effective.with(spec.name(), convert(spec, value, base).orElse(value));
        }
        continue;
      }
      Optional<Object> value = convert(spec, given.get(), base);
      if (value.isPresent() && withinBounds(spec, value.get())) {
        effective = effective.with(spec.name(), value.get());
      } else {
        issues.add(
            Issue.error(
                "option-invalid",
                "option "
                    + spec.name()
                    + " is '"
                    + Redaction.value(spec.name(), given.get())
                    + "'; allowed: "
                    + allowed(spec)
                    + ".",
                "Correct it, or leave it out"
                    + spec.defaultValue().map(d -> " for the default " + d).orElse("")
                    + "."));
      }
    }
    for (Map.Entry<String, Object> entry : asked.asMap().entrySet()) {
      if (known.stream().noneMatch(spec -> spec.name().equals(entry.getKey()))) {
        issues.add(unknown(backend, known, entry.getKey()));
      }
    }
    return new OptionCheck(effective, issues);
  }

  private static Issue unknown(String backend, List<OptionSpec> known, String name) {
    List<String> names = known.stream().map(OptionSpec::name).sorted().toList();
    String suggestion =
        Suggestion.nearest(name, names).map(s -> "Did you mean " + s + "?").orElse("Leave it out.");
    return Issue.error(
        "option-unknown",
        "backend '"
            + backend
            + "' has no option '"
            + name
            + "'; it has "
            + (names.isEmpty() ? "none" : String.join(", ", names))
            + ".",
        suggestion);
  }

  private static Optional<Object> convert(OptionSpec spec, Object value, Optional<Path> base) {
    boolean number = value instanceof Long || value instanceof Double;
    return switch (spec.type()) {
      case TEXT -> value instanceof String ? Optional.of(value) : Optional.empty();
      case FLAG -> value instanceof Boolean ? Optional.of(value) : Optional.empty();
      case INTEGER -> value instanceof Long ? Optional.of(value) : Optional.empty();
      case NUMBER -> number ? Optional.of(((Number) value).doubleValue()) : Optional.empty();
      case PATH ->
          value instanceof String text ? Optional.of(resolved(text, base)) : Optional.empty();
      case NUMBERS ->
          value instanceof List<?> list
                  && list.stream().allMatch(e -> e instanceof Long || e instanceof Double)
              ? Optional.of(value)
              : number ? Optional.of(List.of(value)) : Optional.empty();
      case TEXTS ->
          value instanceof List<?> list && list.stream().allMatch(e -> e instanceof String)
              ? Optional.of(value)
              : value instanceof String ? Optional.of(List.of(value)) : Optional.empty();
      case PATHS ->
          value instanceof List<?> list && list.stream().allMatch(e -> e instanceof String)
              ? Optional.of(list.stream().map(e -> resolved((String) e, base)).toList())
              : value instanceof String text
                  ? Optional.of(List.of(resolved(text, base)))
                  : Optional.empty();
      case MAP -> value instanceof Map<?, ?> ? Optional.of(value) : Optional.empty();
    };
  }

  private static String resolved(String path, Optional<Path> base) {
    return base.map(b -> b.resolve(path)).orElse(Path.of(path)).toString();
  }

  private static boolean withinBounds(OptionSpec spec, Object value) {
    if (value instanceof Number number) {
      double n = number.doubleValue();
      return (spec.minimum().isEmpty() || n >= spec.minimum().getAsDouble())
          && (spec.maximum().isEmpty() || n <= spec.maximum().getAsDouble());
    }
    return spec.choices().isEmpty() || spec.choices().contains(value);
  }

  private static String allowed(OptionSpec spec) {
    if (!spec.choices().isEmpty()) {
      return spec.choices().stream().collect(Collectors.joining(", "));
    }
    String type =
        switch (spec.type()) {
          case TEXT -> "a text";
          case FLAG -> "true or false";
          case INTEGER -> "a whole number";
          case NUMBER -> "a number";
          case PATH -> "a path";
          case NUMBERS -> "a list of numbers";
          case TEXTS -> "a list of texts";
          case PATHS -> "a list of paths";
          case MAP -> "names and values";
        };
    if (spec.minimum().isPresent() && spec.maximum().isPresent()) {
      return type
          + " from "
          + plain(spec.minimum().getAsDouble())
          + " to "
          + plain(spec.maximum().getAsDouble());
    }
    return type;
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }
}
