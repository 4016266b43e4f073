package io.humhelix.bench.picture;

import io.humhelix.bench.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Forks and trials in the order in which they were measured, with what makes them doubtful: drift,
 * a slow fork and a noisy minute are seen here.
 *
 * @param runs in the order of the report
 */
public record TrialSequence(List<Course> runs) {

  /** Most marks of all runs together. */
  public static final int MOST_MARKS = 10_000;

  /**
   * The course of a run.
   *
   * @param runId of the run
   * @param benchmark name of the definition; may be empty
   * @param host name of the machine; may be empty
   * @param startedAt ISO-8601
   * @param measure what the times are: {@code RTF}, {@code latency p50} or {@code 1 / RTFx wall};
   *     of all of them higher is slower
   * @param series run configs that were begun, in the order of the run
   * @param marks in the order of time
   * @param forks forks in the order of time
   * @param trials first calls, warm-ups, steps of searches and measured trials of the run
   * @param share most trials that a mark stands for; 1 where each has its own
   * @param notes flags of the run as a whole
   */
  public record Course(
      String runId,
      String benchmark,
      String host,
      String startedAt,
      String measure,
      List<Series> series,
      List<Mark> marks,
      List<Fork> forks,
      int trials,
      int share,
      List<Note> notes) {

    public Course {
      Objects.requireNonNull(measure, "measure");
      series = List.copyOf(series);
      marks = List.copyOf(marks);
      forks = List.copyOf(forks);
      notes = List.copyOf(notes);
    }
  }

  /**
   * A run config.
   *
   * @param label system and workload
   * @param system name of the system
   * @param status such as {@code OK}
   * @param median of the valid measured trials, in the measure's unit; NaN without any
   * @param notes its flags, and why it is not OK
   */
  public record Series(
      String label, String system, String status, double median, List<Note> notes) {

    public Series {
      notes = List.copyOf(notes);
    }
  }

  /**
   * A trial, or neighbouring trials of one fork.
   *
   * @param at place in the order of time of the first of them, from 0, among all trials of the run
   * @param series place in the course's series
   * @param fork number of the fork, from 1
   * @param trial number of the first trial in its fork
   * @param kind such as {@code MEASURED}
   * @param status such as {@code OK}
   * @param value in the measure's unit, the median of several; NaN without
   * @param relative {@code value} / the series' median; NaN without
   * @param low lowest of several {@code relative}
   * @param high highest of several {@code relative}
   * @param count how many trials
   * @param reason why it does not count; empty if it does
   */
  public record Mark(
      int at,
      int series,
      int fork,
      int trial,
      String kind,
      String status,
      double value,
      double relative,
      double low,
      double high,
      int count,
      String reason) {}

  /**
   * A fork of a run config.
   *
   * @param series place in the course's series
   * @param fork its number, from 1
   * @param from place of its first trial in the order of time
   * @param to place of its last trial
   * @param valid valid measured trials
   * @param measured measured trials
   * @param relative median of the valid trials / the series' median; NaN without
   * @param notes its flags, and those of its trials
   */
  public record Fork(
      int series,
      int fork,
      int from,
      int to,
      int valid,
      int measured,
      double relative,
      List<Note> notes) {

    public Fork {
      notes = List.copyOf(notes);
    }
  }

  /**
   * What was found.
   *
   * @param code such as {@code other-load}
   * @param severity such as {@code WARNING}
   * @param text in words
   */
  public record Note(String code, String severity, String text) {}

  public TrialSequence {
    runs = List.copyOf(runs);
  }

  /**
   * Puts trials in their order.
   *
   * @param runs to be shown
   * @return those in which a trial was begun; {@link #MOST_MARKS} marks at most, unless there are
   *     more forks than these
   */
  public static TrialSequence of(List<RunResult> runs) {
    long trials =
        runs.stream()
            .flatMap(run -> run.runConfigs().stream())
            .mapToLong(config -> config.trials().size())
            .sum();
    List<Course> courses = new ArrayList<>();
    for (RunResult run : runs) {
      long own = run.runConfigs().stream().mapToLong(config -> config.trials().size()).sum();
      if (own > 0) {
        long most = trials <= MOST_MARKS ? own : Math.max(1, MOST_MARKS * own / trials);
        courses.add(new TrialOrder(run, (int) most).course());
      }
    }
    return new TrialSequence(courses);
  }
}
