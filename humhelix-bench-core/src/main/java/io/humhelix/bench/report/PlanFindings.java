package io.humhelix.bench.report;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the checks before a run found, as text: run configs with findings of the same kinds
 * together, and what is said in the same words once, as a run tells why it refused them.
 */
public final class PlanFindings {

  private static final String INDENT = "  ";

  /** Run configs that are told together. */
  private record Alike(boolean refused, List<String> kinds) {}

  private PlanFindings() {}

  /**
   * Returns the text.
   *
   * @param issues what was found of each run config, in the order of the plan
   * @param symbols for the output
   * @return a block for each group, each after an empty line; empty if nothing was found
   */
  public static String text(Map<RunConfig, List<Issue>> issues, Symbols symbols) {
    Map<Alike, List<RunConfig>> groups = new LinkedHashMap<>();
    issues.forEach(
        (config, found) -> {
          if (!found.isEmpty()) {
            List<String> kinds =
                found.stream().map(issue -> RunFinding.of(issue).kind()).distinct().toList();
            boolean refused = found.stream().anyMatch(one -> one.severity() == Severity.ERROR);
            groups.computeIfAbsent(new Alike(refused, kinds), any -> new ArrayList<>()).add(config);
          }
        });
    RunConfigNames names = RunConfigNames.of(List.copyOf(issues.keySet()));
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (alike, configs) -> {
          Findings findings = new Findings();
          configs.forEach(
              config ->
                  issues.get(config).forEach(issue -> findings.add(RunFinding.of(issue), config)));
          List<String> lines =
              new ArrayList<>(
                  RunConfigNames.wrap(
                      names.text(configs) + (alike.refused() ? ": would be REFUSED" : ":"),
                      INDENT + INDENT));
          lines.addAll(findings.lines(names, INDENT, false, symbols));
          text.append('\n');
          lines.forEach(line -> text.append(line).append('\n'));
        });
    return text.toString();
  }
}
