package io.humhelix.bench.compare;

import io.humhelix.bench.estimate.ForkValues;
import io.humhelix.bench.internal.noise.Disturbance;
import io.humhelix.bench.stats.ForkedSample;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps apart what the machine did and what the systems did. Forks that the machine disturbed are
 * left out if at least 3 quiet ones remain on each side; within one run a disturbed fork takes the
 * other one of its block along. Else all forks are compared, and a verdict must be beyond what the
 * disturbance can explain: with {@code e = -ln(1 - share taken)}, the mean over the side's forks,
 * where quiet ones count 0, beyond the tolerance by {@value #FACTOR} {@code e} of the side that
 * would look slower by it.
 *
 * <p>Whether other load or steal has a flag depends on the machine alone, so leaving out by it does
 * not bias the others. The candidate may swap, be throttled or press memory by itself: where that
 * is why forks were left out, nothing passes that is a regression with them.
 *
 * @param baseline its forks that are compared
 * @param candidate its forks that are compared
 * @param note which forks were left out; empty if none
 * @param margins of the verdict; empty if all forks are quiet
 * @param undue the same with the forks that were left out for what the candidate may do by itself;
 *     empty if there are none
 */
record QuietForks(
    ForkValues baseline,
    ForkValues candidate,
    Optional<String> note,
    Optional<Margins> margins,
    Optional<Undue> undue) {

  /**
   * Forks that were left out, though perhaps the candidate itself is to blame.
   *
   * @param baseline its quiet forks and those of the same blocks
   * @param candidate its quiet forks and those that it may have disturbed
   * @param flags of the latter, as text
   */
  record Undue(ForkValues baseline, ForkValues candidate, String flags) {}

  /** Load can cost twice the share that it takes, by caches, waiting and shared cores. */
  private static final double FACTOR = 2;

  /**
   * Chooses.
   *
   * @param paired whether forks of the same number belong together; both sides then have the same
   * @param queueing whether clips arrive by a clock: what a load does to a queue is not its share
   */
  static QuietForks of(
      ForkValues baseline,
      SortedMap<Integer, Disturbance> atBaseline,
      ForkValues candidate,
      SortedMap<Integer, Disturbance> atCandidate,
      boolean paired,
      boolean queueing) {
    SortedMap<Integer, Disturbance> old = only(atBaseline, baseline);
    SortedMap<Integer, Disturbance> now = only(atCandidate, candidate);
    if (old.isEmpty() && now.isEmpty()) {
      return new QuietForks(
          baseline, candidate, Optional.empty(), Optional.empty(), Optional.empty());
    }
    SortedSet<Integer> oldOut = new TreeSet<>(old.keySet());
    SortedSet<Integer> nowOut = new TreeSet<>(now.keySet());
    if (paired) {
      oldOut.addAll(nowOut);
      nowOut.addAll(oldOut);
    }
    ForkValues oldQuiet = without(baseline, oldOut);
    ForkValues nowQuiet = without(candidate, nowOut);
    if (oldQuiet.forks().size() >= ForkedSample.MINIMUM_FORKS
        && nowQuiet.forks().size() >= ForkedSample.MINIMUM_FORKS) {
      String note =
          paired
              ? blocks(oldOut, baseline, old, now)
              : "disturbed forks are left out: " + sides(old, baseline, now, candidate) + ".";
      SortedSet<Integer> byItself = byItself(now);
      oldOut.removeAll(paired ? byItself : Set.of());
      nowOut.removeAll(byItself);
      Undue undue =
          new Undue(without(baseline, oldOut), without(candidate, nowOut), flagsByItself(now));
      return new QuietForks(
          oldQuiet,
          nowQuiet,
          Optional.of(note),
          Optional.empty(),
          byItself.isEmpty() ? Optional.empty() : Optional.of(undue));
    }
    double worse = FACTOR * taken(now, candidate, queueing);
    double better = FACTOR * taken(old, baseline, queueing);
    String why =
        "the machine was noisy ("
            + sides(old, baseline, now, candidate)
            + "), so the times show too little; measure again on a quiet machine.";
    return new QuietForks(
        baseline,
        candidate,
        Optional.empty(),
        Optional.of(new Margins(worse, better, false, Reason.NOISY_MACHINE, why)),
        Optional.empty());
  }

  private static SortedMap<Integer, Disturbance> only(
      SortedMap<Integer, Disturbance> disturbed, ForkValues values) {
    SortedMap<Integer, Disturbance> some = new TreeMap<>(disturbed);
    some.keySet().retainAll(values.forks().keySet());
    return some;
  }

  private static ForkValues without(ForkValues values, Set<Integer> forks) {
    Set<Integer> kept = new TreeSet<>(values.forks().keySet());
    kept.removeAll(forks);
    return values.only(kept);
  }

  /** Returns the mean of {@code e} over all forks of a side; infinite where it is not known. */
  private static double taken(
      SortedMap<Integer, Disturbance> disturbed, ForkValues values, boolean queueing) {
    if (queueing && !disturbed.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    double sum =
        disturbed.values().stream()
            .mapToDouble(one -> -Math.log1p(-one.shareTaken().orElse(1)))
            .sum();
    return sum / values.forks().size();
  }

  private static String blocks(
      SortedSet<Integer> out,
      ForkValues values,
      SortedMap<Integer, Disturbance> old,
      SortedMap<Integer, Disturbance> now) {
    SortedMap<Integer, Disturbance> all = new TreeMap<>(old);
    all.putAll(now);
    return String.format(
        Locale.ROOT,
        "disturbed blocks are left out: %d of %d (%s).",
        out.size(),
        values.forks().size(),
        flags(all) + numbers(out));
  }

  private static String sides(
      SortedMap<Integer, Disturbance> old,
      ForkValues baseline,
      SortedMap<Integer, Disturbance> now,
      ForkValues candidate) {
    String before = side("baseline", old, baseline);
    String after = side("candidate", now, candidate);
    return before + (before.isEmpty() || after.isEmpty() ? "" : "; ") + after;
  }

  /** As "candidate: other-load in 4 of 10 forks, 12 % of the processors taken". */
  private static String side(
      String name, SortedMap<Integer, Disturbance> disturbed, ForkValues values) {
    if (disturbed.isEmpty()) {
      return "";
    }
    boolean known = disturbed.values().stream().allMatch(one -> one.shareTaken().isPresent());
    double most =
        disturbed.values().stream().mapToDouble(one -> one.shareTaken().orElse(0)).max().orElse(0);
    return String.format(
        Locale.ROOT,
        "%s: %s in %d of %d forks%s",
        name,
        flags(disturbed),
        disturbed.size(),
        values.forks().size(),
        known ? String.format(Locale.ROOT, ", at most %.0f %% taken", 100 * most) : "");
  }

  private static SortedSet<Integer> byItself(SortedMap<Integer, Disturbance> disturbed) {
    SortedSet<Integer> forks = new TreeSet<>(disturbed.keySet());
    forks.removeIf(fork -> disturbed.get(fork).ofItself().isEmpty());
    return forks;
  }

  private static String flagsByItself(SortedMap<Integer, Disturbance> disturbed) {
    return joined(disturbed.values().stream().flatMap(one -> one.ofItself().stream()));
  }

  private static String flags(SortedMap<Integer, Disturbance> disturbed) {
    return joined(disturbed.values().stream().flatMap(one -> one.flags().stream()));
  }

  private static String joined(Stream<String> flags) {
    return flags.distinct().sorted().collect(Collectors.joining(", "));
  }

  private static String numbers(SortedSet<Integer> forks) {
    return " in " + forks.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
