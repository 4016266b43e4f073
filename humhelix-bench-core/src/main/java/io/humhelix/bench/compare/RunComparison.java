package io.humhelix.bench.compare;

import io.humhelix.bench.store.RecordedRun;
import io.humhelix.bench.store.RecordedRunConfig;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
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
   * the same under the same names of system and workload, or else the one of these names, or else
   * the one that asked for the same. No run config has two counterparts.
   *
   * @param reference the old run
   * @param candidate the new run
   * @param policy tolerances and factors
   * @return verdicts; what has no counterpart is named
   */
  public static Comparison between(
      RecordedRun reference, RecordedRun candidate, ComparisonPolicy policy) {
    Map<RecordedRunConfig, RecordedRunConfig> counterparts = new IdentityHashMap<>();
    pair(counterparts, reference, candidate, (old, now) -> sameId(old, now) && sameName(old, now));
    pair(counterparts, reference, candidate, RunComparison::sameName);
    pair(counterparts, reference, candidate, RunComparison::sameId);
    List<RunConfigComparison> pairs = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    for (RecordedRunConfig now : candidate.runConfigs()) {
      RecordedRunConfig old = counterparts.get(now);
      if (old == null) {
        unmatched.add("'" + now.label() + "' is in the candidate alone");
      } else {
        pairs.add(new PairComparison(reference, old, candidate, now, policy).compare());
      }
    }
    List<String> missing = new ArrayList<>();
    for (RecordedRunConfig old : reference.runConfigs()) {
      if (!counterparts.containsValue(old)) {
        unmatched.add("'" + old.label() + "' is in the reference alone");
        if (!policy.partial()) {
          missing.add(old.label());
        }
      }
    }
    return new Comparison(pairs, missing, unmatched, notes(reference, candidate));
  }

  private static void pair(
      Map<RecordedRunConfig, RecordedRunConfig> counterparts,
      RecordedRun reference,
      RecordedRun candidate,
      BiPredicate<RecordedRunConfig, RecordedRunConfig> alike) {
    for (RecordedRunConfig now : candidate.runConfigs()) {
      if (!counterparts.containsKey(now)) {
        reference.runConfigs().stream()
            .filter(old -> alike.test(old, now) && !counterparts.containsValue(old))
            .findFirst()
            .ifPresent(old -> counterparts.put(now, old));
      }
    }
  }

  private static boolean sameId(RecordedRunConfig old, RecordedRunConfig now) {
    return old.id().equals(now.id());
  }

  private static boolean sameName(RecordedRunConfig old, RecordedRunConfig now) {
    return old.label().equals(now.label());
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
    return new Comparison(pairs, List.of(), unmatched, notes(reference, candidate));
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
    if (reference.runId().equals(candidate.runId())) {
      notes.addAll(Warnings.of("both sides", candidate.issues()));
    } else {
      notes.addAll(Warnings.of("reference", reference.issues()));
      notes.addAll(Warnings.of("candidate", candidate.issues()));
    }
    return notes;
  }
}
