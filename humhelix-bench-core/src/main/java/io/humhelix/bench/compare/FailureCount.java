package io.humhelix.bench.compare;

import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.ClopperPearson;
import io.humhelix.bench.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How often a run config failed. A test of counts takes them for independent, so a fork that fails
 * as a whole is one event, however many of its trials it takes along: one that never comes to a
 * measured trial, and one whose measured trials all failed or were invalid. In every other fork
 * each measured trial counts, and the fork once more if it failed without a failed measured trial:
 * in its warm-up, or behind its trials.
 *
 * @param failed events, 0 up to {@code tried}
 * @param tried how often an event could have happened
 * @param forks how many of the failed ones are whole forks
 * @param kinds of failure, such as {@code TIMEOUT} or {@code wer-gate-missed}
 */
record FailureCount(int failed, int tried, int forks, Set<String> kinds) {

  /** Code of the issue of a trial with too many failed calls, which have kinds of their own. */
  private static final String TOO_MANY_FAILED = "too-many-calls-failed";

  /** Codes of issues of trials that missed a gate of their definition. */
  private static final Set<String> GATES =
      Set.of("wer-gate-missed", "cer-gate-missed", TOO_MANY_FAILED);

  /**
   * Counts where the gates are not those of the other side: a trial that missed a gate is no
   * failure then, since the other side may have had none.
   */
  static FailureCount withoutGates(RunConfigResult config) {
    Set<Integer> gated = new TreeSet<>();
    List<TrialResult> others = new ArrayList<>();
    for (TrialResult trial : config.trials()) {
      if (missedGatesAlone(trial)) {
        gated.add(trial.fork());
      } else {
        others.add(trial);
      }
    }
    return of(
        new RunConfigResult(
            config.runConfig(),
            config.status(),
            config.effective(),
            config.normalizer(),
            others,
            config.issues(),
            config.failure(),
            config.forks().stream()
                .filter(f -> f.status() != TrialStatus.INVALID || !gated.contains(f.fork()))
                .toList()));
  }

  private static boolean missedGatesAlone(TrialResult trial) {
    List<String> errors =
        trial.issues().stream()
            .filter(issue -> issue.severity() == Severity.ERROR)
            .map(Issue::code)
            .toList();
    return trial.status() == TrialStatus.INVALID && !errors.isEmpty() && GATES.containsAll(errors);
  }

  static FailureCount of(RunConfigResult config) {
    ByFork<List<TrialResult>> trialsOf = new ByFork<>(ArrayList::new);
    for (TrialResult trial : config.trials()) {
      if (trial.kind() == TrialKind.MEASURED) {
        trialsOf.of(trial.fork()).add(trial);
      }
    }
    Map<Integer, List<TrialResult>> measured = trialsOf.all();
    int failed = 0;
    int tried = 0;
    int whole = 0;
    for (List<TrialResult> trials : measured.values()) {
      int bad = (int) trials.stream().filter(trial -> isBad(trial.status())).count();
      boolean all = bad == trials.size();
      whole += all ? 1 : 0;
      failed += all ? 1 : bad;
      tried += all ? 1 : trials.size();
    }
    for (ForkResult fork : config.forks()) {
      boolean told =
          measured.getOrDefault(fork.fork(), List.of()).stream().anyMatch(t -> isBad(t.status()));
      if (isBad(fork.status()) && !told) {
        whole++;
        failed++;
        tried++;
      }
    }
    int unrecorded = unrecorded(config, measured.keySet());
    return new FailureCount(
        failed + unrecorded, tried + unrecorded, whole + unrecorded, kinds(config));
  }

  /**
   * Old files have no records of forks: one that failed before its measured trials left a trial.
   */
  private static int unrecorded(RunConfigResult config, Set<Integer> measured) {
    Set<Integer> forks = new TreeSet<>();
    config.trials().stream()
        .filter(trial -> isBad(trial.status()))
        .forEach(trial -> forks.add(trial.fork()));
    forks.removeAll(measured);
    config.forks().forEach(fork -> forks.remove(fork.fork()));
    return forks.size();
  }

  /** Returns whether a larger share failed than of the other. */
  boolean moreThan(FailureCount other) {
    return (long) failed * other.tried > (long) other.failed * tried;
  }

  private static boolean isBad(TrialStatus status) {
    return status != TrialStatus.OK && status != TrialStatus.CANCELLED;
  }

  /** Returns failed of tried; empty where nothing was tried. */
  Optional<Estimate> share() {
    return tried == 0
        ? Optional.empty()
        : Optional.of(ClopperPearson.of(failed, tried, Estimate.LEVEL));
  }

  private static Set<String> kinds(RunConfigResult config) {
    Set<String> kinds = new TreeSet<>();
    for (TrialResult trial : config.trials()) {
      if (trial.failure().isPresent()) {
        kinds.add(trial.failure().get().kind().name());
      }
      if (trial.kind() == TrialKind.MEASURED && trial.status() == TrialStatus.INVALID) {
        List<String> codes = new ArrayList<>();
        for (Issue issue : trial.issues()) {
          if (issue.severity() == Severity.ERROR) {
            codes.add(issue.code());
          }
        }
        kinds.addAll(codes.isEmpty() ? List.of("INVALID") : codes);
        if (kinds.remove(TOO_MANY_FAILED)) {
          // A run of before failed calls were counted has the kind of the one that ended its trial.
          trial.failedCalls().kinds().forEach(kind -> kinds.add(kind.name()));
        }
      }
    }
    config.forks().forEach(f -> f.failure().ifPresent(x -> kinds.add(x.kind().name())));
    return kinds;
  }
}
