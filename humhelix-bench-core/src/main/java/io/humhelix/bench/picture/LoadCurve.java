package io.humhelix.bench.picture;

import io.humhelix.bench.result.RunResult;
import java.util.List;
import java.util.Objects;

/**
 * Offered load against latency, goodput and errors: how much a system takes. A curve goes through
 * the runs of one system under several loads, with the same workload, scenario and limit, on one
 * host.
 *
 * @param panels one for each host, scenario, limit and workload
 */
public record LoadCurve(List<Panel> panels) {

  /**
   * What is comparable.
   *
   * @param host name of the machine
   * @param scenario name of the scenario, with its chunks or batch
   * @param workload name of the workload
   * @param unit of the load; empty for a scenario without
   * @param limitPercentile the percentile that must hold the limit; NaN without a limit
   * @param limitSeconds the limit; NaN without
   * @param throughput {@code goodput} (answered within the limit) or, of files of old versions,
   *     {@code answered}
   * @param curves one a system
   * @param leftOut what has no place in the picture, in words
   */
  public record Panel(
      String host,
      String scenario,
      String workload,
      String unit,
      double limitPercentile,
      double limitSeconds,
      String throughput,
      List<Curve> curves,
      List<String> leftOut) {

    public Panel {
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(scenario, "scenario");
      Objects.requireNonNull(workload, "workload");
      curves = List.copyOf(curves);
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * One system under the loads that it was measured with.
   *
   * @param system its name, which has one colour in all pictures
   * @param label tells it from other curves of the panel
   * @param engines engines with their versions, several if these changed between the runs
   * @param points in rising order of the load; those that are not valid among them
   * @param peak found by a search; NaN without
   * @param steps loads that the search tried, in its order
   * @param heldUpTo highest load up to which every load held the limit; NaN if none did, or without
   *     a limit
   * @param missedFrom lowest load that was not held, or is not OK; NaN without
   */
  public record Curve(
      String system,
      String label,
      List<String> engines,
      List<LoadPoint> points,
      DrawnLevel peak,
      List<LoadStep> steps,
      double heldUpTo,
      double missedFrom) {

    public Curve {
      Objects.requireNonNull(system, "system");
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(peak, "peak");
      engines = List.copyOf(engines);
      points = List.copyOf(points);
      steps = List.copyOf(steps);
    }
  }

  public LoadCurve {
    panels = List.copyOf(panels);
  }

  /**
   * Makes the curves.
   *
   * @param runs of any scenario, those of several loads too; where two have the same system under
   *     the same load, the later one counts
   * @return a panel for each host, scenario, limit and workload under load; none for single-stream
   */
  public static LoadCurve of(List<RunResult> runs) {
    return new LoadCurve(LoadPanels.of(runs));
  }
}
