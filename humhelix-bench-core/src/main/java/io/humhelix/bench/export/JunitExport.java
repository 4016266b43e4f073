package io.humhelix.bench.export;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.Decision;
import io.humhelix.bench.compare.Gate;
import io.humhelix.bench.compare.MetricComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Scale;
import io.humhelix.bench.store.StoredForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A comparison, or a run alone, as JUnit XML by the schema of Maven Surefire ({@code
 * surefire-test-report.xsd}). The class of a test case is the run config.
 *
 * <p>Of a comparison, there is one for each verdict that decides, named after the metric:
 *
 * <ul>
 *   <li>{@code failure}: a regression that the gate over all metrics confirms.
 *   <li>{@code error}: no valid trials, sides that are not comparable, or a run config that the
 *       candidate lacks.
 *   <li>{@code skipped}: undecided. It is for the exit code of {@code compare} to refuse that.
 *   <li>else passed.
 * </ul>
 *
 * <p>Of the run itself, with a comparison or alone, {@link RunCases} are named {@code valid}, and
 * after gates and limits.
 */
public final class JunitExport {

  private static final int DIGITS = 6;
  private static final double PERCENT = 100;

  /** What a test case ended as, in the words of the schema. */
  enum End {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  record TestCase(
      String className, String name, End end, String type, String message, String figures) {}

  private JunitExport() {}

  /**
   * Writes a test suite of a comparison, and of the run that was compared: whether its run configs
   * are valid, its gates, its limits.
   *
   * @param name of the suite, such as that of the definition
   * @param properties facts about both sides, such as their runs and hosts
   * @param comparison what was found
   * @param candidate the run that was compared
   * @param out where to
   * @throws ExportException if nothing was compared: an empty suite would pass
   * @throws IOException if it cannot be written
   */
  public static void write(
      String name,
      Map<String, String> properties,
      Comparison comparison,
      RunResult candidate,
      Appendable out)
      throws ExportException, IOException {
    List<TestCase> cases = cases(comparison);
    if (cases.isEmpty()) {
      throw new ExportException(
          "found no run config that both sides have; allowed: at least one, since a suite without"
              + " tests would pass. Compare runs of the same systems and workloads.");
    }
    cases.addAll(RunCases.of(candidate));
    suite(name, properties, cases, out);
  }

  /**
   * Writes a test suite of a run alone: whether its run configs are valid, its gates, its limits.
   *
   * @param name of the suite, such as that of the definition
   * @param properties facts about the run
   * @param run the run
   * @param out where to
   * @throws ExportException if the run has no run config: an empty suite would pass
   * @throws IOException if it cannot be written
   */
  public static void write(
      String name, Map<String, String> properties, RunResult run, Appendable out)
      throws ExportException, IOException {
    List<TestCase> cases = RunCases.of(run);
    if (cases.isEmpty()) {
      throw new ExportException(
          "found no run config in the run; allowed: at least one, since a suite without tests would"
              + " pass. Export a run that measured something.");
    }
    suite(name, properties, cases, out);
  }

  private static void suite(
      String name, Map<String, String> properties, List<TestCase> cases, Appendable out)
      throws IOException {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite")
        .append(attribute("name", name))
        .append(attribute("time", "0"))
        .append(attribute("tests", Integer.toString(cases.size())))
        .append(attribute("errors", count(cases, End.ERROR)))
        .append(attribute("skipped", count(cases, End.SKIPPED)))
        .append(attribute("failures", count(cases, End.FAILURE)))
        .append(">\n  <properties>\n");
    for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
      out.append("    <property")
          .append(attribute("name", property.getKey()))
          .append(attribute("value", property.getValue()))
          .append("/>\n");
    }
    out.append("  </properties>\n");
    for (TestCase one : cases) {
      append(one, out);
    }
    out.append("</testsuite>\n");
  }

