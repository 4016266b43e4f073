package io.humhelix.bench.cli;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.TimeLeft;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.TrialKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Where a run is: what it does, since when, and how much of it is left. Not thread-safe. */
final class RunPosition {

  /** Until then nobody wonders. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final double MOST_PERCENT = 99;

  private final LongSupplier nanoTime;
  private final TrialPolicy policy;
  private String label = "";
  private String fork = "";
  private String doing = "";
  private long doingSince;
  private RunEvents.Progressed last =
      new RunEvents.Progressed(0, 0, Duration.ZERO, Optional.empty());
  private long lastNanos;
  private double percent;

  RunPosition(LongSupplier nanoTime, TrialPolicy policy) {
    this.nanoTime = nanoTime;
    this.policy = policy;
    started();
  }

  /** The run starts now. */
  void started() {
    lastNanos = nanoTime.getAsLong();
    doingSince = lastNanos;
  }

  void coolingDown(RunEvents.CoolingDown event) {
    at(event.runConfig());
    fork = "fork " + event.fork();
    doing("waiting for a calm machine, at most " + wholeSeconds(event.atMost()));
  }

  void forkStarted(RunEvents.ForkStarted event) {
    at(event.runConfig());
    fork = event.forks() > 1 ? "fork " + event.fork() + "/" + event.forks() : "";
    doing("loading the model");
  }

  void trialStarted(RunEvents.TrialStarted event) {
    at(event.runConfig());
    boolean rest =
        event.kind() == TrialKind.WARM_UP
            && event.trial() == 1
            && event.runConfig().workload().clips().size() > 1;
    // The definition may have no warm-up, and yet the first pass is none that counts.
    doing(rest ? "first pass" : TrialText.of(event.kind(), event.trial(), policy));
  }

  void forkFinished(RunEvents.ForkFinished event) {
    at(event.runConfig());
    doing("between forks");
  }

  private void at(RunConfig runConfig) {
    label = DisplayText.oneLine(runConfig.label());
  }

  private void doing(String what) {
    doing = what;
    doingSince = nanoTime.getAsLong();
  }

  void progressed(RunEvents.Progressed event) {
    last = event;
    lastNanos = nanoTime.getAsLong();
  }

  /** Returns whether anything was begun. */
  boolean isKnown() {
    return !label.isEmpty();
  }

  String label() {
    return label;
  }

  /** Returns what is done, and for how long where it takes its time. */
  String doing() {
    Duration busy = Duration.ofNanos(nanoTime.getAsLong() - doingSince);
    String what = fork.isEmpty() ? doing : fork + ", " + doing;
    return busy.compareTo(SILENCE) < 0 ? what : what + " for " + wholeSeconds(busy);
  }

  /** Returns how much is done, by time where that can be told. It never falls. */
  Optional<String> percent() {
    if (last.total() == 0) {
      return Optional.empty();
    }
    double now =
        left()
            .map(
                rest -> {
                  double took = elapsed().toMillis();
                  return 100 * took / Math.max(1, took + rest.toMillis());
                })
            .orElse(100.0 * last.done() / last.total());
    percent = Math.max(percent, Math.min(MOST_PERCENT, now));
    return Optional.of((int) percent + " %");
  }

  Duration elapsed() {
    return last.elapsed().plus(since());
  }

  private Duration since() {
    return Duration.ofNanos(nanoTime.getAsLong() - lastNanos);
  }

  private Optional<Duration> left() {
    return last.timeLeft().map(estimate -> estimate.after(since()));
  }

  /** Returns how long it still takes; empty while there is no basis for an estimate. */
  Optional<String> leftText() {
    Optional<TimeLeft> estimate = last.timeLeft();
    return left()
        .map(rest -> rest.toSeconds() < 1 ? Duration.ofSeconds(1) : rest)
        .map(
            rest ->
                (estimate.get().atMost() ? "at most about " : "about ")
                    + wholeSeconds(rest)
                    + " left");
  }

  /** Tenths would flicker. */
  static String wholeSeconds(Duration time) {
    return time.toSeconds() < 60
        ? time.toSeconds() + " s"
        : NumberText.time(Duration.ofSeconds(time.toSeconds()));
  }
}
