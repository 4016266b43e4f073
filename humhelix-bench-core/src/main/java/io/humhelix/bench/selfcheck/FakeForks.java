package io.humhelix.bench.selfcheck;

import io.humhelix.bench.internal.fork.WorkerForks;
import io.humhelix.bench.internal.fork.WorkerLimits;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.run.AudioLibrary;
import io.humhelix.bench.internal.run.Fork;
import io.humhelix.bench.internal.run.ForkFactory;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.testkit.FakeBackend;
import io.humhelix.bench.testkit.FakeFault;
import java.util.List;
import java.util.Optional;

/**
 * Worker processes of a fake system, as a run would start them. A run itself starts none for a
 * backend that was handed over as an object.
 */
final class FakeForks implements AutoCloseable {

  private static final ForkFactory NONE_IN_PROCESS =
      new ForkFactory() {
        @Override
        public Fork fork(CheckedRunConfig config, PreparedWorkload input, int number, Schedule s) {
          throw new IllegalStateException("every fork of the check is a process");
        }

        @Override
        public void close() {
          // Nothing was opened.
        }
      };

  private final FakeBackend backend = new FakeBackend();
  private final BenchmarkDefinition definition;
  private final PreparedWorkload workload;
  private final WorkerForks forks;
  private int number;

  /** Forks with what the workers are given beside what they inherit. */
  FakeForks(Bench bench, WorkerSettings settings) {
    definition =
        bench
            .definition(1, 0, 1, Bench.fake())
            .isolation(Isolation.PROCESS)
            .worker(settings)
            .build();
    workload = new AudioLibrary().prepare(definition.workloads().get(0), definition.accuracy());
    forks =
        new WorkerForks(
            definition,
            NONE_IN_PROCESS,
            WorkerLimits.DEFAULT,
            NanoClock.SYSTEM,
            new Cancellation(),
            (kind, name, content) -> Optional.empty(),
            false);
  }

  /** Returns a fork whose first call goes wrong as asked. */
  Fork fork(FakeFault fault) {
    SutSpec sut = Bench.fake().withOption("fault", fault.word());
    Options options = sut.options();
    for (OptionSpec known : backend.options()) {
      if (options.get(known.name()).isEmpty() && known.defaultValue().isPresent()) {
        options = options.with(known.name(), known.defaultValue().get());
      }
    }
    CheckedRunConfig config =
        new CheckedRunConfig(
            new RunConfig("000000000000", sut, definition.workloads().get(0)),
            Optional.of(backend),
            new OpenRequest(sut, options, Optional.empty(), TranscriptionTask.DEFAULT),
            List.of(),
            List.of(),
            Isolation.PROCESS);
    return forks.fork(config, workload, ++number, new Schedule(1));
  }

  @Override
  public void close() {
    forks.close();
  }
}
