package io.humhelix.bench.compare;

import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.Remeasured;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RemeasuredBaseline;
import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The systems of a baseline that a run measured again, beside what is compared with them. */
final class RemeasuredSystems {

  /** Facts that differ between systems under test, and are meant to when these are compared. */
  static final Set<String> FACTORS = Set.of("sut", "effective");

  private final ComparedRun run;
  private final ComparisonPolicy policy;
  private final Map<String, RunConfigResult> byCounterpart = new HashMap<>();

  RemeasuredSystems(ComparedRun run, ComparisonPolicy policy) {
    this.run = run;
    this.policy = policy.withFactors(FACTORS);
    for (RunConfigResult again : run.run().remeasured()) {
      byCounterpart.put(of(again).counterpart(), again);
    }
  }

  private static Remeasured of(RunConfigResult again) {
    return again.runConfig().remeasured().orElseThrow();
  }

  /** Returns what was measured again to compare a run config with. */
  Optional<RunConfigResult> besides(RunConfigResult now) {
    return Optional.ofNullable(byCounterpart.get(now.runConfig().id()));
  }

  /** Returns the same, if it is a system of a baseline. */
  Optional<RunConfigResult> besides(RunConfigResult now, RunResult baseline, RunConfigResult old) {
    return besides(now)
        .filter(
            again ->
                of(again).runId().equals(baseline.runId())
                    && of(again).runConfigId().equals(old.runConfig().id()));
  }

  /** Compares within the run. */
  PairComparison compare(RunConfigResult again, RunConfigResult now) {
    return new PairComparison(run, again, run, now, policy).withNote(changes(again, now));
  }

  /** What is different is what is judged, so that it is said first. */
  private static String changes(RunConfigResult again, RunConfigResult now) {
    Conditions before = systemOf(again);
    List<String> texts = ConditionDifference.texts(before.differences(systemOf(now)));
    if (texts.isEmpty()) {
      // Results hold no secrets, so that another one cannot be told.
      return before.values().values().stream()
              .anyMatch(value -> value.toString().contains(Redaction.PLACEHOLDER))
          ? "measured again beside the candidate; as far as results tell, which hold no secrets,"
              + " they differ in their model files alone."
          : "measured again beside the candidate; they differ in their model files alone.";
    }
    return "measured again beside the candidate; they differ in " + String.join("; ", texts) + ".";
  }

  private static Conditions systemOf(RunConfigResult config) {
    return Conditions.asked(config.runConfig().sut());
  }

  /** Returns why what was measured again is no use, if so. */
  Optional<String> unfit(RunConfigResult again) {
    Remeasured of = of(again);
    String what = "'" + Redaction.text(of.label()) + "' of the baseline was measured again, but ";
    Optional<EffectiveSut> other = again.effective().filter(now -> !now.hasEngineOf(of));
    if (other.isPresent()) {
      return Optional.of(
          what
              + "by engine "
              + other.get().engine()
              + " "
              + other.get().engineVersion()
              + " in place of "
              + of.engine().orElse("")
              + " "
              + of.engineVersion().orElse("")
              + ": compared across runs.");
    }
    return again.validTrials().isEmpty()
        ? Optional.of(what + "has no valid trials (" + again.status() + "): compared across runs.")
        : Optional.empty();
  }

  /**
   * Compares a run with what it measured again, without the baseline itself.
   *
   * @return what has nothing to be compared with is missing
   */
  static Comparison alone(RunResult result, ComparisonPolicy policy) {
    ComparedRun run = ComparedRun.of(result);
    RemeasuredSystems systems = new RemeasuredSystems(run, policy);
    List<PairComparison> pairs = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    for (RunConfigResult now : result.candidates()) {
      Optional<RunConfigResult> again = systems.besides(now);
      Optional<String> unfit = again.flatMap(systems::unfit);
      if (again.isPresent() && unfit.isEmpty()) {
        pairs.add(systems.compare(again.get(), now));
      } else {
        unmatched.add(
            "'"
                + StoredForm.label(now.runConfig())
                + "' has no system of the baseline beside it in this run");
        unfit.ifPresent(unmatched::add);
        if (unfit.isPresent() || result.cancelled()) {
          missing.add(StoredForm.label(now.runConfig()));
        }
      }
    }
    for (Issue note : result.issues()) {
      boolean left = note.code().equals(RemeasuredBaseline.NOT_COMPARED) && !policy.partial();
      if (left || note.code().equals(RemeasuredBaseline.ACROSS_RUNS)) {
        unmatched.add(note.message());
        missing.add(RemeasuredBaseline.label(note));
      }
    }
    if (!missing.isEmpty()) {
      unmatched.add(
          "name the results of the baseline (--baseline) to compare across runs what is not in this"
              + " one");
    }
    return RunComparison.comparison(
        pairs, missing, unmatched, Warnings.of("both sides", result.issues()));
  }
}
