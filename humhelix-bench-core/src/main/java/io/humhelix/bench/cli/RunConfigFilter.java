package io.humhelix.bench.cli;

import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.model.RunConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chooses run configs by patterns over system name, model, run config label and id. {@code *}
 * stands for any text, blanks and slashes included, {@code ?} for one character; anything else for
 * itself.
 */
final class RunConfigFilter implements Predicate<RunConfig> {

  private final List<Pattern> patterns;

  private RunConfigFilter(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Makes a filter.
   *
   * @param patterns none means all
   * @param all the run configs to choose from
   * @throws BadInputException if a pattern chooses none of them
   */
  static Predicate<RunConfig> of(List<String> patterns, List<RunConfig> all)
      throws BadInputException {
    if (patterns.isEmpty()) {
      return config -> true;
    }
    List<String> problems = new ArrayList<>();
    List<Pattern> compiled = new ArrayList<>();
    for (String pattern : patterns) {
      Pattern regex = compile(pattern);
      compiled.add(regex);
      if (all.stream().noneMatch(config -> matches(regex, config))) {
        problems.add(noMatch(pattern, all));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
    return new RunConfigFilter(compiled);
  }

  private static Pattern compile(String glob) {
    StringBuilder regex = new StringBuilder();
    for (char c : glob.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static String noMatch(String pattern, List<RunConfig> all) {
    Set<String> known = new LinkedHashSet<>();
    all.forEach(config -> known.add(config.sut().name()));
    all.forEach(config -> known.add(config.sut().model()));
    return "--only '"
        + pattern
        + "' matches no run config"
        + Suggestion.nearest(pattern, known)
            .map(best -> "; did you mean '" + best + "'?")
            .orElse("")
        + "\n"
        + "  run configs: "
        + String.join(", ", all.stream().map(config -> "'" + config.label() + "'").toList())
        + "\n"
        + "  give a system, a model, or the label of a run config; * and ? are wildcards";
  }

  private static boolean matches(Pattern pattern, RunConfig config) {
    return Stream.of(config.sut().name(), config.sut().model(), config.label(), config.id())
        .anyMatch(name -> pattern.matcher(name).matches());
  }

  @Override
  public boolean test(RunConfig config) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, config));
  }
}
