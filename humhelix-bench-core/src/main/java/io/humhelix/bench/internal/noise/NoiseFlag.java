package io.humhelix.bench.internal.noise;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import java.util.Arrays;

/** What can make numbers doubtful, and what to do about it. */
enum NoiseFlag {
  /** Other processes used the processors. */
  OTHER_LOAD(
      "other-load", Severity.WARNING, "Close other programs, or run when the machine is idle."),
  /** The hypervisor gave processors to other machines. */
  CPU_STEAL(
      "cpu-steal", Severity.WARNING, "Use a machine of your own, or one with dedicated CPUs."),
  /** Memory went to disk and came back. */
  SWAP("swap", Severity.WARNING, "Free memory, or use a smaller model."),
  /** The control group used up its share. */
  CPU_THROTTLED(
      "cpu-throttled",
      Severity.WARNING,
      "Give the container whole CPUs (cpuset) instead of a quota."),
  /** Tasks waited for memory. */
  MEMORY_PRESSURE("memory-pressure", Severity.WARNING, "Free memory, or use a smaller model."),
  /** Collectors stopped the JVM. */
  GC(
      "gc",
      Severity.WARNING,
      "Give the JVM more heap, such as worker_jvm_args: [-Xms1g, -Xmn512m]."),
  /** Sampling itself took time. */
  SAMPLING_SLOW(
      "sampling-slow",
      Severity.WARNING,
      "Remove added samplers (jars with a SamplerProvider). If there are none, report it."),
  /** The level changed within a fork. */
  NOT_STEADY(
      "not-steady",
      Severity.WARNING,
      "Early in the fork: raise trials.warmup. Later: look for throttling, or a program that started."),
  /** Some trials are far from all others. */
  OUTLIERS("outliers", Severity.INFO, "Check what else ran at that time. No trial was left out."),
  /** Trials resemble the ones before them. */
  AUTOCORRELATION(
      "autocorrelation", Severity.INFO, "Add forks, not trials: more trials per fork add little."),
  /** The run drifted. */
  ORDER_EFFECT(
      "order-effect",
      Severity.WARNING,
      "Comparisons within this run are fair, since every block has all run configs. A single level"
          + " is an average over the drift."),
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
    return issue(message, remedy);
  }

  Issue issue(String message, String otherRemedy) {
    return new Issue(severity, code, message, otherRemedy);
  }

  String code() {
    return code;
  }

  /** Returns whether it is seen apart from the times, in what the machine did beside the system. */
  boolean isOfMachine() {
    return switch (this) {
      case OTHER_LOAD, CPU_STEAL, SWAP, CPU_THROTTLED, MEMORY_PRESSURE -> true;
      default -> false;
    };
  }

  /**
   * Returns whether its size is the share of the processors that others took. Only such flags of
   * the machine are never raised by the system itself: one that needs more memory swaps, one with
   * more threads is throttled.
   */
  boolean isShareTaken() {
    return this == OTHER_LOAD || this == CPU_STEAL;
  }

  static boolean isCode(String code) {
    return Arrays.stream(values()).anyMatch(flag -> flag.code.equals(code));
  }
}
