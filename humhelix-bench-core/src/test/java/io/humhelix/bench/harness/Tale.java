package io.humhelix.bench.harness;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that results tell of a run config but times, texts and stack traces, line by line. */
final class Tale {

  /** What the machine did meanwhile is another tale in every run. */
  private static final Set<String> OF_THE_SYSTEM =
      Set.of("effective-unknown", "stopped-after-failures", "close-failed", "nondeterministic");

  private Tale() {}

  static List<String> of(RunConfigResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("run config " + result.status() + text(result.failure()));
    lines.add("is " + result.effective().map(e -> e.engine() + " " + e.device()).orElse("unknown"));
    result.issues().stream().filter(Tale::matters).map(Tale::text).forEach(lines::add);
    for (ForkResult fork : result.forks()) {
      String loaded = fork.loadNanos() > 0 ? ", loaded" : "";
      lines.add("fork " + fork.fork() + " " + fork.status() + loaded + text(fork.failure()));
      fork.issues().stream().filter(Tale::matters).map(Tale::text).forEach(lines::add);
    }
    for (TrialResult trial : result.trials()) {
      lines.add(
          "trial "
              + trial.kind()
              + " "
              + trial.trial()
              + " of fork "
              + trial.fork()
              + " "
              + trial.status()
              + ", "
              + trial.clips().size()
              + " clips"
              + (trial.failedCalls().isEmpty() ? "" : ", failed " + trial.failedCalls().byKind())
              + text(trial.failure()));
      trial.issues().stream().filter(Tale::matters).map(Tale::text).forEach(lines::add);
    }
    return lines;
  }

  private static boolean matters(Issue issue) {
    return OF_THE_SYSTEM.contains(issue.code());
  }

  private static String text(Issue issue) {
    return "  " + issue.severity() + " " + issue.code() + ": " + issue.message();
  }

  private static String text(Optional<Failure> failure) {
    return failure
        .map(
            f ->
                ": "
                    + f.kind()
                    + " in "
                    + f.phase()
                    + ": "
                    + f.message()
                    + " | "
                    + f.remedy()
                    + (f.code().isPresent() ? " | " + f.code().getAsInt() : ""))
        .orElse("");
  }
}
