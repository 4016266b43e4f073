package io.humhelix.bench.export;

import io.humhelix.bench.compare.LimitVerdict;
import io.humhelix.bench.export.JunitExport.End;
import io.humhelix.bench.export.JunitExport.TestCase;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A run alone as test cases, in the order of its run configs; systems of a baseline that it
 * measured again are not judged. Of each:
 *
 * <ul>
 *   <li>{@code valid}: passed if its status is OK, a failure if it is INVALID, else an error.
 *   <li>{@code max_wer_percent}, {@code max_cer_percent}, if the definition has such a gate: a
 *       failure if a measured trial missed it, skipped if none was measured.
 *   <li>a limit, such as {@code rtf &lt;= 0.1}: a failure if it is missed, an error if nothing can
 *       be told, as {@code run} does not pass then either.
 * </ul>
 */
final class RunCases {

  private static final int DIGITS = 6;

  private RunCases() {}

  static List<TestCase> of(RunResult run) {
    List<LimitVerdict> limits = LimitVerdict.of(run);
    List<TestCase> cases = new ArrayList<>();
    List<RunConfigResult> candidates = run.candidates();
    for (int i = 0; i < candidates.size(); i++) {
      RunConfigResult config = candidates.get(i);
      cases.add(valid(config));
      AccuracyPolicy gates = run.definition().accuracy();
      gate(config, "max_wer_percent", gates.maxWerPercent(), "wer-gate-missed", cases);
      gate(config, "max_cer_percent", gates.maxCerPercent(), "cer-gate-missed", cases);
      int each = limits.size() / candidates.size();
      limits.subList(i * each, (i + 1) * each).forEach(limit -> cases.add(limit(limit)));
    }
    return cases;
  }

  private static TestCase valid(RunConfigResult config) {
    TrialStatus status = config.status();
    End end =
        status == TrialStatus.OK
            ? End.PASSED
            : status == TrialStatus.INVALID ? End.FAILURE : End.ERROR;
    String why = config.firstProblem().orElse("");
    return new TestCase(
        StoredForm.label(config.runConfig()),
        "valid",
        end,
        status.name(),
        status + (why.isEmpty() ? "" : ": " + why),
        NumberText.count(config.validTrials().size(), "valid trial") + "\nstatus: " + status);
  }

  private static void gate(
      RunConfigResult config, String name, OptionalDouble most, String code, List<TestCase> cases) {
    if (most.isEmpty()) {
      return;
    }
    List<TrialResult> measured =
        config.trials().stream().filter(trial -> trial.kind() == TrialKind.MEASURED).toList();
    List<String> missed =
        measured.stream()
            .flatMap(trial -> trial.issues().stream())
            .filter(issue -> issue.code().equals(code))
            .map(Issue::message)
            .toList();
    End end = missed.isEmpty() ? measured.isEmpty() ? End.SKIPPED : End.PASSED : End.FAILURE;
    String found =
        measured.isEmpty()
            ? "no trial was measured"
            : NumberText.count(missed.size(), "trial")
                + " of "
                + measured.size()
                + " missed it"
                + (missed.isEmpty() ? "" : "; the first: " + missed.get(0));
    cases.add(
        new TestCase(
            StoredForm.label(config.runConfig()),
            name,
            end,
            "GATE",
            found,
            "gate: " + most.getAsDouble() + "\n" + found));
  }

  private static TestCase limit(LimitVerdict one) {
    End end =
        switch (one.state()) {
          case HELD -> End.PASSED;
          case MISSED -> End.FAILURE;
          case UNKNOWN -> End.ERROR;
        };
    List<String> lines = new ArrayList<>();
    one.level().ifPresent(level -> lines.add("level: " + number(level)));
    one.badEnd().ifPresent(worst -> lines.add("at worst: " + number(worst)));
    if (!one.why().isEmpty()) {
      lines.add(one.why());
    }
    String found = String.join("; ", lines);
    lines.add("limit: " + one.state());
    return new TestCase(
        one.label(),
        one.metric() + " " + one.limit(),
        end,
        one.state().name(),
        one.state() + (found.isEmpty() ? "" : ": " + found),
        String.join("\n", lines));
  }

  private static String number(double value) {
    return NumberText.significant(value, DIGITS);
  }
}
