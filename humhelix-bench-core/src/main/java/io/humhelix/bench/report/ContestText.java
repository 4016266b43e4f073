package io.humhelix.bench.report;

import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.summary.Contest;
import io.humhelix.bench.summary.Contest.Contender;
import io.humhelix.bench.summary.Contest.Work;
import io.humhelix.bench.summary.Standing;
import io.humhelix.bench.summary.Standing.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a colleague would say of some results: who is fastest, and whose texts are best. What the
 * forks or clips do not tell is said as such.
 */
final class ContestText {

  private static final int MOST = 3;
  private static final int MOST_NAMES = 3;
  private static final double PER_CENT_BELOW = 1.1;

  private final Contest contest;
  private final Symbols symbols;
  private final Function<Contest, Optional<String>> speedAlone;

  private ContestText(
      Contest contest, Symbols symbols, Function<Contest, Optional<String>> speedAlone) {
    this.contest = contest;
    this.symbols = symbols;
    this.speedAlone = speedAlone;
  }

  /** Returns a sentence for each contest, unwrapped. */
  static List<String> sentences(List<Contest> contests, boolean severalHosts, Symbols symbols) {
    return sentences(
        contests,
        severalHosts,
        symbols,
        any -> Optional.empty(),
        "; --filter audio_file=NAME shows one");
  }

  /**
   * Returns a sentence for each contest, unwrapped.
   *
   * @param speedAlone what is to be said of the speed of one that has no other to be compared with,
   *     where more is known than its trials
   * @param seeMore what shows those that are too many to be said
   */
  static List<String> sentences(
      List<Contest> contests,
      boolean severalHosts,
      Symbols symbols,
      Function<Contest, Optional<String>> speedAlone,
      String seeMore) {
    int told = contests.size() > MOST ? MOST - 1 : contests.size();
    List<String> lines = new ArrayList<>(first(told, contests, severalHosts, symbols, speedAlone));
    if (contests.size() > told) {
      lines.add(NumberText.count(contests.size() - told, "more such comparison") + seeMore);
    }
    return lines;
  }

  /** Returns a sentence for each contest, however many there are, unwrapped. */
  static List<String> all(List<Contest> contests, boolean severalHosts, Symbols symbols) {
    return first(contests.size(), contests, severalHosts, symbols, any -> Optional.empty());
  }

  private static List<String> first(
      int told,
      List<Contest> contests,
      boolean severalHosts,
      Symbols symbols,
      Function<Contest, Optional<String>> speedAlone) {
    List<String> lines = new ArrayList<>();
    for (Contest contest : contests.subList(0, told)) {
      String where =
          contests.size() > 1 ? place(contest.work(), contests, severalHosts) + ": " : "";
      String sentence = new ContestText(contest, symbols, speedAlone).sentence();
      lines.add(DisplayText.oneLine(where + sentence));
    }
    return lines;
  }

  /** Names the work by what tells it from that of the others. */
  private static String place(Work work, List<Contest> contests, boolean severalHosts) {
    List<Work> alike =
        contests.stream()
            .map(Contest::work)
            .filter(
                other ->
                    other.audioFile().equals(work.audioFile()) && other.host().equals(work.host()))
            .toList();
    List<String> marks = new ArrayList<>();
    if (differ(alike, Work::audioSha256)) {
      marks.add(
          work.audioSha256().isEmpty()
              ? "content not stated"
              : "SHA-256 " + work.audioSha256().substring(0, 8));
    }
    if (differ(alike, Work::benchmark)) {
      marks.add("benchmark " + work.benchmark());
    }
    if (differ(alike, Work::workload)) {
      marks.add("workload " + work.workload());
    }
    if (differ(alike, Work::millis)) {
      marks.add(NumberText.significant(work.millis() / 1000.0, 4) + " s");
    }
    return work.audioFile()
        + (marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")")
        + (severalHosts ? " on " + host(work) : "");
  }

  private static boolean differ(List<Work> works, Function<Work, Object> part) {
    return works.stream().map(part).distinct().count() > 1;
  }

  private static String host(Work work) {
    return work.host().isEmpty() ? "a host without name" : work.host();
  }

  private String sentence() {
    Contender first = contest.contenders().get(0);
    if (contest.contenders().size() > 1) {
      return speed() + accuracy();
    }
    return "only "
        + first.name()
        + ": "
        + speedAlone.apply(contest).orElseGet(() -> rtfx(first))
        + first.errorPercent().stream()
            .filter(percent -> contest.errorRate().isPresent())
            .mapToObj(percent -> ", " + rate() + " " + percent(percent) + " %")
            .findFirst()
            .orElseGet(this::accuracy);
  }

