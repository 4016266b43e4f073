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

/** Stores results as soon as they exist. */
public interface ResultSink {

  /** Stores nothing: the results are only returned. */
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

  /** Stores a trial; when it returns, the trial is safe on disk. */
  void trial(
      RunConfig runConfig, Optional<EffectiveSut> effective, String normalizer, TrialResult trial)
      throws IOException;

  /**
   * Stores the result of a fork, after its trials.
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
   * Stores a file beside the results.
   *
   * @param kind what it holds, such as {@code worker-stderr}
   * @param name letters, digits, dashes and an ending
   * @param content the file, which is copied
   * @return where it is; empty if results are not stored
   */
  Optional<Artifact> artifact(String kind, String name, Path content) throws IOException;

  /** Stores the result of a run config. */
  void runConfig(RunConfigResult result) throws IOException;

  /** Returns the files stored beside the results so far. */
  List<Artifact> artifacts();

  /** Stores the end of the run. */
  void end(RunResult result) throws IOException;
}
