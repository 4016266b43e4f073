package io.humhelix.bench.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Finds the changes of level in a history, such as the levels of a run config on many days.
 *
 * <p>Circular binary segmentation (Olshen, Venkatraman, Lucito and Wigler, "Circular binary
 * segmentation for the analysis of array-based DNA copy number data", Biostatistics 5, 2004):
 * permutations test the stretch whose mean is furthest, by Student's t, from the mean of all other
 * values. A stretch that touches an end of the segment is one change; any other stretch is two, and
 * each is then tested on its own. The search goes on between the changes. It assumes no
 * distribution. E-divisive by bisection, the common method, misses a level that comes and goes: in
 * the tests' scenario it finds one in 1 % of histories of 30 values, this search in nearly all, at
 * the same rate of false alarms.
 *
 * <p>A short history has too few permutations: below {@value #FEWEST} values no change has a p
 * value under 0.001, however large it is, and none is looked for. Of 18 values a change needs 7 on
 * its younger side, of 30 it needs 5, of 40 or more it needs 4: judge the newest value by {@link
 * PredictionInterval} meanwhile.
 *
 * <p>Permutations take values for independent: of 300 simulated histories of 30 values that
 * resemble the one before them by 0.3, 0.5 and 0.7, 3, 9 and 38 % had a change. {@link #amidWander}
 * also asks how far such values wander by themselves: 1, 4 and 7 %. It costs some power, as the
 * resemblance is not known well: of steps by 3.3 standard deviations after half of 30 independent
 * values it finds 96 instead of 100 %.
 *
 * <p>More than {@value #WINDOW} values are searched in windows of as many that overlap by half, and
 * a change that is found must stand between its neighbours too; each window has its own rate of
 * false alarms.
 */
public final class ChangePoints {

  /** A change more likely than this by chance is not reported. */
  public static final double SIGNIFICANCE = 0.001;

  /** Fewest values on a level: a single bad day is not a level. */
  public static final int FEWEST_ON_A_SIDE = 3;

  /** Longest part of a history that is searched at once: permutations take its square. */
  static final int WINDOW = 80;

  /** Fewest values of a history in which a change can be found. */
  public static final int FEWEST = 18;

  /**
   * The coefficient at lag 1 of what is left around the levels that were found is too small, since
   * these follow the wander: over simulated histories of 18 to 60 values its mean is {@code c - (5
   * + 10.5 c) / n} to 0.05 for one change and up to {@code c = 0.75}, with a standard deviation of
   * {@code 0.87 / sqrt(n)}. Each further change adds about {@value #BIAS_OF_MORE} to the 5.
   */
  private static final double BIAS = 5;

  private static final double BIAS_OF_MORE = 1;
  private static final double SHRINKAGE = 10.5;
  private static final double DEVIATION = 0.87;

  private final double[] values;
  private final Wander wander;
  private final SplittableRandom random;
  private final TreeMap<Integer, Double> found = new TreeMap<>();

  private ChangePoints(double[] values, Wander wander, long seed) {
    this.values = values;
    this.wander = wander;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Finds changes.
   *
   * @param values finite, in the order of time; logarithms for what changes by ratios
   * @param seed of the permutations
   * @return in the order of time
   * @throws IllegalArgumentException if a value is not finite
   */
  public static List<ChangePoint> of(double[] values, long seed) {
    return of(values, new Wander(0), seed);
  }

  /**
   * Finds changes that are too large for a wander too, as of values that resemble the one before
   * them as much as these do. For values of many days.
   *
   * @param values finite, in the order of time; logarithms for what changes by ratios
   * @param seed of the permutations and of the simulated wanders
   * @return in the order of time, among those of {@link #of}
   * @throws IllegalArgumentException if a value is not finite
   */
  public static List<ChangePoint> amidWander(double[] values, long seed) {
    List<ChangePoint> byPermutation = of(values, seed);
    Wander wander = wanderAround(values, byPermutation);
    return wander.present() ? of(values, wander, seed) : byPermutation;
  }

  private static List<ChangePoint> of(double[] values, Wander wander, long seed) {
    Sample.of(values);
    ChangePoints search = new ChangePoints(values.clone(), wander, seed);
    search.searchAll();
    List<Integer> at = new ArrayList<>(search.found.keySet());
    List<ChangePoint> points = new ArrayList<>();
    for (int i = 0; i < at.size(); i++) {
      int from = i == 0 ? 0 : at.get(i - 1);
      int to = i + 1 == at.size() ? values.length : at.get(i + 1);
      int index = at.get(i);
      points.add(
          new ChangePoint(
              index,
              Moments.of(Arrays.copyOfRange(values, from, index)).mean(),
              Moments.of(Arrays.copyOfRange(values, index, to)).mean(),
              search.found.get(index)));
    }
    return List.copyOf(points);
  }

  /** A long history is searched in windows that overlap by half. */
  private void searchAll() {
    int n = values.length;
    if (n <= WINDOW) {
      search(0, n);
      return;
    }
    boolean last = false;
    for (int from = 0; !last; from += WINDOW / 2) {
      last = from + WINDOW >= n;
      TreeMap<Integer, Double> before = new TreeMap<>(found);
      search(last ? n - WINDOW : from, last ? n : from + WINDOW);
      before.forEach((at, p) -> found.merge(at, p, Math::min));
    }
    dropNeighbours();
    dropWhatFadesBetweenOthers();
  }

  /** Two windows may place one change at two neighbouring values. */
  private void dropNeighbours() {
    List<Integer> byP = new ArrayList<>(found.keySet());
    byP.sort(Comparator.comparing(found::get));
    for (int at : byP) {
      if (found.containsKey(at)) {
        double p = found.get(at);
        found.subMap(at - FEWEST_ON_A_SIDE + 1, at + FEWEST_ON_A_SIDE).clear();
        found.put(at, p);
      }
    }
  }

  /** A change must also stand between the changes beside it, which its window may not have had. */
  private void dropWhatFadesBetweenOthers() {
    boolean stands = false;
    while (!stands) {
      int worst = -1;
      double most = 0;
      for (int at : found.keySet()) {
        Integer before = found.lowerKey(at);
        Integer after = found.higherKey(at);
        double p = differ(before == null ? 0 : before, at, after == null ? values.length : after);
        if (p > most) {
          most = p;
          worst = at;
        }
      }
      stands = most < SIGNIFICANCE;
      if (!stands) {
        found.remove(worst);
      }
    }
  }

  private void search(int from, int to) {
    if (to - from < FEWEST) {
      return;
    }
    double[] segment = Arrays.copyOfRange(values, from, to);
    Stretch best = Stretch.best(segment);
    double p =
        PermutationTest.p(
            best.distance(),
            () -> {
              Shuffle.range(segment, 0, segment.length, random);
              return Stretch.best(segment).distance();
            });
    if (p < SIGNIFICANCE && wander.present()) {
      p = Math.max(p, byWander(best.share(Arrays.copyOfRange(values, from, to)), to - from));
    }
    if (p >= SIGNIFICANCE) {
      return;
    }
    int start = from + best.from();
    int end = from + best.to();
    boolean starts = start > from && (end == to || differ(from, start, end) < SIGNIFICANCE);
    boolean ends = end < to && (start == from || differ(start, end, to) < SIGNIFICANCE);
    if (starts) {
      found.put(start, p);
    }
    if (ends) {
      found.put(end, p);
    }
    if (starts) {
      search(from, start);
    }
    if (starts && ends) {
      search(start, end);
    } else if (starts) {
      search(start, to);
    } else if (ends) {
      search(from, end);
    }
    if (ends) {
      search(end, to);
    }
  }

  /** Returns the p value of a stretch that explains so much, among wanders of that length. */
  private double byWander(double share, int n) {
    double[] path = new double[n];
    return PermutationTest.p(
        share,
        () -> {
          wander.fill(path, random);
          return Stretch.best(path).share(path);
        });
  }

  /** How much values resemble the one before them around the levels that were found. */
  private static Wander wanderAround(double[] values, List<ChangePoint> points) {
    int n = values.length;
    if (points.isEmpty()) {
      return new Wander(0);
    }
    double squares = 0;
    double products = 0;
    double last = 0;
    double level = points.get(0).before();
    int next = 0;
    for (int i = 0; i < n; i++) {
      if (next < points.size() && points.get(next).index() == i) {
        level = points.get(next++).after();
      }
      double rest = values[i] - level;
      squares += rest * rest;
      products += last * rest;
      last = rest;
    }
    double resemblance = squares == 0 ? 0 : products / squares;
    double bias = BIAS + BIAS_OF_MORE * (points.size() - 1);
    double excess = n * resemblance + bias - DEVIATION * Math.sqrt(n);
    return new Wander(Math.max(0, Math.min(Wander.MOST, excess / (n - SHRINKAGE))));
  }

  /** Returns the p value of a change at one place between two others. */
  private double differ(int from, int at, int to) {
    double[] both = Arrays.copyOfRange(values, from, to);
    int n = at - from;
    return PermutationTest.p(
        distanceOfMeans(both, n),
        () -> {
          Shuffle.range(both, 0, both.length, random);
          return distanceOfMeans(both, n);
        });
  }

  private static double distanceOfMeans(double[] values, int n) {
    double mean = Moments.of(values).mean();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += values[i] - mean;
    }
    return Math.abs(sum);
  }

  /**
   * A part of a segment, and how far its mean is from that of the rest: the square of the sum of
   * its centred values over {@code n m}. It grows with Student's t, since permutations do not
   * change the total sum of squares.
   */
  private record Stretch(int from, int to, double distance) {

    static Stretch best(double[] x) {
      int n = x.length;
      double mean = Moments.of(x).mean();
      double[] sums = new double[n + 1];
      for (int i = 0; i < n; i++) {
        sums[i + 1] = sums[i] + x[i] - mean;
      }
      double[] weights = new double[n];
      for (int inside = 1; inside < n; inside++) {
        weights[inside] = 1 / ((double) inside * (n - inside));
      }
      int start = 0;
      int end = n;
      double largest = -1;
      // A piece before or after the stretch is a level of its own or does not exist.
      for (int from = 0; from < n; from = from == 0 ? FEWEST_ON_A_SIDE : from + 1) {
        for (int to = from + FEWEST_ON_A_SIDE; to <= n; to++) {
          int inside = to - from;
          boolean restTooShort = to < n && n - to < FEWEST_ON_A_SIDE;
          if (restTooShort || inside == n) {
            continue;
          }
          double sum = sums[to] - sums[from];
          double distance = sum * sum * weights[inside];
          if (distance > largest) {
            largest = distance;
            start = from;
            end = to;
          }
        }
      }
      return new Stretch(start, end, largest);
    }

    /** The part of all squares that the stretch explains, from 0 to 1; 0 without spread. */
    double share(double[] x) {
      Moments all = Moments.of(x);
      double squares = all.variance() * (x.length - 1);
      return squares == 0 ? 0 : distance * x.length / squares;
    }
  }
}
