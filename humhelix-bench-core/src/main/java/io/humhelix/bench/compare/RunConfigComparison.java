package io.humhelix.bench.compare;

import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.store.StoredForm;
import java.util.List;

/**
 * Two run configs, metric by metric.
 *
 * @param baseline the run config that is compared with
 * @param candidate the run config that is judged
 * @param paired whether their forks were run in turn, in the blocks of one run
 * @param metrics primary ones first
 * @param failures how often either side failed
 * @param changedClips clips of which the sides wrote something else: those with more errors first,
 *     most first; none where audio, references or normalisers differ
 * @param notes what a reader should know, one sentence each
 * @param notCompared what could have been compared, and why it was not, one sentence each
 * @param differences conditions in which the sides are not alike, and should be
 * @param declared conditions in which they are not alike, and are meant not to be
 */
public record RunConfigComparison(
    RunConfigResult baseline,
    RunConfigResult candidate,
    boolean paired,
    List<MetricComparison> metrics,
    FailureComparison failures,
    List<ChangedClip> changedClips,
    List<String> notes,
    List<String> notCompared,
    List<ConditionDifference> differences,
    List<ConditionDifference> declared) {

  public RunConfigComparison {
    metrics = List.copyOf(metrics);
    changedClips = List.copyOf(changedClips);
    notes = List.copyOf(notes);
    notCompared = List.copyOf(notCompared);
    differences = List.copyOf(differences);
    declared = List.copyOf(declared);
  }

  RunConfigComparison with(List<ChangedClip> clips, List<String> omitted) {
    return new RunConfigComparison(
        baseline,
        candidate,
        paired,
        metrics,
        failures,
        clips,
        notes,
        omitted,
        differences,
        declared);
  }

  /**
   * Returns the name for people.
   *
   * @return the candidate's label, with the baseline's system where that has another name; one that
   *     was measured again counts by its name in the baseline
   */
  public String label() {
    String label = StoredForm.label(candidate.runConfig());
    String before =
        baseline
            .runConfig()
            .remeasured()
            .map(again -> StoredForm.withoutSecrets(again.label()))
            .orElseGet(() -> StoredForm.label(baseline.runConfig()));
    return before.equals(label)
        ? label
        : label + " against " + StoredForm.withoutSecrets(baseline.runConfig().sut().name());
  }
}
