package io.humhelix.bench.report;

import java.util.List;
import java.util.OptionalDouble;

/** The row of a column of numbers that is best. */
final class BestRow {

  private BestRow() {}

  /**
   * Returns the row with the smallest number.
   *
   * @param numbers one a row; empty where a row has none, or where its number is not to be trusted
   * @return -1 if fewer than two rows have one, or several have the smallest: nothing is best then
   */
  static int ofSmallest(List<OptionalDouble> numbers) {
    int best = -1;
    int found = 0;
    boolean shared = false;
    for (int row = 0; row < numbers.size(); row++) {
      if (numbers.get(row).isPresent()) {
        found++;
        double number = numbers.get(row).getAsDouble();
        double smallest = best < 0 ? Double.POSITIVE_INFINITY : numbers.get(best).getAsDouble();
        shared = best >= 0 && (number == smallest || shared && number > smallest);
        best = best < 0 || number < smallest ? row : best;
      }
    }
    return found < 2 || shared ? -1 : best;
  }
}
