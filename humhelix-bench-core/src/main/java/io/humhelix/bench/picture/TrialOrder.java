package io.humhelix.bench.picture;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.picture.TrialSequence.Fork;
import io.humhelix.bench.picture.TrialSequence.Mark;
import io.humhelix.bench.picture.TrialSequence.Note;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Sample;
import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trials of one run in the order of time. Forks are never at work side by side. */
final class TrialOrder {

  private static final double NANOS = 1e9;

  private final RunResult run;
  private final int most;
  private final Scenario scenario;
  private final List<RunConfigResult> configs;
  private final List<ForkTrials> forks = new ArrayList<>();
  private final double[] medians;

  /** The trials of one fork, and where they stand in the order of time. */
  private record ForkTrials(int series, int fork, int from, List<TrialResult> trials) {}

  TrialOrder(RunResult run, int most) {
    this.run = run;
    this.most = most;
    scenario = run.definition().scenario();
    configs = run.runConfigs().stream().filter(one -> !one.trials().isEmpty()).toList();
    medians = configs.stream().mapToDouble(config -> median(config.validTrials())).toArray();
    List<ForkTrials> found = new ArrayList<>();
    for (int series = 0; series < configs.size(); series++) {
      Map<Integer, List<TrialResult>> own = new LinkedHashMap<>();
      configs
          .get(series)
          .trials()
          .forEach(t -> own.computeIfAbsent(t.fork(), any -> new ArrayList<>()).add(t));
      int place = series;
      own.forEach((fork, trials) -> found.add(new ForkTrials(place, fork, 0, trials)));
    }
    // Stable: of forks that began in the same millisecond, the first of the file comes first.
    found.sort(Comparator.comparing(fork -> fork.trials().get(0).startedAt()));
    int at = 0;
    for (ForkTrials one : found) {
      forks.add(new ForkTrials(one.series(), one.fork(), at, one.trials()));
      at += one.trials().size();
    }
  }

  TrialSequence.Course course() {
    int share = 1;
    int together = 1;
    int longest = forks.stream().mapToInt(one -> one.trials().size()).max().orElse(1);
    int widest =
        configs.stream()
            .mapToInt(
                one -> (int) one.trials().stream().mapToInt(TrialResult::fork).distinct().count())
            .max()
            .orElse(1);
    List<Mark> marks = marks(share, together);
    while (marks.size() > most && (share < longest || together < widest)) {
      if (share < longest) {
        share *= 2;
      } else {
        together *= 2;
        share *= 2;
      }
      marks = marks(share, together);
    }
    List<Fork> shown = forks.stream().map(this::fork).toList();
    if (shown.size() > most) {
      shown =
          shown.stream()
              .filter(one -> !one.notes().isEmpty() || one.valid() < one.measured())
              .limit(most)
              .toList();
    }
    return new TrialSequence.Course(
        run.runId(),
        run.definition().name(),
        run.provenance().host().getOrDefault("name", ""),
        run.startedAt().toString(),
        measure(),
        configs.stream().map(this::series).toList(),
        marks,
        shown,
        forks.stream().mapToInt(one -> one.trials().size()).sum(),
        marks.stream().mapToInt(Mark::count).max().orElse(1),
        notes(run.issues()));
  }

  private TrialSequence.Series series(RunConfigResult config) {
    List<Note> notes = new ArrayList<>(notes(config.issues()));
    if (config.status() != TrialStatus.OK) {
      notes.add(
          0,
          new Note(
              "not-ok",
              Severity.ERROR.name(),
              config.firstProblem().orElse(config.status().name())));
    }
    return new TrialSequence.Series(
        StoredForm.label(config.runConfig()),
        config.runConfig().sut().name(),
        config.status().name(),
        medians[configs.indexOf(config)],
        notes);
  }

  /**
   * Marks in the order of time.
   *
   * @param share how many neighbouring trials of one kind a mark stands for at most
   * @param together of how many neighbouring forks of a run config
   */
  private List<Mark> marks(int share, int together) {
    List<List<ForkTrials>> own = new ArrayList<>();
    configs.forEach(any -> own.add(new ArrayList<>()));
    forks.forEach(one -> own.get(one.series()).add(one));
    List<Mark> marks = new ArrayList<>();
    for (List<ForkTrials> some : own) {
      for (int i = 0; i < some.size(); i += together) {
        marks.addAll(marks(some.subList(i, Math.min(some.size(), i + together)), share));
      }
    }
    marks.sort(Comparator.comparingInt(Mark::at));
    return marks;
  }

