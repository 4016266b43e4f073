package io.humhelix.bench.html;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.summary.NewestRuns;
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
 * @param last how many of the newest runs it shows; 0 for all
 * @param policy what counts as no change, by the definition of the run that is judged
 * @param audio whether clips can be played
 * @param folder where links to audio start; that of the page, once it is written to a file
 */
public record ReportRequest(
    List<Path> results,
    String title,
    Optional<RunResult> baseline,
    Optional<String> against,
    int last,
    Function<BenchmarkDefinition, ComparisonPolicy> policy,
    ReportAudio audio,
    Path folder) {

  public ReportRequest {
    results = List.copyOf(results);
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(baseline, "baseline");
    Objects.requireNonNull(against, "against");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(folder, "folder");
    if (last < 0) {
      throw new IllegalArgumentException("last is " + last + "; allowed: 0 or more");
    }
  }

  /**
   * Shows results.
   *
   * @param results results files, and folders of them
   * @return a request with defaults: no audio, and no comparison but of a run with what it measured
   *     again of its baseline
   */
  public static ReportRequest of(List<Path> results) {
    return new ReportRequest(
        results,
        "",
        Optional.empty(),
        Optional.empty(),
        0,
        definition -> ComparisonPolicy.DEFAULT.with(definition.expectations()),
        ReportAudio.NONE,
        Path.of(""));
  }

  /**
   * Gives it a title.
   *
   * @param its text; empty for one made from the results
   * @return a request that differs in this
   */
  public ReportRequest withTitle(String its) {
    return new ReportRequest(results, its, baseline, against, last, policy, audio, folder);
  }

  /**
   * Compares the newest run with another.
   *
   * @param run the baseline; empty for no comparison
   * @return a request that differs in this
   */
  public ReportRequest withBaseline(Optional<RunResult> run) {
    return new ReportRequest(results, title, run, against, last, policy, audio, folder);
  }

  /**
   * Shows the newest runs alone.
   *
   * @param runs how many; 0 for all
   * @return a request that differs in this
   */
  public ReportRequest withLast(int runs) {
    return new ReportRequest(results, title, baseline, against, runs, policy, audio, folder);
  }

  /**
   * Compares all systems with one of them.
   *
   * @param system its name; empty for no such comparison
   * @return a request that differs in this
   */
  public ReportRequest withAgainst(Optional<String> system) {
    return new ReportRequest(results, title, baseline, system, last, policy, audio, folder);
  }

  /**
   * Takes other tolerances.
   *
   * @param of what counts as no change, by the definition of the run that is judged
   * @return a request that differs in this
   */
  public ReportRequest withPolicy(Function<BenchmarkDefinition, ComparisonPolicy> of) {
    return new ReportRequest(results, title, baseline, against, last, of, audio, folder);
  }

  /**
   * Lets clips be played, or not.
   *
   * @param choice whether, and from where
   * @return a request that differs in this
   */
  public ReportRequest withAudio(ReportAudio choice) {
    return new ReportRequest(results, title, baseline, against, last, policy, choice, folder);
  }

  /** The same for a page in a file. */
  ReportRequest withPage(Path file) {
    Path its = file.toAbsolutePath().getParent();
    return new ReportRequest(results, title, baseline, against, last, policy, audio, its);
  }

  /** The same with the files of the newest runs in place of all. */
  ReportRequest withNewestAlone() throws StoreException {
    return last == 0
        ? this
        : new ReportRequest(
            NewestRuns.files(results, last), title, baseline, against, 0, policy, audio, folder);
  }
}
