package io.humhelix.bench.harness;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A backend whose forks differ by chance and whose calls vary by chance, both seeded: it waits,
 * busily at the end, or works. A ledger tells a fork which one it is, since workers know nothing of
 * each other.
 */
public final class NoisyProvider implements SutProvider {

  private static final double BASE_MILLIS = 0.5;

  /** A sleeper may wake up so much too late. */
  private static final long BUSY_NANOS = 5_000_000;

  /** The provider. */
  public NoisyProvider() {}

  @Override
  public String id() {
    return "noisy";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "takes a random time";
  }

  @Override
  public Availability probe() {
    return Availability.available("always");
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Set.of(), Set.of("cpu"), Set.of());
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of("ledger", OptionSpec.Type.TEXT, "file with a byte for each fork"),
        OptionSpec.of("seed", OptionSpec.Type.INTEGER, "of the noise").withDefault(1L),
        OptionSpec.of("fork_sd", OptionSpec.Type.NUMBER, "between forks").withDefault(0.01),
        OptionSpec.of("trial_sd", OptionSpec.Type.NUMBER, "between calls").withDefault(0.02),
        OptionSpec.of("factor", OptionSpec.Type.NUMBER, "times the call's own time")
            .withDefault(1.0),
        OptionSpec.of("base_ms", OptionSpec.Type.NUMBER, "of a call, before all else")
            .withDefault(BASE_MILLIS),
        OptionSpec.of("steps", OptionSpec.Type.INTEGER, "of work, where it is not to wait")
            .withDefault(0L),
        OptionSpec.of("machine", OptionSpec.Type.TEXT, "file with what all calls take longer"));
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return Preflight.ok(List.of());
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    Options options = request.options();
    Path ledger = Path.of(options.text("ledger").orElseThrow());
    try {
      Files.write(ledger, new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      long fork = Files.size(ledger);
      long seed = options.integer("seed").orElse(1L);
      double slowness =
          options.text("machine").isPresent()
              ? Double.parseDouble(Files.readString(Path.of(options.text("machine").get())))
              : 1;
      return new NoisySut(options, slowness, new Random(1_000_003 * seed + fork));
    } catch (IOException e) {
      throw new SutException(FailureKind.SUT_ERROR, "no ledger: " + e, "", e);
    }
  }

  private static final class NoisySut implements Sut {
    private final Options options;
    private final Random random;
    private final double level;
    private final double deviation;

    private NoisySut(Options options, double slowness, Random random) {
      this.options = options;
      this.random = random;
      level =
          slowness
              * options.number("factor").orElse(1.0)
              * Math.exp(options.number("fork_sd").orElse(0.01) * random.nextGaussian());
      deviation = options.number("trial_sd").orElse(0.02);
    }

    @Override
    public EffectiveSut effective() {
      return new EffectiveSut("noisy", "1", "cpu", "none", "float32", options);
    }

    @Override
    public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress) {
      double times = level * Math.exp(deviation * random.nextGaussian());
      long steps = options.integer("steps").orElse(0L);
      return Transcript.ofText(
          steps > 0
              ? work(Math.round(times * steps))
              : await(Math.round(1e6 * times * options.number("base_ms").orElse(BASE_MILLIS))));
    }

    private static String await(long nanos) {
      long due = System.nanoTime() + nanos;
      while (due - System.nanoTime() > 0) {
        if (due - System.nanoTime() > BUSY_NANOS) {
          LockSupport.parkNanos(due - System.nanoTime() - BUSY_NANOS);
        }
        Thread.onSpinWait();
      }
      return "a text";
    }

    private static String work(long steps) {
      long state = steps;
      for (long i = 0; i < steps; i++) {
        state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
      }
      return state == 0 ? "no text" : "a text";
    }

    @Override
    public void close() {}
  }
}
