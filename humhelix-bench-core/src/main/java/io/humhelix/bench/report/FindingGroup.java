package io.humhelix.bench.report;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was found of one kind in some runs, for a page: the grouping of the sections of a run's
 * text, as data.
 *
 * @param severity what stands first
 * @param kind what a reader looks for, such as {@code warning [other-load]}
 * @param messages what is said in the same words once, at least one
 */
public record FindingGroup(Severity severity, String kind, List<Message> messages) {

  /** How bad it is, the worst first. */
  public enum Severity {
    /** There are no valid numbers. */
    ERROR,
    /** Numbers may be wrong. */
    WARNING,
    /** Numbers are as they are. */
    NOTE
  }

  /**
   * What was found.
   *
   * @param text for people; of numbers that differ the range
   * @param remedy what to do; empty if nothing
   * @param runConfigs their names; none of what is about a run
   * @param where the run configs as shortly as they can be told, such as {@code all 12 run
   *     configs}; empty where there are none
   * @param trials in how many trials; 0 where it is about all of them
   */
  public record Message(
      String text, String remedy, List<String> runConfigs, String where, long trials) {
    public Message {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(remedy, "remedy");
      Objects.requireNonNull(where, "where");
      runConfigs = List.copyOf(runConfigs);
    }
  }

  public FindingGroup {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(kind, "kind");
    messages = List.copyOf(messages);
  }

  /** What is said in the same words, and with the same remedy. */
  private record Wording(List<String> words, String remedy) {}

  private static final class Alike {
    private final List<MessageForm> forms = new ArrayList<>();

    /** By the place of the run among all: a hash of a run is one of every number it has. */
    private final SortedMap<Integer, Set<RunConfig>> runConfigs = new TreeMap<>();

    private long trials;
  }

  /**
   * Groups what was found.
   *
   * @param runs with any status
   * @return errors first, then what concerns most run configs
   */
  public static List<FindingGroup> of(List<RunResult> runs) {
    Map<RunFinding, Map<Wording, Alike>> kinds = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      int run = i;
      runs.get(i)
          .issues()
          .forEach(issue -> add(kinds, RunFinding.of(issue), run, Optional.empty(), 0));
      for (RunConfigResult config : runs.get(i).runConfigs()) {
        Optional<RunConfig> of = Optional.of(config.runConfig());
        Findings.of(config).forEach((finding, trials) -> add(kinds, finding, run, of, trials));
      }
    }
    List<FindingGroup> groups = new ArrayList<>();
    kinds.forEach((kind, messages) -> groups.add(group(kind, messages, runs)));
    groups.sort(
        Comparator.comparing(FindingGroup::severity)
            .thenComparing(
                group -> -group.messages().stream().mapToInt(m -> m.runConfigs().size()).sum()));
    return groups;
  }

  private static void add(
      Map<RunFinding, Map<Wording, Alike>> kinds,
      RunFinding finding,
      int run,
      Optional<RunConfig> of,
      int trials) {
    MessageForm form = MessageForm.of(MessageForm.withoutForkNumbers(finding.text()));
    Alike alike =
        kinds
            .computeIfAbsent(
                new RunFinding(finding.rank(), finding.kind(), "", ""),
                any -> new LinkedHashMap<>())
            .computeIfAbsent(new Wording(form.words(), finding.remedy()), any -> new Alike());
    alike.forms.add(form);
    alike.trials += trials;
    of.ifPresent(
        config -> alike.runConfigs.computeIfAbsent(run, any -> new LinkedHashSet<>()).add(config));
  }

  private static List<String> names(Alike alike) {
    return alike.runConfigs.values().stream()
        .flatMap(Set::stream)
        .map(RunConfigNames::name)
        .distinct()
        .toList();
  }

  /** As the text of a run has it; of several runs, all of all of them or what each has. */
  private static String where(Alike alike, List<RunResult> runs) {
    if (runs.size() > 1
        && alike.runConfigs.size() == runs.size()
        && alike.runConfigs.entrySet().stream()
            .allMatch(one -> one.getValue().size() == runs.get(one.getKey()).runConfigs().size())) {
      int all = alike.runConfigs.values().stream().mapToInt(Set::size).sum();
      return "all " + all + " run configs of all runs";
    }
    return alike.runConfigs.entrySet().stream()
        .map(
            one ->
                RunConfigNames.plain(RunConfigNames.of(runs.get(one.getKey())).text(one.getValue()))
                    + (runs.size() > 1 && one.getValue().size() > 1
                        ? " of the run of " + runs.get(one.getKey()).startedAt()
                        : ""))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static FindingGroup group(
      RunFinding kind, Map<Wording, Alike> messages, List<RunResult> runs) {
    List<Message> told = new ArrayList<>();
    messages.forEach(
        (wording, alike) ->
            told.add(
                new Message(
                    MessageForm.merged(alike.forms),
                    wording.remedy(),
                    names(alike),
                    where(alike, runs),
                    alike.trials)));
    return new FindingGroup(
        kind.isReason() ? Severity.ERROR : kind.isWarning() ? Severity.WARNING : Severity.NOTE,
        kind.kind(),
        told);
  }
}
