package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SampledQuantity;
import io.humhelix.bench.spi.Sampler;
import io.humhelix.bench.spi.SamplerProvider;
import io.humhelix.bench.spi.SutProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the samplers read is in the trials, wherever the system runs. */
class SamplingRunTest {

  /** A counter that goes up by 7 whenever it is read. */
  public static class Counting implements SamplerProvider, Sampler {
    private double value;

    /** Found by its name. */
    public Counting() {}

    @Override
    public String id() {
      return "counting";
    }

    @Override
    public int spiVersion() {
      return SutProvider.SPI_VERSION;
    }

    @Override
    public Availability probe() {
      return Availability.available("a test");
    }

    @Override
    public Sampler open(SutSpec spec) {
      return this;
    }

    @Override
    public List<SampledQuantity> quantities() {
      return List.of(SampledQuantity.counter("counted", "s", "a count"));
    }

    @Override
    public void read(double[] values) {
      value += 7;
      values[0] = value;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  /** One that breaks. */
  public static final class Breaking extends Counting {

    /** Found by its name. */
    public Breaking() {}

    @Override
    public void read(double[] values) {
      throw new UnsatisfiedLinkError("no driver");
    }
  }

  @TempDir Path folder;

  private RunConfigResult run(boolean discovery, Class<? extends SamplerProvider> provider)
      throws Exception {
    Path services = Files.createDirectories(folder.resolve("found/META-INF/services"));
    Files.writeString(services.resolve(SamplerProvider.class.getName()), provider.getName());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] found = {folder.resolve("found").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(found, before)) {
      thread.setContextClassLoader(loader);
      return Harness.builder()
          .discovery(discovery)
          .provider(new FakeProvider())
          .run(TestClips.definition(folder, 1).build())
          .runConfigs()
          .get(0);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static List<Double> values(TrialResult trial, String metric) {
    return trial.metrics().stream()
        .filter(m -> m.metric().name().equals(metric))
        .map(m -> m.value())
        .toList();
  }

  private static List<String> codes(TrialResult trial) {
    return trial.issues().stream().map(Issue::code).toList();
  }

  @Test
  void whatASamplerReadsIsInEveryTrial() throws Exception {
    RunConfigResult result = run(true, Counting.class);
    assertEquals(5, result.trials().size());
    for (TrialResult trial : result.trials()) {
      assertEquals(List.of(7.0), values(trial, "counted_s"));
      assertEquals(List.of(), codes(trial));
    }
  }

  @Test
  void aSamplerThatBreaksIsToldOfInTheTrial() throws Exception {
    TrialResult trial = run(true, Breaking.class).validTrials().get(0);
    assertEquals(List.of("sampler-broken"), codes(trial));
    assertEquals(List.of(), values(trial, "counted_s"));
    assertEquals(1, values(trial, "jvm_gc_pause_s").size());
  }

  @Test
  void withoutDiscoveryTheBuiltInOnesAreAlone() throws Exception {
    TrialResult trial = run(false, Counting.class).validTrials().get(0);
    assertEquals(List.of(), values(trial, "counted_s"));
    assertEquals(1, values(trial, "jvm_gc_pause_s").size());
  }

  @Test
  void aWorkerSamplesItself() throws Exception {
    RunConfigResult result =
        Harness.builder()
            .run(WorkerRunTest.definition(folder, WorkerRunTest.sut("a", "work")).build())
            .runConfigs()
            .get(0);
    for (TrialResult trial : result.trials()) {
      assertEquals(1, values(trial, "jvm_gc_pause_s").size());
      assertTrue(values(trial, "telemetry_samples").get(0) >= 2, trial.toString());
    }
  }
}
