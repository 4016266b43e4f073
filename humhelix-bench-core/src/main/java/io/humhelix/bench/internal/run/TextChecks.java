package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether the texts of a trial are good enough for its speed to count. */
final class TextChecks {

  /** As many errors as the references have units. */
  private static final double ALL_WRONG = 1;

  private static final String LOOK =
      "The speed of broken text does not count. Look at the texts of the trial.";

  private TextChecks() {}

  /**
   * Returns why the trial is invalid: no text at all, or an error rate above its gate. Where
   * characters decide, a gate for words is held only if there is none for characters.
   *
   * @param prepared the clips of the workload
   * @param clips what a trial gave
   * @param deciding the unit of the error rate that decides
   */
  static List<Issue> unfit(
      List<PreparedClip> prepared,
      List<ClipResult> clips,
      AccuracyPolicy policy,
      ErrorUnit deciding) {
    List<Issue> issues = new ArrayList<>();
    SpokenClips.of(prepared, clips).noText().ifPresent(issues::add);
    if (deciding == ErrorUnit.WORD || policy.maxCerPercent().isEmpty()) {
      missed(clips, ErrorUnit.WORD, policy.maxWerPercent()).ifPresent(issues::add);
    }
    missed(clips, ErrorUnit.CHARACTER, policy.maxCerPercent()).ifPresent(issues::add);
    return issues;
  }

  /**
   * Returns what a reader should know of the texts of a trial that has no gate, or a wide one.
   *
   * @param prepared the clips of the workload
   * @param clips what a trial gave
   * @param deciding the unit of the error rate that decides
   */
  static List<Issue> doubtful(
      List<PreparedClip> prepared, List<ClipResult> clips, ErrorUnit deciding) {
    List<Issue> issues = new ArrayList<>();
    allWrong(clips, deciding).ifPresent(issues::add);
    issues.addAll(SpokenClips.of(prepared, clips).doubtful());
    return issues;
  }

  private static Optional<Issue> missed(
      List<ClipResult> clips, ErrorUnit unit, OptionalDouble gate) {
    ErrorCounts counts = pooled(clips, unit::counts);
    if (gate.isEmpty() || counts.errors() == 0) {
      return Optional.empty();
    }
    String name = unit.noun();
    String code = unit == ErrorUnit.WORD ? "wer-gate-missed" : "cer-gate-missed";
    if (!counts.hasRate()) {
      return Optional.of(
          Issue.error(
              code,
              "the references are empty, but the texts have "
                  + counts.insertions()
                  + " "
                  + name
                  + (counts.insertions() == 1 ? "" : "s")
                  + ": any "
                  + name
                  + " error rate is exceeded.",
              LOOK));
    }
    double percent = 100 * counts.rate();
    return percent <= gate.getAsDouble()
        ? Optional.empty()
        : Optional.of(
            Issue.error(
                code,
                String.format(
                    Locale.ROOT,
                    "the %s error rate is %.2f %% (normaliser %s); the gate is %s %%.",
                    name,
                    percent,
                    normalizers(clips),
                    gate.getAsDouble()),
                LOOK));
  }

  private static Optional<Issue> allWrong(List<ClipResult> clips, ErrorUnit unit) {
    ErrorCounts counts = pooled(clips, unit::counts);
    if (!counts.hasRate() || counts.rate() < ALL_WRONG) {
      return Optional.empty();
    }
    return Optional.of(
        Issue.warning(
            "text-all-wrong",
            String.format(
                Locale.ROOT,
                "the %s error rate is %.2f %%: as many errors as there are %ss, or more.",
                unit.noun(),
                100 * counts.rate(),
                unit.noun()),
            "Check the references, the language, the model and the options."));
  }

  private static String normalizers(List<ClipResult> clips) {
    return clips.stream()
        .flatMap(clip -> clip.score().stream())
        .map(ClipScore::normalizer)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Returns the errors of some clips. */
  static ErrorCounts pooled(List<ClipResult> clips, Function<ClipScore, ErrorCounts> counts) {
    return clips.stream()
        .flatMap(clip -> clip.score().stream())
        .map(counts)
        .reduce(ErrorCounts.NONE, ErrorCounts::plus);
  }
}
