package io.humhelix.bench.summary;

import io.humhelix.bench.summary.ConfigTally.Sum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Stored trials in the smallest groups that any table of means needs: those of one run config in
 * one file. Whoever adds sums and counts of some in their order and divides gets the means of
 * {@link TrialSummary}, to the last bit.
 *
 * @param rows how many groups there are
 * @param factors by what they can be put together
 * @param numbers of what there are means
 * @param trials measured trials of every status
 * @param valid valid ones
 * @param runs the run of each: equal numbers for equal runs
 * @param units what errors of its texts are counted in: empty, {@code word}, {@code character} or
 *     {@code unknown}
 * @param leftOut numbers that trials have and that would be too many
 */
public record FinestTallies(
    int rows,
    List<Values> factors,
    List<Sums> numbers,
    List<Long> trials,
    List<Long> valid,
    List<Integer> runs,
    Values units,
    List<String> leftOut) {

  /** Without these it is no table of means. */
  private static final int ALWAYS = TrialSummary.MEANS.size() + 2;

  /**
   * The values of a factor.
   *
   * @param name of the factor
   * @param condition whether a mean over several of its values is to be told
   * @param values each once; the empty text where a file has none
   * @param codes for each row, which of the values; empty where there is one value
   */
  public record Values(String name, boolean condition, List<String> values, List<Integer> codes) {

    public Values {
      values = List.copyOf(values);
      codes = List.copyOf(codes);
    }

    private static Values of(String name, boolean condition, List<String> all) {
      Map<String, Integer> known = new LinkedHashMap<>();
      List<Integer> codes = new ArrayList<>(all.size());
      for (String value : all) {
        Integer code = known.get(value);
        if (code == null) {
          code = known.size();
          known.put(value, code);
        }
        codes.add(code);
      }
      return new Values(
          name, condition, List.copyOf(known.keySet()), known.size() > 1 ? codes : List.of());
    }
  }

  /**
   * Sums of a number.
   *
   * @param name of one of hum-helix's numbers, or of a metric
   * @param sums of each row, over its valid trials that have the number
   * @param counts how many these are
   */
  public record Sums(String name, List<Double> sums, List<Long> counts) {

    public Sums {
      sums = List.copyOf(sums);
      counts = List.copyOf(counts);
    }
  }

  public FinestTallies {
    factors = List.copyOf(factors);
    numbers = List.copyOf(numbers);
    trials = List.copyOf(trials);
    valid = List.copyOf(valid);
    runs = List.copyOf(runs);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Returns the value of a row.
   *
   * @param factor its name
   * @param row from 0
   * @return the empty text where the file has none
   */
  public String value(String factor, int row) {
    for (Values one : factors) {
      if (one.name().equals(factor)) {
        return one.values().get(one.codes().isEmpty() ? 0 : one.codes().get(row));
      }
    }
    throw new IllegalArgumentException("no factor " + factor);
  }

  static FinestTallies of(
      List<String> numbers, List<ConfigTally> tallies, Map<List<String>, String> units, int most) {
    List<Values> factors = new ArrayList<>();
    for (Factor factor : factors(tallies)) {
      factors.add(
          Values.of(
              factor.name(),
              factor.isCondition(),
              tallies.stream().map(one -> one.value(factor)).toList()));
    }
    List<Sums> sums = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      int number = i;
      sums.add(
          new Sums(
              numbers.get(i),
              tallies.stream().map(one -> one.sum(number)).toList(),
              tallies.stream().map(one -> one.count(number)).toList()));
    }
    SortedSet<String> others = new TreeSet<>();
    tallies.forEach(one -> others.addAll(one.others().keySet()));
    List<String> leftOut = new ArrayList<>();
    for (String name : others) {
      if (sums.size() >= ALWAYS && (long) (sums.size() + 1) * tallies.size() > most) {
        leftOut.add(name);
      } else {
        sums.add(ofOther(name, tallies));
      }
    }
    Map<String, Integer> runs = new LinkedHashMap<>();
    tallies.forEach(one -> runs.putIfAbsent(one.run().key(), runs.size()));
    return new FinestTallies(
        tallies.size(),
        factors,
        sums.stream().filter(FinestTallies::isThere).toList(),
        tallies.stream().map(ConfigTally::trials).toList(),
        tallies.stream().map(ConfigTally::valid).toList(),
        tallies.stream().map(one -> runs.get(one.run().key())).toList(),
        Values.of(
            "unit",
            false,
            tallies.stream()
                .map(one -> TrialSummary.units(List.of(one), units))
                .map(found -> found.isEmpty() ? "" : found.first())
                .toList()),
        leftOut);
  }

  private static boolean isThere(Sums number) {
    return TrialSummary.MEANS.contains(number.name())
        || number.counts().stream().anyMatch(count -> count > 0);
  }

  private static Sums ofOther(String name, List<ConfigTally> tallies) {
    List<Double> sums = new ArrayList<>(tallies.size());
    List<Long> counts = new ArrayList<>(tallies.size());
    for (ConfigTally one : tallies) {
      Sum sum = one.others().get(name);
      sums.add(sum == null ? 0 : sum.sum());
      counts.add(sum == null ? 0 : sum.count());
    }
    return new Sums(name, sums, counts);
  }

  /** All, and each option that any run config has. */
  private static List<Factor> factors(List<ConfigTally> tallies) {
    List<Factor> factors = new ArrayList<>();
    Factor.names().forEach(name -> factors.add(Factor.of(name).orElseThrow()));
    SortedSet<String> options = new TreeSet<>();
    tallies.forEach(one -> options.addAll(one.config().options().asMap().keySet()));
    options.forEach(name -> Factor.of(Factor.OPTION + name).ifPresent(factors::add));
    return factors;
  }
}
