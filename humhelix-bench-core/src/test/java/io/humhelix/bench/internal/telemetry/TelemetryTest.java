package io.humhelix.bench.internal.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SampledQuantity;
import io.humhelix.bench.spi.Sampler;
import io.humhelix.bench.spi.SamplerProvider;
import io.humhelix.bench.spi.SutProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TelemetryTest {

  private static final SutSpec SPEC = SutSpec.of("sut", "fake", "none");
  private static final Duration NEVER = Duration.ofDays(1);

  /** A sampler of one quantity that a test supplies. */
  private static final class Supplied implements SamplerProvider, Sampler {
    private final SampledQuantity quantity;
    private final DoubleSupplier values;
    private String id = "supplied";
    private int version = SutProvider.SPI_VERSION;
    private boolean available = true;
    private int closed;

    private Supplied(SampledQuantity quantity, DoubleSupplier values) {
      this.quantity = quantity;
      this.values = values;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public int spiVersion() {
      return version;
    }

    @Override
    public Availability probe() {
      return available
          ? Availability.available("a test")
          : Availability.unavailable("not here", "Nothing.");
    }

    @Override
    public Sampler open(SutSpec spec) {
      return this;
    }

    @Override
    public List<SampledQuantity> quantities() {
      return List.of(quantity);
    }

    @Override
    public void read(double[] into) {
      into[0] = values.getAsDouble();
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private static Telemetry open(Duration interval, SamplerProvider... providers) {
    return new SamplerRegistry(List.of(providers), List.of())
        .open(SPEC, List.of(), NanoClock.SYSTEM, interval);
  }

  private static Map<String, Double> numbers(Sampled sampled) {
    return sampled.measurements().stream()
        .collect(Collectors.toMap(m -> m.metric().name(), m -> m.value()));
  }

  private static DoubleSupplier sequence(double... values) {
    int[] next = {0};
    return () -> values[Math.min(next[0]++, values.length - 1)];
  }

  @Test
  void countersGrowGaugesHaveMeansAndPeaksALargest() {
    Supplied counter =
        new Supplied(SampledQuantity.counter("energy", "joule", "e"), sequence(10, 35));
    Supplied gauge = new Supplied(SampledQuantity.gauge("power", "watt", "p"), sequence(100, 300));
    Supplied peak = new Supplied(SampledQuantity.peak("most", "", "m"), sequence(5, 4));
    try (Telemetry telemetry = open(NEVER, counter, gauge, peak)) {
      telemetry.start();
      Map<String, Double> numbers = numbers(telemetry.stop().sampled());
      assertEquals(25, numbers.get("energy_joule"));
      assertEquals(200, numbers.get("power_mean_watt"));
      assertEquals(300, numbers.get("power_max_watt"));
      assertEquals(5, numbers.get("most"));
      assertEquals(2, numbers.get("telemetry_samples"));
      assertEquals(86_400, numbers.get("telemetry_interval_s"));
      assertTrue(numbers.get("telemetry_read_s") >= 0);
    }
    assertEquals(1, counter.closed);
  }

  @Test
  void everyTrialStartsAnew() {
    Supplied counter =
        new Supplied(SampledQuantity.counter("c", "s", "c"), sequence(1, 3, 100, 101));
    try (Telemetry telemetry = open(NEVER, counter)) {
      telemetry.start();
      assertEquals(2, numbers(telemetry.stop().sampled()).get("c_s"));
      telemetry.start();
      assertEquals(1, numbers(telemetry.stop().sampled()).get("c_s"));
      assertEquals(Sampled.NOTHING, telemetry.stop().sampled());
    }
  }

  @Test
  void samplesInBetweenOnAThreadOfItsOwn() throws Exception {
    CountDownLatch readings = new CountDownLatch(5);
    List<Thread> readers = new ArrayList<>();
    Supplied gauge =
        new Supplied(
            SampledQuantity.gauge("g", "", "g"),
            () -> {
              readers.add(Thread.currentThread());
              readings.countDown();
              return 1;
            });
    try (Telemetry telemetry = open(Duration.ofMillis(1), gauge)) {
      telemetry.start();
      assertTrue(readings.await(60, TimeUnit.SECONDS), "nobody sampled");
      Map<String, Double> numbers = numbers(telemetry.stop().sampled());
      assertTrue(numbers.get("telemetry_samples") >= 5, numbers.toString());
      assertEquals(Thread.currentThread(), readers.get(0));
      assertEquals("humhelix-bench-telemetry", readers.get(1).getName());
    }
  }

  @Test
  void countersAndPeaksAreReadAtBothEndsAlone() throws Exception {
    CountDownLatch gauged = new CountDownLatch(5);
    Supplied gauge =
        new Supplied(
            SampledQuantity.gauge("g", "", "g"),
            () -> {
              gauged.countDown();
              return 1;
            });
    List<Thread> readers = new ArrayList<>();
    Supplied counter =
        new Supplied(
            SampledQuantity.counter("c", "", "c"),
            () -> {
              readers.add(Thread.currentThread());
              return readers.size();
            });
    try (Telemetry telemetry = open(Duration.ofMillis(1), gauge, counter)) {
      telemetry.start();
      assertTrue(gauged.await(60, TimeUnit.SECONDS), "nobody sampled");
      assertEquals(1, numbers(telemetry.stop().sampled()).get("c"));
      assertEquals(List.of(Thread.currentThread(), Thread.currentThread()), readers);
    }
  }

  @Test
  void readingCostsProcessorTimeAndNotWaiting() throws Exception {
    CountDownLatch readings = new CountDownLatch(50);
    Supplied waits =
        new Supplied(
            SampledQuantity.gauge("waits", "", "w"),
            () -> {
              LockSupport.parkNanos(2_000_000);
              readings.countDown();
              return 1;
            });
    try (Telemetry telemetry = open(Duration.ofMillis(1), waits)) {
      telemetry.start();
      assertTrue(readings.await(60, TimeUnit.SECONDS), "nobody sampled");
      Map<String, Double> numbers = numbers(telemetry.stop().sampled());
      // 48 readings in between that waited 2 ms each: 96 ms by the clock on the wall.
      assertTrue(numbers.get("telemetry_read_s") < 0.048, numbers.toString());
      assertTrue(numbers.get("telemetry_read_s") > 0, numbers.toString());
    }
  }

  @Test
  void aBrokenSamplerIsLeftOutAndNamed() {
    Supplied good = new Supplied(SampledQuantity.gauge("good", "", "g"), () -> 7);
    Supplied bad =
        new Supplied(
            SampledQuantity.gauge("bad", "", "b"),
            () -> {
              throw new UnsatisfiedLinkError("no nvml");
            });
    bad.id = "bad-one";
    try (Telemetry telemetry = open(NEVER, bad, good)) {
      telemetry.start();
      Sampled sampled = telemetry.stop().sampled();
      assertEquals(7, numbers(sampled).get("good_max"));
      assertFalse(numbers(sampled).containsKey("bad_max"));
      assertEquals(1, sampled.issues().size());
      Issue issue = sampled.issues().get(0);
      assertEquals("sampler-broken", issue.code());
      assertTrue(issue.message().contains("'bad-one'"), issue.message());
      assertTrue(issue.message().contains("no nvml"), issue.message());
    }
  }

  @Test
  void oneThatCannotBeOpenedIsLeftOutAndNamed() {
    Supplied old = new Supplied(SampledQuantity.gauge("old", "", "o"), () -> 1);
    old.version = SutProvider.SPI_VERSION + 1;
    Supplied one = new Supplied(SampledQuantity.gauge("same", "", "s"), () -> 1);
    Supplied twin = new Supplied(SampledQuantity.gauge("same", "", "s"), () -> 2);
    twin.id = "twin";
    Supplied absent = new Supplied(SampledQuantity.gauge("absent", "", "a"), () -> 1);
    absent.available = false;
    try (Telemetry telemetry = open(NEVER, old, one, twin, absent)) {
      telemetry.start();
      Sampled sampled = telemetry.stop().sampled();
      List<String> messages = sampled.issues().stream().map(Issue::message).toList();
      assertEquals(2, messages.size(), messages.toString());
      assertTrue(messages.get(0).contains("version 2 of the SPI"), messages.toString());
      assertTrue(messages.get(1).contains("'twin'"), messages.toString());
      assertEquals(1, numbers(sampled).get("same_max"));
      assertFalse(numbers(sampled).containsKey("absent_max"));
    }
    assertEquals(1, twin.closed);
  }

  @Test
  void whatWasNotReadAtBothEndsHasNoGrowth() {
    Supplied counter =
        new Supplied(SampledQuantity.counter("c", "s", "c"), sequence(Double.NaN, 5));
    try (Telemetry telemetry = open(NEVER, counter)) {
      telemetry.start();
      assertFalse(numbers(telemetry.stop().sampled()).containsKey("c_s"));
    }
  }

  @Test
  void closingEndsItsThreadAndClosesSamplersOnce() throws Exception {
    Supplied gauge = new Supplied(SampledQuantity.gauge("g", "", "g"), () -> 1);
    Telemetry telemetry = open(Duration.ofMillis(1), gauge);
    Thread thread =
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().equals("humhelix-bench-telemetry"))
            .findFirst()
            .orElseThrow();
    telemetry.close();
    telemetry.close();
    assertEquals(1, gauge.closed);
    thread.join(60_000);
    assertFalse(thread.isAlive());
    telemetry.start();
    assertEquals(Sampled.NOTHING, telemetry.stop().sampled());
  }

  @Test
  void theBuiltInOnesReadThisProcess() {
    try (Telemetry telemetry =
        SamplerRegistry.builtInAlone().open(SPEC, List.of(), NanoClock.SYSTEM, NEVER)) {
      telemetry.start();
      Map<String, Double> numbers = numbers(telemetry.stop().sampled());
      assertTrue(numbers.get("jvm_heap_max_bytes") > 0, numbers.toString());
      assertTrue(numbers.get("jvm_gc_pause_s") >= 0, numbers.toString());
    }
  }
}
