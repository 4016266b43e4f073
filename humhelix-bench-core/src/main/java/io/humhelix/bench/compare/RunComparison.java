package io.humhelix.bench.compare;

import io.humhelix.bench.internal.plan.Counterparts;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares runs, just measured or stored. Within one run the forks of two run configs were
 * interleaved and are compared in pairs, block by block; forks of two runs are compared by Welch's
 * t, and without a floor a regression must be beyond twice the tolerance. Forks that the machine
 * disturbed are left out where 3 quiet ones remain on each side; else a verdict of speed must be
 * beyond what the disturbance explains.
 *
 * <p>Results may have been read without texts ({@link RunReader#readWithoutTexts}): those of clips
 * that changed are then read from the results files, and a note says where that was not possible.
 */
public final class RunComparison {

  private RunComparison() {}

  /**
   * Compares every run config of a run with the same one of an earlier run: the one that asked for
   * the same under the same names of system and workload, or else the one of these names, or else
   * the one that asked for the same. No run config has two counterparts. Where the candidate's run
   * measured a system of this baseline again, that is what is compared with, within the run.
   *
   * @param baseline the old run
   * @param candidate the new run
   * @param policy tolerances and factors
   * @return verdicts; what has no counterpart is named
   * @throws IllegalArgumentException if both are the same run, or copies of it, also where one has
   *     more of its trials or was scored otherwise: it can only be equal to itself, which says
   *     nothing. Systems of one run are compared with {@link #within(RunResult, String,
   *     ComparisonPolicy)}
   */
  public static Comparison between(
      RunResult baseline, RunResult candidate, ComparisonPolicy policy) {
    if (baseline.runId().equals(candidate.runId())) {
      throw new IllegalArgumentException(
          "baseline and candidate are the same run, "
              + candidate.runId()
              + ": a run that is compared with itself has no regression, whatever it measured");
    }
    if (origin(baseline).equals(origin(candidate))) {
      throw new IllegalArgumentException(
          "baseline and candidate are copies of the same measurements, scored otherwise (run "
              + origin(candidate)
              + "): nothing was measured again, so that nothing can be told of the systems");
    }
    Counterparts<RunConfigResult, RunConfigResult> counterparts =
        new Counterparts<>(
            baseline.candidates(),
            RunConfigResult::runConfig,
            candidate.candidates(),
            RunConfigResult::runConfig);
    ComparedRun before = ComparedRun.of(baseline);
    ComparedRun after = ComparedRun.of(candidate);
    RemeasuredSystems systems = new RemeasuredSystems(after, policy);
    List<PairComparison> pairs = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    for (RunConfigResult now : candidate.candidates()) {
      Optional<RunConfigResult> old = counterparts.of(now);
      if (old.isEmpty()) {
        unmatched.add("'" + label(now) + "' is in the candidate alone");
        continue;
      }
      Optional<RunConfigResult> again = systems.besides(now, baseline, old.get());
      Optional<String> unfit = again.flatMap(systems::unfit);
      unfit.ifPresent(unmatched::add);
      pairs.add(
          again.isPresent() && unfit.isEmpty()
              ? systems.compare(again.get(), now)
              : new PairComparison(before, old.get(), after, now, policy));
    }
    List<String> missing = new ArrayList<>();
    for (RunConfigResult old : baseline.candidates()) {
      if (!counterparts.hasTaken(old)) {
        unmatched.add("'" + label(old) + "' is in the baseline alone");
        if (!policy.partial()) {
          missing.add(label(old));
        }
      }
    }
    boolean across = pairs.isEmpty() || pairs.stream().anyMatch(pair -> !pair.isWithinRun());
    return comparison(pairs, missing, unmatched, notes(baseline, candidate, across));
  }

  /** The run that was measured; a file that cannot be read says nothing of it. */
  private static String origin(RunResult run) {
    try {
      Optional<Path> file = run.resultsFile().filter(Files::isRegularFile);
      return file.isPresent() ? RunReader.copyOf(file.get()).orElse(run.runId()) : run.runId();
    } catch (StoreException e) {
      return run.runId();
    }
  }

  /**
   * Returns whether two runs are the same measurements: one run, or copies of it that were scored
   * otherwise.
   *
   * @param baseline the old run
   * @param candidate the new run
   * @return true if {@link #between} refuses them
   */
  public static boolean isSame(RunResult baseline, RunResult candidate) {
    return baseline.runId().equals(candidate.runId()) || origin(baseline).equals(origin(candidate));
  }

  /**
   * Compares the run configs of a run with the systems of a baseline that it measured again beside
   * them, without the results of the baseline.
   *
   * @param run the run
   * @param policy tolerances and factors; the systems themselves are meant to differ
   * @return verdicts as {@link #between} would come to; a run config beside which nothing was
   *     measured again is missing
   */
  public static Comparison remeasured(RunResult run, ComparisonPolicy policy) {
    return RemeasuredSystems.alone(run, policy);
  }

  private static String label(RunConfigResult config) {
    return StoredForm.label(config.runConfig());
  }

  private static String sut(RunConfigResult config) {
    return StoredForm.withoutSecrets(config.runConfig().sut().name());
  }

  private static String workload(RunConfigResult config) {
    return StoredForm.withoutSecrets(config.runConfig().workload().name());
  }

  /**
   * Compares every other system of a run with one of them, on each workload that both took.
   *
   * @param run the run
   * @param sut name of the system that the others are compared with
   * @param policy tolerances and factors; the systems themselves are meant to differ
   * @return verdicts
   * @throws IllegalArgumentException if the run has no system of that name
   */
  public static Comparison within(RunResult run, String sut, ComparisonPolicy policy) {
    return within(run, sut, run, policy);
  }

  /**
   * Compares every system of a run with one system of another run, on each workload that both took.
   *
   * @param baseline the run that has that system
   * @param sut name of the system that the others are compared with
   * @param candidate the run with the others; may be the same run, whose baseline is then left out
   * @param policy tolerances and factors; the systems themselves are meant to differ
   * @return verdicts
   * @throws IllegalArgumentException if the baseline has no system of that name
   */
  public static Comparison within(
      RunResult baseline, String sut, RunResult candidate, ComparisonPolicy policy) {
    String name = StoredForm.withoutSecrets(sut);
    List<RunConfigResult> old =
        baseline.runConfigs().stream().filter(c -> sut(c).equals(name)).toList();
    if (old.isEmpty()) {
      Set<String> known =
          baseline.runConfigs().stream()
              .map(c -> "'" + sut(c) + "'")
              .collect(Collectors.toCollection(LinkedHashSet::new));
      throw new IllegalArgumentException(
          "no system is named '"
              + name
              + "'; the baseline has "
              + (known.isEmpty() ? "none" : String.join(", ", known)));
    }
    ComparisonPolicy systems = policy.withFactors(RemeasuredSystems.FACTORS);
    boolean same = baseline.runId().equals(candidate.runId());
    ComparedRun before = ComparedRun.of(baseline);
    ComparedRun after = ComparedRun.of(candidate);
    List<PairComparison> pairs = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    for (RunConfigResult now : candidate.candidates()) {
      if (same && sut(now).equals(name)) {
        continue;
      }
      Optional<RunConfigResult> on =
          old.stream().filter(c -> workload(c).equals(workload(now))).findFirst();
      if (on.isPresent()) {
        pairs.add(new PairComparison(before, on.get(), after, now, systems));
      } else {
        unmatched.add("'" + name + "' did not take workload '" + workload(now) + "'");
      }
    }
    List<String> notes = new ArrayList<>(notes(baseline, candidate, true));
    List<String> again =
        candidate.remeasured().stream()
            .filter(one -> !(same && sut(one).equals(name)))
            .map(one -> "'" + label(one) + "'")
            .toList();
    if (!again.isEmpty()) {
      notes.add(
          "left out, as systems of a baseline that was measured again: "
              + String.join(", ", again)
              + ".");
    }
    return comparison(pairs, List.of(), unmatched, notes);
  }

  /** Compares the pairs; the texts of clips that changed are read now, if they are needed. */
  static Comparison comparison(
      List<PairComparison> pairs,
      List<String> missing,
      List<String> unmatched,
      List<String> notes) {
    ChangedTexts texts = new ChangedTexts();
    List<RunConfigComparison> compared = texts.of(pairs);
    List<String> all = new ArrayList<>(notes);
    all.addAll(texts.notes());
    return new Comparison(compared, missing, unmatched, all);
  }

  private static List<String> notes(RunResult baseline, RunResult candidate, boolean across) {
    List<String> notes = new ArrayList<>();
    if (across && !baseline.runId().equals(candidate.runId())) {
      notes.add(
          "two runs: no interval covers what differs between days. Measure both in one run, or set the"
              + " floor that runs of one system show on this host.");
    }
    if (!baseline.provenance().harnessVersion().equals(candidate.provenance().harnessVersion())) {
      notes.add(
          "measured by humhelix-bench "
              + baseline.provenance().harnessVersion()
              + " and "
              + candidate.provenance().harnessVersion()
              + ".");
    }
    if (baseline.runId().equals(candidate.runId())) {
      notes.addAll(Warnings.of("both sides", candidate.issues()));
    } else {
      notes.addAll(Warnings.of("baseline", baseline.issues()));
      notes.addAll(Warnings.of("candidate", candidate.issues()));
    }
    return notes;
  }
}
