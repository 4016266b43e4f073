package io.humhelix.bench.image;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An axis for values: from 0, or logarithmic with ticks at 1, 2 and 5 times a power of ten.
 *
 * @param log whether it is logarithmic
 * @param min where it begins, in the unit of the axis: log10 of the value where it is logarithmic
 * @param max where it ends, likewise
 * @param ticks values
 */
record ValueScale(boolean log, double min, double max, List<Double> ticks) {

  private static final double ROOM = 0.06;

  /** So that all values fit; NaN and, on a logarithmic axis, what is not above 0 are left out. */
  static ValueScale of(boolean log, double... values) {
    double[] shown =
        DoubleStream.of(values).filter(v -> Double.isFinite(v) && (!log || v > 0)).toArray();
    double low = DoubleStream.of(shown).min().orElse(1);
    double high = DoubleStream.of(shown).max().orElse(1);
    if (log) {
      double room = Math.max(ROOM * Math.log10(high / low), 0.04);
      double min = Math.log10(low) - room;
      double max = Math.log10(high) + room;
      return new ValueScale(true, min, max, logTicks(Math.pow(10, min), Math.pow(10, max)));
    }
    double from = Math.min(0, low);
    double range = high > from ? high - from : 1;
    double min = from < 0 ? from - ROOM * range : 0;
    double max = high + ROOM * range;
    return new ValueScale(false, min, max > min ? max : min + 1, linearTicks(min, max));
  }

  /** The same with a little room below 0, so that a mark at 0 is whole. */
  ValueScale belowZero() {
    return new ValueScale(log, Math.min(min, -ROOM * max), max, ticks);
  }

  double to(double value) {
    return log ? Math.log10(value) : value;
  }

  private static List<Double> logTicks(double low, double high) {
    double decades = Math.log10(high / low);
    int[] steps =
        decades > 5 ? new int[] {1} : decades > 2.5 ? new int[] {1, 3} : new int[] {1, 2, 5};
    List<Double> ticks = new ArrayList<>();
    int last = (int) Math.ceil(Math.log10(high));
    for (int power = (int) Math.floor(Math.log10(low)); power <= last; power++) {
      for (int step : steps) {
        double tick = BigDecimal.valueOf(step).scaleByPowerOfTen(power).doubleValue();
        if (tick >= low && tick <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks.size() >= 2
        ? ticks
        : linearTicks(low, high).stream().filter(tick -> tick > 0).toList();
  }

  private static List<Double> linearTicks(double low, double high) {
    double raw = (high > low ? high - low : 1) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = 10 * power;
    for (double one : new double[] {1, 2, 5}) {
      if (one * power >= raw) {
        step = one * power;
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (long at = (long) Math.ceil(low / step - 1e-9); at * step <= high + 1e-9 * step; at++) {
      ticks.add(new BigDecimal(at * step).round(new MathContext(10)).doubleValue());
    }
    return ticks;
  }

  /** A tick's number, with as many digits as it needs. */
  static String text(double tick) {
    return tick == 0 ? "0" : BigDecimal.valueOf(tick).stripTrailingZeros().toPlainString();
  }
}
