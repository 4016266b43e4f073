package io.humhelix.bench.harness;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend whose every step a test can replace. */
public class FakeProvider implements SutProvider {

  /** What a call does. */
  @FunctionalInterface
  public interface Call {
    Transcript apply(int number, TranscriptionRequest request, TranscriptionProgress progress)
        throws SutException;
  }

  /** What making a clip ready does. */
  @FunctionalInterface
  public interface Preparing {
    void apply(TranscriptionRequest request) throws SutException;
  }

  /** What opening does. */
  @FunctionalInterface
  public interface Opening {
    void run() throws SutException;
  }

  public String id = "fake";
  public int version = SPI_VERSION;
  public Availability availability = Availability.available("fake 1");
  public Set<Capability> features = EnumSet.noneOf(Capability.class);
  public Set<String> languages = Set.of();
  public Preflight preflight = Preflight.ok(List.of());
  public Opening opening = () -> {};
  public Opening closing = () -> {};
  public Runnable asking = () -> {};
  public String device = "cpu";
  public String engineVersion = "1";
  public int concurrency = 1;
  public int batch = 1;
  public Preparing preparing = request -> {};
  public Call call = (number, request, progress) -> Transcript.ofText("a text");
  public final AtomicInteger opened = new AtomicInteger();
  public final AtomicInteger closed = new AtomicInteger();
  public final AtomicInteger calls = new AtomicInteger();

  /** A provider that works. */
  public FakeProvider() {}

  @Override
  public String id() {
    return id;
  }

  @Override
  public int spiVersion() {
    return version;
  }

  @Override
  public String description() {
    return "a fake";
  }

  @Override
  public Availability probe() {
    return availability;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(features, Set.of("cpu", "cuda"), Set.of(), languages);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of("beam_size", OptionSpec.Type.INTEGER, "beams").withDefault(1L).between(1, 10),
        OptionSpec.of("temperature", OptionSpec.Type.NUMBER, "randomness"),
        OptionSpec.of("mode", OptionSpec.Type.TEXT, "how").oneOf("fast", "slow"),
        OptionSpec.of("fallback", OptionSpec.Type.FLAG, "whether"),
        OptionSpec.of("library", OptionSpec.Type.PATH, "where"),
        OptionSpec.of("temperatures", OptionSpec.Type.NUMBERS, "several"));
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return preflight;
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    opening.run();
    opened.incrementAndGet();
    return new FakeSut(request.options());
  }

  private final class FakeSut implements Sut {
    private final Options options;

    private FakeSut(Options options) {
      this.options = options;
    }

    @Override
    public EffectiveSut effective() {
      asking.run();
      return new EffectiveSut("fake", engineVersion, device, "none", "float32", options);
    }

    @Override
    public void prepare(TranscriptionRequest request) throws SutException {
      preparing.apply(request);
    }

    @Override
    public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
        throws SutException {
      return call.apply(calls.incrementAndGet(), request, progress);
    }

    @Override
    public int maxConcurrency() {
      return concurrency;
    }

    @Override
    public int maxBatch() {
      return batch;
    }

    @Override
    public void close() throws SutException {
      closing.run();
      closed.incrementAndGet();
    }
  }

  /** A transcript of one segment. */
  public static Transcript says(String text) {
    return Transcript.of(List.of(Segment.of(0, 1, text)));
  }
}
