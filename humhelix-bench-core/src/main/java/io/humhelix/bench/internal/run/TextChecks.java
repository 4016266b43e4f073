package io.humhelix.bench.internal.run;

import io.humhelix.bench.estimate.CallErrors;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the texts of a trial are good enough for its speed to count. */
final class TextChecks {

  /** Percent: as many errors as the references have units. */
  private static final double ALL_WRONG = 100;

  private static final String LOOK =
      "The speed of broken text does not count. Look at the texts of the trial.";

  /** Codes of all issues of this class. */
  static final Set<String> CODES =
      Set.of(
          "no-text",
          "wer-gate-missed",
          "cer-gate-missed",
          "text-all-wrong",
          "clips-without-text",
          "same-text");

  private TextChecks() {}

  /**
   * Returns why the trial is invalid: no text at all, or an error rate above its gate. Where
   * characters decide, a gate for words is held only if there is none for characters.
   *
   * @param spoken what a trial gave for clips with speech
   * @param errors of these, and of the calls that failed
   * @param deciding the unit of the error rate that decides
   */
  static List<Issue> unfit(
      SpokenClips spoken, CallErrors errors, AccuracyPolicy policy, ErrorUnit deciding) {
    List<Issue> issues = new ArrayList<>();
    spoken.noText().ifPresent(issues::add);
    if (deciding == ErrorUnit.WORD || policy.maxCerPercent().isEmpty()) {
      missed(errors, ErrorUnit.WORD, policy.maxWerPercent()).ifPresent(issues::add);
    }
    missed(errors, ErrorUnit.CHARACTER, policy.maxCerPercent()).ifPresent(issues::add);
    return issues;
  }

  /**
   * Returns what a reader should know of the texts of a trial that has no gate, or a wide one.
   *
   * @param spoken what a trial gave for clips with speech
   * @param errors of these, and of the calls that failed
   * @param deciding the unit of the error rate that decides
   */
  static List<Issue> doubtful(SpokenClips spoken, CallErrors errors, ErrorUnit deciding) {
    List<Issue> issues = new ArrayList<>();
    allWrong(errors, deciding).ifPresent(issues::add);
    issues.addAll(spoken.doubtful());
    return issues;
  }

  private static Optional<Issue> missed(CallErrors errors, ErrorUnit unit, OptionalDouble gate) {
    long madeUp = errors.madeUp(unit);
    OptionalDouble percent = errors.percent(unit);
    if (gate.isEmpty() || (percent.isEmpty() && madeUp == 0)) {
      return Optional.empty();
    }
    String name = unit.noun();
    String code = unit == ErrorUnit.WORD ? "wer-gate-missed" : "cer-gate-missed";
    if (percent.isEmpty()) {
      return Optional.of(
          Issue.error(
              code,
              "the references are empty, but the texts have "
                  + madeUp
                  + " "
                  + name
                  + (madeUp == 1 ? "" : "s")
                  + ": any "
                  + name
                  + " error rate is exceeded.",
              LOOK));
    }
    return percent.getAsDouble() <= gate.getAsDouble()
        ? Optional.empty()
        : Optional.of(
            Issue.error(
                code,
                String.format(
                    Locale.ROOT,
                    "the %s error rate is %.2f %% (normaliser %s); the gate is %s %%.",
                    name,
                    percent.getAsDouble(),
                    normalizers(errors),
                    gate.getAsDouble()),
                LOOK));
  }

  private static Optional<Issue> allWrong(CallErrors errors, ErrorUnit unit) {
    OptionalDouble percent = errors.percent(unit);
    if (percent.isEmpty() || percent.getAsDouble() < ALL_WRONG) {
      return Optional.empty();
    }
    return Optional.of(
        Issue.warning(
            "text-all-wrong",
            String.format(
                Locale.ROOT,
                "the %s error rate is %.2f %%: as many errors as there are %ss, or more.",
                unit.noun(),
                percent.getAsDouble(),
                unit.noun()),
            "Check the references, the language, the model and the options."));
  }

  private static String normalizers(CallErrors errors) {
    return errors.scores().stream()
        .map(one -> one.score().normalizer())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
