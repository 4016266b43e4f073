package io.humhelix.bench.report;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found, by kind: each kind once, with the run configs that it concerns, ranges of its
 * numbers, and its remedy. Errors come first, then what concerns most run configs. Not thread-safe.
 */
final class Findings {

  private static final String INDENT = "  ";

  /** Messages of one kind that differ in words; more tell no more. */
  private static final int MOST_MESSAGES = 8;

  /**
   * One finding of one run config.
   *
   * @param of empty of what is about the run
   * @param trials in how many trials; 0 where it is about all of them
   */
  private record Found(RunFinding finding, Optional<RunConfig> of, int trials) {

    MessageForm form() {
      return MessageForm.of(finding.text());
    }
  }

  private final List<Found> all = new ArrayList<>();

  /** Adds what is about the run. */
  void add(RunFinding finding) {
    all.add(new Found(finding, Optional.empty(), 0));
  }

  /** Adds what is about a run config. */
  void add(RunFinding finding, RunConfig of) {
    all.add(new Found(finding, Optional.of(of), 0));
  }

  /** Adds what was found about a run config and its trials: what trials have in common once. */
  void addAll(RunConfigResult config) {
    of(config)
        .forEach(
            (finding, trials) ->
                all.add(new Found(finding, Optional.of(config.runConfig()), trials)));
  }

  /** Returns what was found about a run config, with the number of trials that it was found of. */
  static Map<RunFinding, Integer> of(RunConfigResult config) {
    Map<RunFinding, Integer> found = new LinkedHashMap<>();
    config.failure().ifPresent(failure -> found.put(RunFinding.of(failure), 0));
    config.issues().forEach(issue -> found.put(RunFinding.of(issue), 0));
    for (TrialResult trial : config.trials()) {
      trial.failure().ifPresent(failure -> count(found, RunFinding.of(failure)));
      trial.issues().forEach(issue -> count(found, RunFinding.of(issue)));
    }
    return found;
  }

  private static void count(Map<RunFinding, Integer> found, RunFinding one) {
    // What stands at the run config already concerns all of its trials.
    found.compute(one, (key, n) -> n == null ? 1 : n == 0 ? 0 : n + 1);
  }

  /** Adds something found, in so many trials. */
  void add(RunFinding finding, RunConfig of, int trials) {
    all.add(new Found(finding, Optional.of(of), trials));
  }

  /**
   * Returns the lines of a section.
   *
   * @param names those of the run
   * @param named whether the run configs are told; else the caller has done so
   */
  List<String> lines(RunConfigNames names, String indent, boolean named, Symbols symbols) {
    Map<Object, List<Found>> kinds = new LinkedHashMap<>();
    for (Found one : all) {
      // Remarks have no kind but their words.
      Object kind = one.finding().kind().isEmpty() ? one.form().words() : one.finding().kind();
      kinds.computeIfAbsent(kind, any -> new ArrayList<>()).add(one);
    }
    List<String> lines = new ArrayList<>();
    kinds.values().stream()
        .sorted(
            Comparator.comparingInt((List<Found> kind) -> kind.get(0).finding().rank())
                .thenComparingLong(kind -> -configs(kind).size()))
        .forEach(kind -> lines.addAll(new Kind(kind, names, indent, named, symbols).lines()));
    return lines;
  }

  private static List<RunConfig> configs(Collection<Found> found) {
    return found.stream().flatMap(one -> one.of().stream()).distinct().toList();
  }

  /** All that was found of one kind. */
  private record Kind(
      List<Found> found, RunConfigNames names, String indent, boolean named, Symbols symbols) {

    /** What is said in the same words, and with the same remedy. */
    private record Wording(List<String> words, String remedy) {}

    List<String> lines() {
      Map<Wording, List<Found>> wordings = new LinkedHashMap<>();
      for (Found one : alike()) {
        wordings
            .computeIfAbsent(
                new Wording(one.form().words(), one.finding().remedy()), any -> new ArrayList<>())
            .add(one);
      }
      List<List<Found>> messages = List.copyOf(wordings.values());
      RunFinding first = found.get(0).finding();
      if (messages.size() == 1) {
        List<String> lines = new ArrayList<>(message(messages.get(0), first, indent));
        lines.addAll(where(messages.get(0), indent + INDENT));
        lines.addAll(first.help(indent));
        return lines;
      }
      boolean oneRemedy = wordings.keySet().stream().map(Wording::remedy).distinct().count() == 1;
      List<String> lines = new ArrayList<>();
      lines.add(indent + first.kind(symbols));
      for (List<Found> one : messages.subList(0, Math.min(MOST_MESSAGES, messages.size()))) {
        RunFinding bare = new RunFinding(first.rank(), "", "", one.get(0).finding().remedy());
        lines.addAll(message(one, bare, indent + INDENT));
        lines.addAll(where(one, indent + INDENT + INDENT));
        lines.addAll(oneRemedy ? List.of() : bare.help(indent + INDENT));
      }
      if (messages.size() > MOST_MESSAGES) {
        lines.add(
            indent
                + INDENT
                + "and "
                + NumberText.count(messages.size() - MOST_MESSAGES, "more message")
                + " in the results file");
      }
      lines.addAll(oneRemedy ? first.help(indent) : List.of());
      return lines;
    }

    /** Which forks have a flag is told of a single run config alone. */
    private List<Found> alike() {
      return found.size() == 1
          ? found
          : found.stream()
              .map(
                  one ->
                      new Found(
                          one.finding()
                              .withText(MessageForm.withoutForkNumbers(one.finding().text())),
                          one.of(),
                          one.trials()))
              .toList();
    }

    private List<String> message(List<Found> alike, RunFinding head, String begin) {
      int trials = alike.stream().mapToInt(Found::trials).sum();
      String suffix = trials > 1 ? " (" + NumberText.count(trials, "trial") + ")" : "";
      return head.withText(MessageForm.merged(alike.stream().map(Found::form).toList()))
          .lines(begin, suffix, symbols);
    }

    /** Which run configs, and which of them has the most of it. */
    private List<String> where(List<Found> alike, String begin) {
      List<RunConfig> configs = configs(alike);
      if (!named && configs(found).size() == configs.size() || configs.isEmpty()) {
        return List.of();
      }
      String most = "";
      if (configs.size() > 1) {
        int at = MessageForm.most(alike.stream().map(Found::form).toList());
        most =
            at < 0
                ? ""
                : alike.get(at).of().map(RunConfigNames::name).map("; most in "::concat).orElse("");
      }
      return RunConfigNames.wrap(begin + "in " + names.text(configs) + most, begin + INDENT)
          .stream()
          .map(line -> faint(line))
          .toList();
    }

    private String faint(String line) {
      String text = line.stripLeading();
      return line.substring(0, line.length() - text.length()) + symbols.paint(Ink.FAINT, text);
    }
  }
}
