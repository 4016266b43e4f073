package io.humhelix.bench.definition;

import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.TrialProfile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@code trials} and {@code accuracy}, and applies the overrides of counts. */
final class PolicyForm {

  /** Ids of the text normalisers. */
  private static final List<String> NORMALIZERS = Normalizers.ids();

  private static final int MOST_TRIALS = 100_000;
  private static final int MOST_FORKS = 1000;
  private static final int WEEK_S = 7 * 24 * 3600;
  private static final int MOST_PERCENT = 1000;
  private static final int ALL_PERCENT = 100;
  private static final int MOST_WIDTH = 50;
  private static final int NANO_DIGITS = 9;

  private PolicyForm() {}

  static TrialPolicy trials(Section top, Overrides overrides) {
    TrialPolicy policy =
        top.section("trials", Level.TRIALS).map(PolicyForm::trials).orElse(TrialPolicy.DEFAULT);
    return withCounts(policy, overrides, top.problems());
  }

  private static TrialPolicy trials(Section section) {
    TrialPolicy standard = TrialPolicy.DEFAULT;
    Map<String, TrialProfile> profiles = new LinkedHashMap<>();
    for (TrialProfile profile : TrialProfile.values()) {
      profiles.put(profile.word(), profile);
    }
    Optional<TrialProfile> profile = section.choice("profile", profiles, Set.of());
    Optional<Long> forks = section.whole("forks", 1, MOST_FORKS);
    Optional<Long> warmUp = section.whole("warmup", 0, MOST_TRIALS);
    Optional<Long> count = section.whole("count", 1, MOST_TRIALS);
    Optional<Long> seed = section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    int fewest =
        forks.map(Long::intValue).orElse(profile.map(TrialProfile::forks).orElse(standard.forks()));
    return new TrialPolicy(
        warmUp.map(Long::intValue).orElse(standard.warmUpTrials()),
        count.map(Long::intValue).orElse(standard.measuredTrials()),
        seed.map(OptionalLong::of).orElse(OptionalLong.empty()),
        seconds(section, "load_timeout_s").orElse(standard.loadTimeout()),
        seconds(section, "call_timeout_s"),
        seconds(section, "max_duration_s"),
        fewest,
        seconds(section, "max_run_duration_s"),
        precision(section, fewest),
        seconds(section, "cooldown_s").orElse(standard.coolDown()));
  }

  private static Optional<PrecisionTarget> precision(Section trials, int forks) {
    Optional<Section> section = trials.section("precision", Level.PRECISION);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    for (String key : Level.PRECISION.keys()) {
      if (!section.get().has(key)) {
        section.get().missing(key, "a number", "add it");
      }
    }
    Optional<BigDecimal> percent = section.get().decimal("half_width_percent", true, MOST_WIDTH);
    Optional<Long> most =
        section.get().whole("max_forks", PrecisionTarget.FEWEST_FORKS, MOST_FORKS);
    if (percent.isEmpty() || most.isEmpty()) {
      return Optional.empty();
    }
    if (forks < PrecisionTarget.FEWEST_FORKS || forks > most.get()) {
      trials.report(
          "precision",
          "found " + forks + " forks before the first look and " + most.get() + " at most",
          PrecisionTarget.FEWEST_FORKS + " forks or more, and no more than max_forks",
          "change forks, profile or max_forks");
      return Optional.empty();
    }
    return Optional.of(
        new PrecisionTarget(percent.get().movePointLeft(2).doubleValue(), most.get().intValue()));
  }

  private static Optional<Duration> seconds(Section section, String key) {
    return section.decimal(key, true, WEEK_S).map(PolicyForm::duration);
  }

  static Duration duration(BigDecimal seconds) {
    long nanos =
        seconds.movePointRight(NANO_DIGITS).setScale(0, RoundingMode.HALF_UP).longValueExact();
    return Duration.ofNanos(Math.max(1, nanos));
  }

  static TrialPolicy withCounts(TrialPolicy policy, Overrides overrides, Problems problems) {
    int warmUp =
        count("warm-up trials", overrides.warmUpTrials(), 0, policy.warmUpTrials(), problems);
    int trials = count("trials", overrides.trials(), 1, policy.measuredTrials(), problems);
    int forks = count("forks", overrides.forks(), 1, policy.forks(), problems);
    boolean fits =
        policy.precision().isEmpty()
            || (forks >= PrecisionTarget.FEWEST_FORKS && forks <= policy.mostForks());
    if (!fits) {
      problems.general(
          "override of forks",
          "found " + forks,
          PrecisionTarget.FEWEST_FORKS
              + " to "
              + policy.mostForks()
              + " with trials.precision, which first looks after that many",
          "");
    }
    return policy.withCounts(warmUp, trials).withForks(fits ? forks : policy.forks());
  }

  private static int count(
      String what, OptionalInt override, int least, int standard, Problems problems) {
    int value = override.orElse(standard);
    if (value >= least && value <= MOST_TRIALS) {
      return value;
    }
    problems.general(
        "override of " + what,
        "found " + value,
        "a whole number from " + least + " to " + MOST_TRIALS,
        "");
    return standard;
  }

  static AccuracyPolicy accuracy(Section top) {
    Optional<Section> section = top.section("accuracy", Level.ACCURACY);
    if (section.isEmpty()) {
      return AccuracyPolicy.DEFAULT;
    }
    return new AccuracyPolicy(
        normalizer(section.get()),
        gate(section.get(), "max_wer_percent"),
        gate(section.get(), "max_cer_percent"),
        section
            .get()
            .decimal("max_error_percent", false, ALL_PERCENT)
            .map(BigDecimal::doubleValue)
            .orElse(AccuracyPolicy.DEFAULT.maxErrorPercent()));
  }

  private static OptionalDouble gate(Section section, String key) {
    return section
        .decimal(key, false, MOST_PERCENT)
        .map(percent -> OptionalDouble.of(percent.doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  private static Optional<String> normalizer(Section section) {
    String allowed = String.join(", ", NORMALIZERS);
    Optional<String> id = section.text("normalizer", allowed);
    if (id.isPresent() && !NORMALIZERS.contains(id.get())) {
      section.report(
          "normalizer",
          "found " + Quote.of(id.get()),
          allowed,
          Suggestion.question(id.get(), NORMALIZERS));
    }
    return id;
  }
}
