package io.humhelix.bench.report;

import io.humhelix.bench.summary.Contest;
import io.humhelix.bench.summary.Contest.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a colleague would say of some results: who is fastest, and whose texts are best. */
final class ContestText {

  private static final int MOST = 4;
  private static final double HARDLY = 1.05;
  private static final int DECIMALS = 2;

  private ContestText() {}

  static List<String> lines(List<Contest> contests, boolean severalHosts, Symbols symbols) {
    List<String> lines = new ArrayList<>();
    for (Contest contest : contests.subList(0, Math.min(MOST, contests.size()))) {
      String place =
          severalHosts ? contest.audioFile() + " on " + host(contest) : contest.audioFile();
      String where = contests.size() > 1 ? place + ": " : "";
      lines.addAll(DisplayText.wrap(DisplayText.oneLine(where + sentence(contest, symbols)), "  "));
    }
    if (contests.size() > MOST) {
      lines.add(
          NumberText.count(contests.size() - MOST, "more such comparison")
              + "; --filter audio_file=NAME shows one");
    }
    return lines;
  }

  private static String host(Contest contest) {
    return contest.host().isEmpty() ? "a host without name" : contest.host();
  }

  private static String sentence(Contest contest, Symbols symbols) {
    List<Contender> all = contest.contenders();
    Contender first = all.get(0);
    if (all.size() == 1) {
      return "only "
          + first.name()
          + ": RTF "
          + NumberText.significant(first.rtf(), 3)
          + first.errorPercent().stream()
              .mapToObj(rate -> ", " + rate(contest) + " " + percent(rate))
              .findFirst()
              .orElse("");
    }
    return speed(contest, symbols) + accuracy(contest);
  }

  private static String speed(Contest contest, Symbols symbols) {
    List<Contender> all = contest.contenders();
    Contender first = all.get(0);
    Contender second = all.get(1);
    double ratio = second.rtf() / first.rtf();
    if (!Double.isFinite(ratio)) {
      return "no speed: a system took no time at all";
    }
    Contender last = all.get(all.size() - 1);
    double most = last.rtf() / first.rtf();
    if (most < HARDLY) {
      return all.size()
          + " systems about equally fast (RTF "
          + NumberText.significant(first.rtf(), 3)
          + ")";
    }
    String text =
        "fastest valid: "
            + first.name()
            + doubts(contest)
            + ", "
            + (ratio < HARDLY ? "hardly" : times(ratio, symbols))
            + " faster than "
            + second.name();
    return all.size() > 2
        ? text + " and " + times(most, symbols) + " faster than " + last.name()
        : text;
  }

  /** Speed is bought with errors or failures at times, which is not to be read past. */
  private static String doubts(Contest contest) {
    Contender first = contest.contenders().get(0);
    List<Contender> best = contest.mostAccurate();
    List<String> doubts = new ArrayList<>();
    if (!best.isEmpty() && !best.contains(first) && first.errorPercent().isPresent()) {
      doubts.add(rate(contest) + " " + percent(first.errorPercent().getAsDouble()));
    }
    if (first.valid() < first.trials()) {
      doubts.add("valid in " + first.valid() + " of " + NumberText.count(first.trials(), "trial"));
    }
    return doubts.isEmpty() ? "" : " (" + String.join(", ", doubts) + ")";
  }

  private static String accuracy(Contest contest) {
    List<Contender> best = contest.mostAccurate();
    long rated =
        contest.contenders().stream().filter(one -> one.errorPercent().isPresent()).count();
    if (contest.errorRate().isEmpty()) {
      return rated == 0 ? "" : "; error rates are not comparable (different normalizers or units)";
    }
    if (rated < 2) {
      return "";
    }
    String rate =
        " (" + rate(contest) + " " + percent(best.get(0).errorPercent().getAsDouble()) + ")";
    if (best.size() == rated) {
      return "; all equally accurate" + rate;
    }
    return "; most accurate: "
        + best.stream().map(Contender::name).collect(Collectors.joining(" and "))
        + rate;
  }

  private static String rate(Contest contest) {
    return contest.errorRate().filter("cer_percent"::equals).isPresent() ? "CER" : "WER";
  }

  private static String percent(double rate) {
    return NumberText.fixed(rate, DECIMALS) + " %";
  }

  private static String times(double ratio, Symbols symbols) {
    return NumberText.significant(ratio, ratio < 10 ? 2 : 3)
        + (symbols == Symbols.UNICODE ? " ×" : " x");
  }
}
