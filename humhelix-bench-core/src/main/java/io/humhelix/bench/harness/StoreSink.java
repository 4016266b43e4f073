package io.humhelix.bench.harness;

import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.internal.run.ResultSink;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.store.RunWriter;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes results to a results file, with estimates of each run config's level. */
record StoreSink(RunWriter writer, BenchmarkDefinition definition) implements ResultSink {

  @Override
  public void trial(
      RunConfig runConfig, Optional<EffectiveSut> effective, String normalizer, TrialResult trial)
      throws StoreException {
    writer.append(new TrialContext(runConfig, effective, normalizer), trial);
  }

  @Override
  public void fork(
      RunConfig runConfig,
      Optional<EffectiveSut> effective,
      String normalizer,
      ForkResult fork,
      Duration spent)
      throws StoreException {
    writer.appendFork(new TrialContext(runConfig, effective, normalizer), fork, spent);
  }

  @Override
  public Optional<Artifact> artifact(String kind, String name, Path content) throws StoreException {
    return Optional.of(writer.attach(kind, name, content));
  }

  @Override
  public void runConfig(RunConfigResult result) throws StoreException {
    writer.appendRunConfig(result, RunConfigEstimates.of(definition, result));
  }

  @Override
  public List<Artifact> artifacts() {
    return writer.artifacts();
  }

  @Override
  public void end(RunResult result) throws StoreException {
    writer.appendEnd(result);
  }
}