  private static String count(List<TestCase> cases, End end) {
    return Long.toString(cases.stream().filter(one -> one.end() == end).count());
  }

  private static void append(TestCase one, Appendable out) throws IOException {
    out.append("  <testcase")
        .append(attribute("name", one.name()))
        .append(attribute("classname", one.className()))
        .append(attribute("time", "0"))
        .append(">\n");
    switch (one.end()) {
      case FAILURE, ERROR ->
          out.append("    <")
              .append(one.end() == End.FAILURE ? "failure" : "error")
              .append(attribute("message", one.message()))
              .append(attribute("type", one.type()))
              .append("/>\n");
      case SKIPPED ->
          out.append("    <skipped").append(attribute("message", one.message())).append("/>\n");
      default -> {}
    }
    if (!one.figures().isEmpty()) {
      out.append("    <system-out>")
          .append(XmlText.of(StoredForm.withoutSecrets(one.figures())))
          .append("</system-out>\n");
    }
    out.append("  </testcase>\n");
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + XmlText.of(StoredForm.withoutSecrets(value)) + "\"";
  }

  private static List<TestCase> cases(Comparison comparison) {
    Gate gate = comparison.gate();
    List<TestCase> cases = new ArrayList<>();
    for (RunConfigComparison pair : comparison.pairs()) {
      for (MetricComparison metric : pair.metrics()) {
        if (metric.primary()) {
          cases.add(
              testCase(
                  pair.label(),
                  metric.metric().name(),
                  Comparison.name(pair, metric),
                  metric.decision(),
                  gate,
                  figures(metric)));
        }
      }
      pair.failures()
          .decision()
          .ifPresent(
              decision ->
                  cases.add(
                      testCase(
                          pair.label(),
                          "failures",
                          Comparison.failures(pair),
                          decision,
                          gate,
                          decision.explanation())));
    }
    for (String label : comparison.missing()) {
      String found = "'" + label + "' is in the baseline alone.";
      cases.add(new TestCase(label, "measured", End.ERROR, "MISSING", found, ""));
    }
    return cases;
  }

  private static TestCase testCase(
      String className, String name, String gateName, Decision decision, Gate gate, String text) {
    Verdict verdict = decision.verdict();
    End end =
        gate.regressions().contains(gateName)
            ? End.FAILURE
            : verdict == Verdict.NOT_COMPARABLE || gate.invalid().contains(gateName)
                ? End.ERROR
                : gate.undecided().contains(gateName) ? End.SKIPPED : End.PASSED;
    return new TestCase(
        className,
        name,
        end,
        verdict.name(),
        verdict + ": " + decision.explanation(),
        text + "\nverdict: " + verdict);
  }

  /** Rates are in percent, as the metric's name says; changes are ratios, or points of percent. */
  private static String figures(MetricComparison metric) {
    double unit = ErrorUnit.isRate(metric.metric()) ? PERCENT : 1;
    boolean ratio = metric.decision().tolerance().scale() == Scale.LOG;
    double step = ratio ? 1 : unit;
    List<String> lines = new ArrayList<>();
    metric.baseline().ifPresent(e -> lines.add("baseline: " + number(unit * e.point())));
    metric.candidate().ifPresent(e -> lines.add("candidate: " + number(unit * e.point())));
    metric
        .decision()
        .change()
        .ifPresent(
            e ->
                lines.add(
                    (ratio ? "candidate / baseline: " : "candidate - baseline: ")
                        + number(step * e.point())
                        + e.interval()
                            .map(
                                i ->
                                    " ("
                                        + number(step * i.low())
                                        + " to "
                                        + number(step * i.high())
                                        + ")")
                            .orElse("")));
    lines.add("tolerance: " + number(step * metric.decision().tolerance().amount()));
    return String.join("\n", lines);
  }

  private static String number(double value) {
    return Double.isFinite(value)
        ? NumberText.significant(value, DIGITS)
        : value > 0 ? "infinity" : "-infinity";
  }
}
