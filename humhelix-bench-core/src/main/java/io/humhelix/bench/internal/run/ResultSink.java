package io.humhelix.bench.internal.run;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where results go as soon as they exist. */
public interface ResultSink {

  /** Keeps nothing: the results are only returned. */
  ResultSink NONE =
      new ResultSink() {
        @Override
        public void trial(
            RunConfig runConfig,
            Optional<EffectiveSut> effective,
            String normalizer,
            TrialResult trial) {}

        @Override
        public void fork(
            RunConfig runConfig,
            Optional<EffectiveSut> effective,
            String normalizer,
            ForkResult fork,
            Duration spent) {}

        @Override
        public Optional<Artifact> artifact(String kind, String name, Path content) {
          return Optional.empty();
        }

        @Override
        public void runConfig(RunConfigResult result) {}

        @Override
        public List<Artifact> artifacts() {
          return List.of();
        }

        @Override
        public void end(RunResult result) {}
      };

  /** Keeps a trial; when it returns, the trial is safe. */
  void trial(
      RunConfig runConfig, Optional<EffectiveSut> effective, String normalizer, TrialResult trial)
      throws IOException;

  /**
   * Keeps what became of a fork, after its trials.
   *
   * @param spent how long it took, in all its processes
   */
  void fork(
      RunConfig runConfig,
      Optional<EffectiveSut> effective,
      String normalizer,
      ForkResult fork,
      Duration spent)
      throws IOException;

  /**
   * Keeps a file beside the results.
   *
   * @param kind what it holds, such as {@code worker-stderr}
   * @param name letters, digits, dashes and an ending
   * @param content the file, which is copied
   * @return where it is; empty if results are kept nowhere
   */
  Optional<Artifact> artifact(String kind, String name, Path content) throws IOException;

  /** Keeps what became of a run config. */
  void runConfig(RunConfigResult result) throws IOException;

  /** Returns the files that were left beside the results so far. */
  List<Artifact> artifacts();

  /** Keeps the end of the run. */
  void end(RunResult result) throws IOException;
}
