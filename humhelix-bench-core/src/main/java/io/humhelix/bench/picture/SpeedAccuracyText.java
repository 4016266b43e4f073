package io.humhelix.bench.picture;

import io.humhelix.bench.result.ErrorUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What a view of {@link SpeedAccuracy} shows, in words: no more than its intervals tell. */
final class SpeedAccuracyText {

  private final List<SpeedAccuracy.Point> all;
  private final Map<String, Entry> byKey;
  private final SpeedAccuracy.Point fastest;
  private final SpeedAccuracy.Point best;
  private final String rate;

  /** Others whose speed, and whose error rate, intervals do not tell from the leader's. */
  private final List<String> asFast;

  private final List<String> asAccurate;

  /** Others with the same error rate as the most accurate, as it is written. */
  private final List<String> sameRate;

  SpeedAccuracyText(List<SpeedAccuracy.Point> all, Map<String, Entry> byKey) {
    this.all = all;
    this.byKey = byKey;
    fastest =
        all.stream()
            .max(
                Comparator.comparingDouble((SpeedAccuracy.Point one) -> one.rtfx().point())
                    .thenComparing(SpeedAccuracy.Point::front))
            .orElseThrow();
    SpeedAccuracy.Point least =
        all.stream()
            .min(
                Comparator.comparingDouble((SpeedAccuracy.Point one) -> one.errorPercent().point())
                    .thenComparing(one -> !one.front()))
            .orElseThrow();
    best = errors(fastest).equals(errors(least)) ? fastest : least;
    rate =
        byKey.get(fastest.entry()).errorUnit().equals(ErrorUnit.CHARACTER.noun()) ? "CER" : "WER";
    asFast =
        names(
            all.stream()
                .filter(one -> one != fastest)
                .filter(one -> !(one.rtfx().high() < fastest.rtfx().low()))
                .toList());
    sameRate =
        names(all.stream().filter(one -> one != best && errors(one).equals(errors(best))).toList());
    asAccurate =
        names(
            all.stream()
                .filter(one -> one != best && !errors(one).equals(errors(best)))
                .filter(one -> !(lowest(one.errorPercent()) > best.errorPercent().high()))
                .toList());
  }

  /** Whether one system leads in both, and nobody may be as good in either. */
  boolean isClear() {
    return fastest == best && asFast.isEmpty() && asAccurate.isEmpty() && sameRate.isEmpty();
  }

  String finding() {
    String lead = name(fastest);
    String speed = "at " + FindingText.number(fastest.rtfx().point()) + " times real time";
    if (all.size() == 1) {
      return lead + " runs " + speed + " with " + percent(fastest) + ".";
    }
    if (isClear()) {
      return lead
          + " is both the fastest and the most accurate, "
          + speed
          + " with "
          + percent(fastest)
          + ".";
    }
    boolean same = sameRate.size() == all.size() - 1;
    String first =
        lead
            + (asFast.isEmpty() ? " is the fastest, " : " leads in speed by the best guesses, ")
            + speed
            + (same ? "" : " with " + percent(fastest));
    if (same) {
      return first
          + "; "
          + (all.size() == 2 ? "both" : "all")
          + " are at the same "
          + rate
          + " ("
          + errors(best)
          + " %)."
          + doubt(asFast, "fast");
    }
    String doubts =
        asFast.equals(asAccurate)
            ? doubt(asFast, "fast and as accurate")
            : doubt(asFast, "fast as " + lead) + doubt(asAccurate, "accurate as " + name(best));
    return first + "; " + accuracy() + "." + doubts + front();
  }

  private String accuracy() {
    String others = sameRate.isEmpty() ? "" : ", as has " + FindingText.names(sameRate, "and");
    if (best == fastest) {
      return "it has the lowest "
          + rate
          + " too"
          + (asAccurate.isEmpty() ? "" : " by the best guesses")
          + others;
    }
    return name(best)
        + (asAccurate.isEmpty()
            ? " is the most accurate, "
            : " leads in accuracy by the best guesses, ")
        + "with "
        + percent(best)
        + " at "
        + FindingText.number(best.rtfx().point())
        + " times"
        + others;
  }

  /** Best guesses rank systems that measuring again might rank otherwise. */
  private String doubt(List<String> names, String how) {
    if (names.isEmpty()) {
      return "";
    }
    boolean others = names.size() > 1 && names.size() == all.size() - 1;
    return (others ? " The " + names.size() + " others" : " " + FindingText.names(names, "and"))
        + " may be as "
        + how
        + ": the intervals overlap.";
  }

  private String front() {
    List<String> front =
        names(
            all.stream()
                .filter(SpeedAccuracy.Point::front)
                .sorted(
                    Comparator.comparingDouble((SpeedAccuracy.Point one) -> one.rtfx().point())
                        .reversed())
                .toList());
    if (front.size() == 1) {
      return "";
    }
    return front.size() == all.size()
        ? " None is beaten in both by another."
        : " No other beats " + FindingText.names(front, "or") + " in both.";
  }

  private List<String> names(List<SpeedAccuracy.Point> some) {
    return some.stream().map(this::name).toList();
  }

  private String name(SpeedAccuracy.Point point) {
    return byKey.get(point.entry()).name();
  }

  private String percent(SpeedAccuracy.Point point) {
    return errors(point) + " % " + rate;
  }

  private static String errors(SpeedAccuracy.Point point) {
    DrawnLevel level = point.errorPercent();
    return level.atMost() && level.point() == 0
        ? "0 (at most " + FindingText.number(level.high()) + ")"
        : FindingText.number(level.point());
  }

  private static double lowest(DrawnLevel level) {
    return level.atMost() ? 0 : level.low();
  }
}
