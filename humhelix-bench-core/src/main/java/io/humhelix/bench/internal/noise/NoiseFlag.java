package io.humhelix.bench.internal.noise;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import java.util.Arrays;

/** What can make numbers doubtful, and what to do about it. */
enum NoiseFlag {
  /** Other processes used the processors. */
  OTHER_LOAD(
      "other-load", Severity.WARNING, "End other programs, or run when the machine is idle."),
  /** The hypervisor gave processors to other machines. */
  CPU_STEAL(
      "cpu-steal",
      Severity.WARNING,
      "Take a machine of your own, or one with dedicated processors."),
  /** Memory went to disk and came back. */
  SWAP("swap", Severity.WARNING, "Free memory, or take a smaller model."),
  /** The control group used up its share. */
  CPU_THROTTLED(
      "cpu-throttled",
      Severity.WARNING,
      "Give the container whole processors (cpuset) in place of a share of time."),
  /** Tasks waited for memory. */
  MEMORY_PRESSURE("memory-pressure", Severity.WARNING, "Free memory, or take a smaller model."),
  /** Collectors stopped the JVM. */
  GC("gc", Severity.WARNING, "Give the JVM more room, as by worker_jvm_args: [-Xms1g, -Xmn512m]."),
  /** Sampling itself took time. */
  SAMPLING_SLOW(
      "sampling-slow",
      Severity.WARNING,
      "Remove samplers that were added (jars with a SamplerProvider); without any, report it."),
  /** The level changed within a fork. */
  NOT_STEADY(
      "not-steady",
      Severity.WARNING,
      "More warm-up if it is early; else look for throttling, and for what else began there."),
  /** Some trials are far from all others. */
  OUTLIERS("outliers", Severity.INFO, "They are kept. Look at what the machine did then."),
  /** Trials resemble the ones before them. */
  AUTOCORRELATION(
      "autocorrelation", Severity.INFO, "More trials of a fork tell little more; more forks do."),
  /** The run drifted. */
  ORDER_EFFECT(
      "order-effect",
      Severity.WARNING,
      "Comparisons within this run hold, since every block has all run configs; levels are averages"
          + " over the drift."),
  /** There is too little to say how sure a number is. */
  SMALL_N("small-n", Severity.INFO, "Raise trials.forks.");

  private final String code;
  private final Severity severity;
  private final String remedy;

  NoiseFlag(String code, Severity severity, String remedy) {
    this.code = code;
    this.severity = severity;
    this.remedy = remedy;
  }

  Issue issue(String message) {
    return new Issue(severity, code, message, remedy);
  }

  static boolean isCode(String code) {
    return Arrays.stream(values()).anyMatch(flag -> flag.code.equals(code));
  }
}
