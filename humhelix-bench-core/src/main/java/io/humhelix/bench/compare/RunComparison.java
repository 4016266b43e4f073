package io.humhelix.bench.compare;

import io.humhelix.bench.store.RecordedRun;
import io.humhelix.bench.store.RecordedRunConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares runs, just measured or stored. Within one run the forks of two run configs were
 * interleaved and are compared in pairs, block by block; forks of two runs are compared by Welch's
 * t.
 */
public final class RunComparison {

  /** Facts that differ between systems under test, and are meant to when these are compared. */
  private static final Set<String> SYSTEM = Set.of("sut", "effective");

  private RunComparison() {}

  /**
   * Compares every run config of a run with the same one of an earlier run: the one that asked for
   * the same, or else the one with the same names of system and workload.
   *
   * @param reference the old run
   * @param candidate the new run
   * @param policy tolerances and factors
   * @return verdicts; what has no counterpart is named
   */
  public static Comparison between(
      RecordedRun reference, RecordedRun candidate, ComparisonPolicy policy) {
    List<RunConfigComparison> pairs = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    Set<RecordedRunConfig> met = new HashSet<>();
    for (RecordedRunConfig now : candidate.runConfigs()) {
      Optional<RecordedRunConfig> old = counterpart(reference, now);
      if (old.isPresent()) {
        met.add(old.get());
        pairs.add(new PairComparison(reference, old.get(), candidate, now, policy).compare());
      } else {
        unmatched.add("'" + now.label() + "' is in the candidate alone");
      }
    }
    reference.runConfigs().stream()
        .filter(old -> !met.contains(old))
        .forEach(old -> unmatched.add("'" + old.label() + "' is in the reference alone"));
    return new Comparison(pairs, unmatched, notes(reference, candidate));
  }

  private static Optional<RecordedRunConfig> counterpart(RecordedRun run, RecordedRunConfig now) {
    return run.runConfigs().stream()
        .filter(old -> old.id().equals(now.id()))
        .findFirst()
        .or(
            () ->
                run.runConfigs().stream()
                    .filter(old -> old.label().equals(now.label()))
                    .findFirst());
  }

  /**
   * Compares every other system of a run with one of them, on each workload that both took.
   *
   * @param run the run
   * @param baseline name of the system that the others are compared with
   * @param policy tolerances and factors; the systems themselves are meant to differ
   * @return verdicts
   * @throws IllegalArgumentException if the run has no system of that name
   */
  public static Comparison within(RecordedRun run, String baseline, ComparisonPolicy policy) {
    return within(run, baseline, run, policy);
  }

  /**
   * Compares every system of a run with one system of another run, on each workload that both took.
   *
   * @param reference the run with the baseline
   * @param baseline name of the system that the others are compared with
   * @param candidate the run with the others; may be the same run, whose baseline is then left out
   * @param policy tolerances and factors; the systems themselves are meant to differ
   * @return verdicts
   * @throws IllegalArgumentException if the reference has no system of that name
   */
  public static Comparison within(
      RecordedRun reference, String baseline, RecordedRun candidate, ComparisonPolicy policy) {
    List<RecordedRunConfig> old =
        reference.runConfigs().stream().filter(c -> c.sut().equals(baseline)).toList();
    if (old.isEmpty()) {
      Set<String> known =
          reference.runConfigs().stream()
              .map(c -> "'" + c.sut() + "'")
              .collect(Collectors.toCollection(LinkedHashSet::new));
      throw new IllegalArgumentException(
          "no system is named '"
              + baseline
              + "'; the reference has "
              + (known.isEmpty() ? "none" : String.join(", ", known)));
    }
    ComparisonPolicy systems = policy.withFactors(SYSTEM);
    boolean same = reference.runId().equals(candidate.runId());
    List<RunConfigComparison> pairs = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    for (RecordedRunConfig now : candidate.runConfigs()) {
      if (same && now.sut().equals(baseline)) {
        continue;
      }
      Optional<RecordedRunConfig> on =
          old.stream().filter(c -> c.workload().equals(now.workload())).findFirst();
      if (on.isPresent()) {
        pairs.add(new PairComparison(reference, on.get(), candidate, now, systems).compare());
      } else {
        unmatched.add("'" + baseline + "' did not take workload '" + now.workload() + "'");
      }
    }
    return new Comparison(pairs, unmatched, notes(reference, candidate));
  }

  private static List<String> notes(RecordedRun reference, RecordedRun candidate) {
    List<String> notes = new ArrayList<>();
    if (!reference.runId().equals(candidate.runId())) {
      notes.add(
          "the sides are of two runs: what differs between two days is in no interval. Measure both"
              + " in one run, or give the floor that runs of one system have shown on this host.");
    }
    if (!reference.harnessVersion().equals(candidate.harnessVersion())) {
      notes.add(
          "measured by humhelix-bench "
              + reference.harnessVersion()
              + " and "
              + candidate.harnessVersion()
              + ".");
    }
    return notes;
  }
}