  private String speed() {
    List<Contender> all = contest.contenders();
    List<Contender> fastest = contest.fastest();
    List<Contender> slower = all.stream().filter(one -> !fastest.contains(one)).toList();
    Contender first = all.get(0);
    if (all.stream().anyMatch(one -> one.speed().told() == Told.NOT_COMPARABLE)) {
      return "no speed: a trial took no time at all";
    }
    if (fastest.size() == 1) {
      return named(first) + " is " + faster(slower);
    }
    String rest = slower.isEmpty() ? "" : "; " + first.name() + " is " + faster(slower);
    if (fastest.stream().anyMatch(one -> one.speed().told() == Told.TOO_FEW)) {
      return "can't tell who is fastest from "
          + forks(fastest)
          + " (it takes "
          + ForkedSample.MINIMUM_FORKS
          + "); in these, "
          + named(first)
          + " was "
          + faster(fastest.subList(1, fastest.size()))
          + rest;
    }
    boolean otherRuns = fastest.stream().anyMatch(one -> one.speed().told() == Told.OTHER_RUNS);
    return names(fastest, this::named)
        + ": speed not told apart by "
        + forks(fastest)
        + (otherRuns ? " of different runs" : "")
        + " (RTFx "
        + number(1 / fastest.get(fastest.size() - 1).rtf())
        + " to "
        + number(1 / first.rtf())
        + ")"
        + rest;
  }

  /** How much faster the first is than the next of these, and than the last. */
  private String faster(List<Contender> slower) {
    Contender next = slower.get(0);
    Contender last = slower.get(slower.size() - 1);
    String text =
        ratio(next) > 1 ? times(ratio(next)) + " faster" + atLeast(next) + " than " : "as fast as ";
    text += named(next);
    return slower.size() == 1 ? text : text + " and " + times(ratio(last)) + " than " + named(last);
  }

  /** What the forks tell for sure, where they tell anything. */
  private String atLeast(Contender slower) {
    return slower.speed().told() != Told.WORSE
        ? ""
        : slower
            .speed()
            .estimate()
            .flatMap(Estimate::interval)
            .map(interval -> " (at least " + timesAtLeast(interval.low()) + ")")
            .orElse("");
  }

  private static double ratio(Contender slower) {
    return slower.speed().estimate().map(Estimate::point).orElse(1.0);
  }

  private String times(double ratio) {
    if (ratio < PER_CENT_BELOW) {
      return NumberText.significant(Math.max(0, 100 * (ratio - 1)), 2) + " %";
    }
    return NumberText.significant(ratio, ratio < 10 ? 2 : 3) + (symbols.isUnicode() ? " ×" : " x");
  }

  /** Rounded down: what is more than the bound is not told. */
  private String timesAtLeast(double bound) {
    if (bound < PER_CENT_BELOW) {
      return NumberText.fixed(Math.floor(1000 * (bound - 1)) / 10, 1) + " %";
    }
    int decimals = bound < 2 ? 2 : bound < 10 ? 1 : 0;
    double unit = Math.pow(10, decimals);
    return NumberText.fixed(Math.floor(bound * unit) / unit, decimals)
        + (symbols.isUnicode() ? " ×" : " x");
  }

  private String forks(List<Contender> some) {
    String noun = contest.work().hasForks() ? "fork" : "trial";
    int least = some.stream().mapToInt(Contender::forks).min().orElse(0);
    int most = some.stream().mapToInt(Contender::forks).max().orElse(0);
    return least == most
        ? NumberText.count(least, noun) + " each"
        : least + " to " + NumberText.count(most, noun);
  }

  /** Speed is bought with errors or failures at times, which is not to be read past. */
  private String named(Contender one) {
    List<String> marks = new ArrayList<>();
    if (one.accuracy().isPresent() && ratesDiffer() && !isDuel()) {
      marks.add(rate() + " " + percent(one.errorPercent().orElseThrow()) + " %");
    }
    if (one.valid() < one.trials()) {
      marks.add("valid in " + one.valid() + " of " + NumberText.count(one.trials(), "trial"));
    }
    return one.name() + (marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")");
  }

  private boolean ratesDiffer() {
    return contest.errorRate().isPresent()
        && !percent(least(rated())).equals(percent(most(rated())));
  }

