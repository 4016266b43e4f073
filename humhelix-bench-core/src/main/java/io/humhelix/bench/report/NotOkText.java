package io.humhelix.bench.report;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why run configs have no valid numbers: run configs with the same reasons together. */
final class NotOkText {

  private static final String INDENT = "  ";

  /**
   * Run configs that are told together.
   *
   * @param status theirs
   * @param kinds what a reader looks for in their reasons
   */
  private record Fate(TrialStatus status, List<String> kinds) {}

  private NotOkText() {}

  static List<String> lines(RunResult run, RunConfigNames names, Symbols symbols) {
    Map<Fate, List<RunConfigResult>> fates = new LinkedHashMap<>();
    for (RunConfigResult config : run.runConfigs()) {
      if (config.status() != TrialStatus.OK) {
        List<String> kinds =
            reasons(config).keySet().stream().map(RunFinding::kind).distinct().toList();
        fates
            .computeIfAbsent(new Fate(config.status(), kinds), any -> new ArrayList<>())
            .add(config);
      }
    }
    List<String> lines = new ArrayList<>();
    fates.forEach(
        (fate, alike) -> {
          lines.addAll(
              title(
                  names.text(alike.stream().map(RunConfigResult::runConfig).toList()),
                  fate.status(),
                  symbols));
          if (fate.status() == TrialStatus.CANCELLED) {
            lines.add(
                run.cancelled()
                    ? "  cancelled before it finished"
                    : "  the run ended before it started; see the notes");
          } else if (fate.kinds().isEmpty()) {
            lines.add("  no reason was recorded");
          }
          Findings findings = new Findings();
          for (RunConfigResult config : alike) {
            RunConfig of = config.runConfig();
            reasons(config).forEach((finding, trials) -> findings.add(finding, of, trials));
          }
          lines.addAll(findings.lines(names, INDENT, false, symbols));
        });
    return lines;
  }

  /** The status may stand on a line of its own where the names are long. */
  private static List<String> title(String names, TrialStatus status, Symbols symbols) {
    List<String> lines =
        new ArrayList<>(RunConfigNames.wrap(names + ": " + status, INDENT + INDENT));
    int last = lines.size() - 1;
    String line = lines.get(last);
    lines.set(
        last,
        line.substring(0, line.length() - status.name().length()) + symbols.paint(status.name()));
    return lines;
  }

  /** Errors and failures; where there are none, all that was found. */
  static Map<RunFinding, Integer> reasons(RunConfigResult config) {
    Map<RunFinding, Integer> found = Findings.of(config);
    boolean told = found.keySet().stream().anyMatch(RunFinding::isReason);
    return found.entrySet().stream()
        .filter(one -> !told || one.getKey().isReason())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }
}
