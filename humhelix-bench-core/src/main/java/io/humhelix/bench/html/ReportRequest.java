package io.humhelix.bench.html;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a report is to show.
 *
 * @param results results files, and folders of them; hum-helix's own too
 * @param title its title; empty for one made from the results
 * @param baseline what the newest run is compared with; empty for no comparison
 * @param against system of the baseline, or of the newest run where there is no baseline, that all
 *     others are compared with; empty for none
 * @param policy what counts as no change, by the definition of the run that is judged
 * @param audio whether clips can be played
 */
public record ReportRequest(
    List<Path> results,
    String title,
    Optional<RunResult> baseline,
    Optional<String> against,
    Function<BenchmarkDefinition, ComparisonPolicy> policy,
    ReportAudio audio) {

  public ReportRequest {
    results = List.copyOf(results);
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(baseline, "baseline");
    Objects.requireNonNull(against, "against");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(audio, "audio");
  }

  /**
   * Shows results.
   *
   * @param results results files, and folders of them
   * @return a request with defaults: no comparison but with what a run itself measured again, and
   *     no audio
   */
  public static ReportRequest of(List<Path> results) {
    return new ReportRequest(
        results,
        "",
        Optional.empty(),
        Optional.empty(),
        definition -> ComparisonPolicy.DEFAULT.with(definition.expectations()),
        ReportAudio.NONE);
  }

  /**
   * Returns this request with a title.
   *
   * @param text the page's title
   * @return a new request
   */
  public ReportRequest withTitle(String text) {
    return new ReportRequest(results, text, baseline, against, policy, audio);
  }

  /**
   * Returns this request with a comparison.
   *
   * @param run what the newest run is compared with
   * @return a new request
   */
  public ReportRequest withBaseline(RunResult run) {
    return new ReportRequest(results, title, Optional.of(run), against, policy, audio);
  }

  /**
   * Returns this request with a comparison of systems.
   *
   * @param system name of the system that all others are compared with
   * @return a new request
   */
  public ReportRequest withAgainst(String system) {
    return new ReportRequest(results, title, baseline, Optional.of(system), policy, audio);
  }

  /**
   * Returns this request with other tolerances.
   *
   * @param of what counts as no change, by the definition of the run that is judged
   * @return a new request
   */
  public ReportRequest withPolicy(Function<BenchmarkDefinition, ComparisonPolicy> of) {
    return new ReportRequest(results, title, baseline, against, of, audio);
  }

  /**
   * Returns this request with another choice of audio.
   *
   * @param choice whether clips can be played
   * @return a new request
   */
  public ReportRequest withAudio(ReportAudio choice) {
    return new ReportRequest(results, title, baseline, against, policy, choice);
  }
}