  private List<Contender> rated() {
    return contest.contenders().stream().filter(one -> one.accuracy().isPresent()).toList();
  }

  private static double least(List<Contender> rated) {
    return rated.stream().mapToDouble(one -> one.errorPercent().orElseThrow()).min().orElse(0);
  }

  private String accuracy() {
    List<Contender> rated = rated();
    if (contest.errorRate().isEmpty()) {
      return contest.contenders().stream().noneMatch(one -> one.errorPercent().isPresent())
          ? ""
          : "; error rates are not comparable (different normalizers or units)";
    }
    if (rated.size() < 2) {
      return "";
    }
    List<Contender> best = contest.mostAccurate();
    if (best.size() == 1) {
      return isDuel()
          ? points(best.get(0), rated)
          : "; most accurate: " + best.get(0).name() + " (" + rates(best) + ")";
    }
    if (percent(least(best)).equals(percent(most(best))) && best.size() == rated.size()) {
      return isDuel()
          ? " at the same " + rates(best).replaceFirst(" ", " (") + ")"
          : "; same " + rates(best);
    }
    String why = best.stream().map(this::why).flatMap(Optional::stream).findFirst().orElse("");
    return best.size() == rated.size()
        ? "; " + rates(best) + ": " + why
        : "; most accurate: "
            + names(best, Contender::name)
            + " ("
            + rates(best)
            + ": "
            + why
            + ")";
  }

  /** Of two, one is faster, and the one sentence has room for its texts. */
  private boolean isDuel() {
    return contest.contenders().size() == 2
        && rated().size() == 2
        && contest.fastest().size() == 1
        && (contest.mostAccurate().size() == 1
            || percent(least(rated())).equals(percent(most(rated()))));
  }

  /** Of two, how far the texts of the faster one are better or worse than those of the other. */
  private String points(Contender best, List<Contender> rated) {
    boolean faster = best.equals(contest.contenders().get(0));
    return (faster ? ", and its " : ", but its ")
        + rate()
        + " is "
        + NumberText.significant(most(rated) - least(rated), 2)
        + " points "
        + (faster ? "lower" : "higher")
        + " ("
        + percent(faster ? least(rated) : most(rated))
        + " %)";
  }

  /** Why one is not told from the most accurate. */
  private Optional<String> why(Contender one) {
    Standing standing = one.accuracy().orElseThrow();
    String blocks =
        standing.estimate().stream()
            .map(estimate -> estimate.size().replicates())
            .map(count -> count + (count == 1 ? " speaker or clip" : " speakers or clips"))
            .findFirst()
            .orElse("");
    return switch (standing.told()) {
      case TOO_FEW ->
          Optional.of(
              "can't tell who is most accurate from "
                  + blocks
                  + " (it takes "
                  + BlockJackknife.MINIMUM_BLOCKS
                  + ")");
      case NOT_COMPARABLE -> Optional.of("not compared, the clips or references are not the same");
      case NOT_TOLD, OTHER_RUNS -> Optional.of("no difference told from " + blocks);
      case BEST, WORSE -> Optional.empty();
    };
  }

  private static double most(List<Contender> rated) {
    return rated.stream().mapToDouble(one -> one.errorPercent().orElseThrow()).max().orElse(0);
  }

  private String rates(List<Contender> some) {
    String least = percent(least(some));
    String most = percent(most(some));
    return rate() + " " + least + (least.equals(most) ? "" : " to " + most) + " %";
  }

  private static String names(List<Contender> some, Function<Contender, String> name) {
    List<String> names = new ArrayList<>(some.stream().map(name).toList());
    if (names.size() > MOST_NAMES + 1) {
      int more = names.size() - MOST_NAMES;
      names = new ArrayList<>(names.subList(0, MOST_NAMES));
      names.add(more + " more");
    }
    String last = names.remove(names.size() - 1);
    return String.join(", ", names) + " and " + last;
  }

  private String rate() {
    return contest.errorRate().filter("cer_percent"::equals).isPresent() ? "CER" : "WER";
  }

  private static String rtfx(Contender one) {
    return one.rtf() > 0
        ? "RTFx " + number(1 / one.rtf())
        : "no speed, a trial took no time at all";
  }

  private static String number(double value) {
    return NumberText.significant(value, 3);
  }

  private static String percent(double rate) {
    return NumberText.fixed(rate, 2);
  }
}