  private List<Mark> marks(List<ForkTrials> some, int share) {
    record Placed(int at, int fork, TrialResult trial) {}
    Map<List<Object>, List<Placed>> alike = new LinkedHashMap<>();
    for (ForkTrials fork : some) {
      for (int i = 0; i < fork.trials().size(); i++) {
        TrialResult trial = fork.trials().get(i);
        alike
            .computeIfAbsent(List.of(trial.kind(), trial.status()), any -> new ArrayList<>())
            .add(new Placed(fork.from() + i, fork.fork(), trial));
      }
    }
    List<Mark> marks = new ArrayList<>();
    int series = some.get(0).series();
    for (List<Placed> placed : alike.values()) {
      for (int i = 0; i < placed.size(); i += share) {
        List<Placed> bucket = placed.subList(i, Math.min(placed.size(), i + share));
        Placed first = bucket.get(0);
        Sample values = values(bucket.stream().map(Placed::trial).toList());
        double value = values.median().orElse(Double.NaN);
        marks.add(
            new Mark(
                first.at(),
                series,
                first.fork(),
                first.trial().trial(),
                first.trial().kind().name(),
                first.trial().status().name(),
                value,
                value / medians[series],
                values.minimum().orElse(Double.NaN) / medians[series],
                values.maximum().orElse(Double.NaN) / medians[series],
                bucket.size(),
                first.trial().status() == TrialStatus.OK ? "" : reason(first.trial())));
      }
    }
    return marks;
  }

  private Fork fork(ForkTrials one) {
    RunConfigResult config = configs.get(one.series());
    List<Note> notes = new ArrayList<>();
    for (ForkResult fork : config.forks()) {
      if (fork.fork() == one.fork()) {
        notes.addAll(notes(fork.issues()));
        fork.failure()
            .ifPresent(why -> notes.add(new Note("failed", Severity.ERROR.name(), told(why))));
      }
    }
    List<TrialResult> measured =
        one.trials().stream().filter(trial -> trial.kind() == TrialKind.MEASURED).toList();
    notes.addAll(ofTrials(measured));
    List<TrialResult> valid = measured.stream().filter(TrialResult::counts).toList();
    return new Fork(
        one.series(),
        one.fork(),
        one.from(),
        one.from() + one.trials().size() - 1,
        valid.size(),
        measured.size(),
        median(valid) / medians[one.series()],
        notes);
  }

  /** What several trials of a fork say is said once. */
  private static List<Note> ofTrials(List<TrialResult> trials) {
    Map<String, List<Issue>> issues = new LinkedHashMap<>();
    for (TrialResult trial : trials) {
      for (Issue issue : trial.issues()) {
        if (issue.severity() != Severity.INFO) {
          issues.computeIfAbsent(issue.code(), any -> new ArrayList<>()).add(issue);
        }
      }
    }
    return issues.values().stream()
        .map(
            all ->
                new Note(
                    all.get(0).code(),
                    all.get(0).severity().name(),
                    (all.size() > 1 ? all.size() + " trials, the first: " : "")
                        + all.get(0).message()))
        .toList();
  }

  private static List<Note> notes(Collection<Issue> issues) {
    return issues.stream()
        .map(issue -> new Note(issue.code(), issue.severity().name(), issue.message()))
        .toList();
  }

  private static String reason(TrialResult trial) {
    return trial
        .failure()
        .map(TrialOrder::told)
        .or(
            () ->
                trial.issues().stream()
                    .filter(issue -> issue.severity() == Severity.ERROR)
                    .map(issue -> "[" + issue.code() + "] " + issue.message())
                    .findFirst())
        .orElse(trial.status().name());
  }

  private static String told(Failure failure) {
    return failure.kind() + ": " + failure.message();
  }

  private double median(List<TrialResult> trials) {
    return values(trials).median().orElse(Double.NaN);
  }

  private Sample values(List<TrialResult> trials) {
    return Sample.of(
        trials.stream()
            .flatMap(trial -> value(trial).stream())
            .filter(value -> value > 0 && Double.isFinite(value))
            .toList());
  }

  private String measure() {
    if (scenario instanceof Scenario.SingleStream) {
      return "RTF";
    }
    return scenario instanceof Scenario.Offline ? "1 / RTFx wall" : "latency p50";
  }

  private Optional<Double> value(TrialResult trial) {
    if (scenario instanceof Scenario.SingleStream) {
      return trial.metric(Metrics.RTF);
    }
    if (scenario instanceof Scenario.Offline) {
      return trial.metric(Metrics.RTFX_WALL).map(speed -> 1 / speed);
    }
    return trial.kind() == TrialKind.FIRST_CALL && !trial.clips().isEmpty()
        ? Optional.of(trial.clips().get(0).totalNanos() / NANOS)
        : trial.metric(Metrics.LATENCY_P50_S);
  }
}
