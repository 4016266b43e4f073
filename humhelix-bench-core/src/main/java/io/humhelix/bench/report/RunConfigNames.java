package io.humhelix.bench.report;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The names of some of a run's run configs, told as shortly as they can be. Immutable. */
public final class RunConfigNames {

  /** More names tell no more. */
  private static final int MOST = 4;

  private static final int MOST_LEFT = 2;

  /** A name up to so long is not broken between two lines. */
  private static final int LONGEST_WHOLE = 40;

  private static final char UNBROKEN = '\u00A0';

  private final List<RunConfig> all;

  private RunConfigNames(List<RunConfig> all) {
    this.all = all;
  }

  static RunConfigNames of(RunResult run) {
    return of(run.runConfigs().stream().map(RunConfigResult::runConfig).toList());
  }

  /**
   * Takes the run configs of a run.
   *
   * @param all of them
   * @return their names
   */
  public static RunConfigNames of(List<RunConfig> all) {
    return new RunConfigNames(all);
  }

  static String name(RunConfig config) {
    return DisplayText.oneLine(config.label());
  }

  /**
   * Returns text with names in it, wrapped for a terminal between names rather than within.
   *
   * @param line with names of {@link #text}
   * @param indent what the second line and those after it begin with
   * @return lines of at most 80 columns where there are places to break at
   */
  public static List<String> wrap(String line, String indent) {
    return DisplayText.wrap(line, indent).stream()
        .map(part -> part.replace(UNBROKEN, ' '))
        .toList();
  }

  /** A text of {@link #text} for where lines are not wrapped. */
  static String plain(String text) {
    return text.replace(UNBROKEN, ' ');
  }

  private static String whole(String name) {
    return DisplayText.width(name) <= LONGEST_WHOLE ? name.replace(' ', UNBROKEN) : name;
  }

  /**
   * Returns one name, several, all of a system or a workload, or all of the run.
   *
   * @param some one or more of the run
   * @return for {@link #wrap}
   */
  public String text(Collection<RunConfig> some) {
    // Two run configs of a run may have the same name, and are told once.
    Set<RunConfig> named = new LinkedHashSet<>(some);
    if (named.size() > 1 && named.containsAll(all)) {
      return named.size() == 2 ? "both run configs" : "all " + named.size() + " run configs";
    }
    List<RunConfig> others = all.stream().filter(config -> !named.contains(config)).toList();
    if (named.size() > MOST && others.size() <= MOST_LEFT) {
      return "all run configs but "
          + String.join("; ", others.stream().map(c -> whole(name(c))).toList());
    }
    List<String> bySystem = names(named, config -> config.sut().name(), "all of ");
    List<String> byWorkload = names(named, config -> config.workload().name(), "all systems on ");
    List<String> names = byWorkload.size() < bySystem.size() ? byWorkload : bySystem;
    int shown = names.size() <= MOST + 1 ? names.size() : MOST;
    String text = String.join("; ", names.subList(0, shown));
    return shown == names.size() ? text : text + " and " + (names.size() - shown) + " more";
  }

  /** The names, with one for each group of which nothing is missing. */
  private List<String> names(Set<RunConfig> some, Function<RunConfig, String> group, String title) {
    Map<String, List<RunConfig>> groups = new LinkedHashMap<>();
    some.forEach(
        config ->
            groups.computeIfAbsent(group.apply(config), any -> new ArrayList<>()).add(config));
    List<String> names = new ArrayList<>();
    groups.forEach(
        (key, members) -> {
          long whole = all.stream().filter(config -> group.apply(config).equals(key)).count();
          if (members.size() > 1 && members.size() == whole) {
            names.add(whole(DisplayText.oneLine(title + key)));
          } else {
            members.forEach(member -> names.add(whole(name(member))));
          }
        });
    return names;
  }
}
