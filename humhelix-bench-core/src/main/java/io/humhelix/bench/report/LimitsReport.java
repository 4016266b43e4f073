package io.humhelix.bench.report;

import io.humhelix.bench.compare.LimitVerdict;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Limits of a definition, and whether they are held, as text for people. Immutable. */
public final class LimitsReport {

  private static final int DIGITS = 4;

  private final List<LimitVerdict> verdicts;

  /**
   * Makes the report.
   *
   * @param verdicts of a run; may be none
   */
  public LimitsReport(List<LimitVerdict> verdicts) {
    this.verdicts = List.copyOf(verdicts);
  }

  /**
   * Returns the text.
   *
   * @return empty without limits; otherwise lines that each end with a line feed
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (!verdicts.isEmpty()) {
      text.append(
          "Limits (the bad end of the 95 % interval decides; of memory, the largest value)\n");
      for (LimitVerdict one : verdicts) {
        DisplayText.wrap(DisplayText.oneLine(line(one)), "  ")
            .forEach(part -> text.append(part).append('\n'));
      }
    }
    return text.toString();
  }

  private static String line(LimitVerdict one) {
    String found =
        one.level().isEmpty()
            ? ""
            : ": "
                + number(one.level())
                + (one.badEnd().isPresent() ? ", at worst " + number(one.badEnd()) : "");
    return one.state().name().toLowerCase(Locale.ROOT)
        + ": "
        + one.label()
        + ": "
        + one.metric()
        + " "
        + one.limit()
        + found
        + (one.why().isEmpty() ? "" : (found.isEmpty() ? ": " : "; ") + one.why())
        + ".";
  }

  private static String number(OptionalDouble value) {
    return NumberText.significant(value.getAsDouble(), DIGITS);
  }
}
