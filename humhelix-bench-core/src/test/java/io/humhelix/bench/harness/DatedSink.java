package io.humhelix.bench.harness;

import io.humhelix.bench.internal.run.ResultSink;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Dates trials and forks by virtual time: the harness takes their dates from the real clock. */
record DatedSink(ResultSink to, Supplier<Instant> now) implements ResultSink {

  @Override
  public void trial(
      RunConfig runConfig, Optional<EffectiveSut> effective, String normalizer, TrialResult trial)
      throws IOException {
    to.trial(
        runConfig,
        effective,
        normalizer,
        new TrialResult(
            trial.runConfigId(),
            trial.kind(),
            trial.fork(),
            trial.trial(),
            trial.status(),
            now.get().minusNanos(trial.wallNanos()),
            trial.wallNanos(),
            trial.loadNanos(),
            trial.calls(),
            trial.clips(),
            trial.metrics(),
            trial.issues(),
            trial.failure(),
            trial.scenario(),
            trial.failedCalls()));
  }

  @Override
  public void fork(
      RunConfig runConfig,
      Optional<EffectiveSut> effective,
      String normalizer,
      ForkResult fork,
      Duration spent)
      throws IOException {
    to.fork(
        runConfig,
        effective,
        normalizer,
        new ForkResult(
            fork.runConfigId(),
            fork.fork(),
            fork.status(),
            fork.isolated(),
            now.get().minus(spent),
            fork.startNanos(),
            fork.loadNanos(),
            fork.endNanos(),
            fork.issues(),
            fork.failure(),
            fork.artifacts()),
        spent);
  }

  @Override
  public Optional<Artifact> artifact(String kind, String name, Path content) throws IOException {
    return to.artifact(kind, name, content);
  }

  @Override
  public void runConfig(RunConfigResult result) throws IOException {
    to.runConfig(result);
  }

  @Override
  public List<Artifact> artifacts() {
    return to.artifacts();
  }

  @Override
  public void end(RunResult result) throws IOException {
    to.end(result);
  }
}
