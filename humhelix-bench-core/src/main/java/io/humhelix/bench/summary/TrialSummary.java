package io.humhelix.bench.summary;

import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.RowsRead;
import io.humhelix.bench.store.RunConfigEnd;
import io.humhelix.bench.store.RunFacts;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Stored trials as a table: means by keys. Hosts are never put into one mean.
 *
 * @param factors what the groups are by: as asked for, and the host where there are several
 * @param groups at least one trial each
 * @param contests who is fastest and most accurate, among what is comparable
 * @param trialsByHost measured trials of each host; the empty name for files that name none
 * @param runs how many runs there are; each of hum-helix's files is one
 * @param filesWithoutHost hum-helix's files, which do not say what machine they are of
 * @param neverMeasured run configs without any trial that were refused, failed or cancelled
 * @param notOk run configs among what is shown that have trials and are not OK, such as failed ones
 * @param files what was read
 * @param damages what was not readable or not trustworthy
 */
public record TrialSummary(
    List<Factor> factors,
    List<TrialGroup> groups,
    List<Contest> contests,
    SortedMap<String, Long> trialsByHost,
    int runs,
    int filesWithoutHost,
    List<RunConfigEnd> neverMeasured,
    List<RunConfigEnd> notOk,
    List<Path> files,
    List<Damage> damages) {

  /** hum-helix's four means. */
  public static final List<String> MEANS =
      List.of("total_transcription_time", "inference_time", "transcription_time", "rtf");

  static final String UNKNOWN = TrialGroup.UNKNOWN;
  static final String WER = "wer_percent";
  static final String CER = "cer_percent";
  static final String AUDIO = "audio_duration";

  /**
   * What is to be shown.
   *
   * @param paths results files and folders of them
   * @param by what to group by
   * @param numbers further numbers of which means are wanted, by name
   * @param filters which trials count
   * @param last how many of the newest runs; 0 for all
   */
  public record Request(
      List<Path> paths,
      List<Factor> by,
      List<String> numbers,
      List<TrialFilter> filters,
      int last) {
    public Request {
      paths = List.copyOf(paths);
      by = List.copyOf(by);
      numbers = List.copyOf(numbers);
      filters = List.copyOf(filters);
    }
  }

  public TrialSummary {
    factors = List.copyOf(factors);
    groups = List.copyOf(groups);
    contests = List.copyOf(contests);
    trialsByHost = Collections.unmodifiableSortedMap(new TreeMap<>(trialsByHost));
    neverMeasured = List.copyOf(neverMeasured);
    notOk = List.copyOf(notOk);
    files = List.copyOf(files);
    damages = List.copyOf(damages);
  }

  /**
   * Reads and groups.
   *
   * @param request what is to be shown
   * @return the table, groups in the order of their keys
   * @throws StoreException if a path is missing, or cannot be read at all
   */
  public static TrialSummary read(Request request) throws StoreException {
    return read(request, (done, files) -> {});
  }

  /**
   * Reads and groups.
   *
   * @param request what is to be shown
   * @param progress is told after each file
   * @return the table, groups in the order of their keys
   * @throws StoreException if a path is missing, or cannot be read at all
   */
  public static TrialSummary read(Request request, TrialRows.Progress progress)
      throws StoreException {
    return TrialTallies.read(request, false, progress).summary(request);
  }

  static TrialSummary of(
      Request request, List<String> numbers, List<ConfigTally> all, RowsRead read) {
    List<ConfigTally> tallies = newest(all, request.last());
    SortedMap<String, Long> hosts = new TreeMap<>();
    tallies.forEach(one -> hosts.merge(one.run().host(), one.trials(), Long::sum));
    List<Factor> factors = new ArrayList<>(request.by());
    if (hosts.size() > 1 && !factors.contains(Factor.HOST)) {
      factors.add(Factor.HOST);
    }
    if (runsUnderLoad(tallies) > 1 && !factors.contains(Factor.RUN)) {
      factors.add(Factor.RUN);
    }
    Map<String, RunFacts> runs = new LinkedHashMap<>();
    tallies.forEach(one -> runs.put(one.run().key(), one.run()));
    Map<List<String>, String> units = units(read.ends());
    return new TrialSummary(
        factors,
        groups(factors, numbers, tallies, units),
        Contest.among(numbers, tallies, read.ends()),
        hosts,
        runs.size(),
        (int) runs.values().stream().filter(run -> run.host().isEmpty()).count(),
        neverMeasured(request, all, tallies, read),
        notOk(tallies, read),
        read.files(),
        read.damages());
  }

  /** Each has a load of its own, and a mean over several loads is of none. */
  private static long runsUnderLoad(List<ConfigTally> tallies) {
    return tallies.stream()
        .map(ConfigTally::run)
        .filter(run -> !List.of("", "single-stream").contains(run.scenario()))
        .map(RunFacts::key)
        .distinct()
        .count();
  }

  private static List<ConfigTally> newest(List<ConfigTally> tallies, int last) {
    Predicate<RunFacts> kept = NewestRuns.of(tallies.stream().map(ConfigTally::run).toList(), last);
    return tallies.stream().filter(one -> kept.test(one.run())).toList();
  }

  /** What run configs say at their end: those of a run that was killed say nothing. */
  static Map<List<String>, String> units(Collection<RunConfigEnd> ends) {
    Map<List<String>, String> units = new HashMap<>();
    for (RunConfigEnd end : ends) {
      if (!end.errorUnit().isEmpty()) {
        units.put(List.of(end.run().runId(), end.id()), end.errorUnit());
      }
    }
    return units;
  }

  /** What the errors of some are counted in: as stated, or as the references say. */
  static SortedSet<String> units(List<ConfigTally> members, Map<List<String>, String> stated) {
    SortedSet<String> units = new TreeSet<>();
    for (ConfigTally one : members) {
      if (one.has(WER) || one.has(CER)) {
        String said = stated.get(List.of(one.run().runId(), one.config().id()));
        units.add(
            said != null
                ? said
                : one.config().workload().errorUnit().map(ErrorUnit::noun).orElse(UNKNOWN));
      }
    }
    return units;
  }

  /** Under a filter nobody knows which of them would have matched. */
  private static List<RunConfigEnd> neverMeasured(
      Request request, List<ConfigTally> all, List<ConfigTally> shown, RowsRead read) {
    Set<List<String>> measured = new HashSet<>();
    Set<RunFacts> leftOut = new HashSet<>();
    for (ConfigTally one : all) {
      measured.add(List.of(one.run().runId(), one.config().id()));
      leftOut.add(one.run());
    }
    shown.forEach(one -> leftOut.remove(one.run()));
    return read.ends().stream()
        .filter(
            end ->
                request.filters().isEmpty()
                    && !end.status().equals("OK")
                    && !measured.contains(List.of(end.run().runId(), end.id()))
                    && !leftOut.contains(end.run()))
        .toList();
  }

  /** Valid trials alone do not tell that other forks died before they had any. */
  private static List<RunConfigEnd> notOk(List<ConfigTally> shown, RowsRead read) {
    Set<List<String>> ids = new HashSet<>();
    shown.forEach(one -> ids.add(List.of(one.run().runId(), one.config().id())));
    return read.ends().stream()
        .filter(
            end -> !end.status().equals("OK") && ids.contains(List.of(end.run().runId(), end.id())))
        .toList();
  }

  private static List<TrialGroup> groups(
      List<Factor> factors,
      List<String> numbers,
      List<ConfigTally> tallies,
      Map<List<String>, String> units) {
    Map<List<String>, List<ConfigTally>> byKey = new LinkedHashMap<>();
    for (ConfigTally one : tallies) {
      List<String> key = factors.stream().map(one::value).toList();
      byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(one);
    }
    List<TrialGroup> groups = new ArrayList<>();
    byKey.forEach(
        (key, members) ->
            groups.add(
                new TrialGroup(
                    key,
                    members.stream().mapToLong(ConfigTally::trials).sum(),
                    members.stream().mapToLong(ConfigTally::valid).sum(),
                    (int) members.stream().map(one -> one.run().key()).distinct().count(),
                    means(numbers, members),
                    pooled(factors, members),
                    units(members, units))));
    groups.sort(
        Comparator.comparing(
            TrialGroup::key,
            (one, other) -> {
              int order = 0;
              for (int i = 0; order == 0 && i < one.size(); i++) {
                order = one.get(i).compareTo(other.get(i));
              }
              return order;
            }));
    return groups;
  }

  static Map<String, Double> means(List<String> numbers, List<ConfigTally> members) {
    double[] sums = new double[numbers.size()];
    long[] counts = new long[numbers.size()];
    members.forEach(one -> one.addTo(sums, counts));
    Map<String, Double> means = new LinkedHashMap<>();
    for (int i = 0; i < sums.length; i++) {
      if (counts[i] > 0) {
        means.put(numbers.get(i), sums[i] / counts[i]);
      }
    }
    return means;
  }

  private static Map<String, List<String>> pooled(List<Factor> factors, List<ConfigTally> members) {
    Map<String, List<String>> pooled = new LinkedHashMap<>();
    for (Factor condition : Factor.CONDITIONS) {
      List<String> values = members.stream().map(one -> one.value(condition)).distinct().toList();
      boolean named = factors.stream().anyMatch(factor -> factor.name().equals(condition.name()));
      // Other files have other content.
      boolean said = condition.name().equals("audio_sha256") && pooled.containsKey("audio_file");
      if (values.size() > 1 && !named && !said) {
        pooled.put(condition.name(), values);
      }
    }
    return pooled;
  }
}
