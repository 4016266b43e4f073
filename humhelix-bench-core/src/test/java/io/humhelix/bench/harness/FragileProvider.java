package io.humhelix.bench.harness;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Segment;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A backend whose native code breaks while it is checked, in the way that an option names. */
public final class FragileProvider implements SutProvider {

  /** The provider. */
  public FragileProvider() {}

  @Override
  public String id() {
    return "fragile";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "breaks while it is checked";
  }

  @Override
  public Availability probe() {
    return probe(Options.empty());
  }

  @Override
  public Availability probe(Options options) {
    act(options, "in_probe");
    return Availability.available("process " + ProcessHandle.current().pid());
  }

  @Override
  public Optional<String> nativeBuild(Options options) {
    return Optional.of(options.text("build").orElse("bundled"));
  }

  @Override
  public Optional<Availability> probeDevice(Device device, Options options) {
    act(options, "in_probe");
    return Optional.of(
        Availability.available(device + " in process " + ProcessHandle.current().pid()));
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Set.of(), Set.of("cpu", "cuda"), Set.of());
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of("in_preflight", OptionSpec.Type.TEXT, "what it does there"),
        OptionSpec.of("in_probe", OptionSpec.Type.TEXT, "what it does there"),
        OptionSpec.of("build", OptionSpec.Type.TEXT, "its native build"),
        OptionSpec.of("key_env", OptionSpec.Type.TEXT, "a variable"));
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    if (request.options().text("in_preflight").equals(Optional.of("null answer"))) {
      return null;
    }
    act(request.options(), "in_preflight");
    String key = request.options().text("key_env").map(System::getenv).orElse("none");
    return new Preflight(
        List.of(
            Issue.info("process", Long.toString(ProcessHandle.current().pid())),
            Issue.info("key", key)),
        List.of());
  }

  private static void act(Options options, String where) {
    try {
      SabotageProvider.act(options.text(where).orElse("work"));
    } catch (IOException | ReflectiveOperationException | InterruptedException | SutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Sut open(OpenRequest request) {
    return new Sut() {
      @Override
      public EffectiveSut effective() {
        return new EffectiveSut(
            "fragile", "1", request.spec().device().kind(), "none", "float32", Options.empty());
      }

      @Override
      public Transcript transcribe(TranscriptionRequest call, TranscriptionProgress progress) {
        return Transcript.of(List.of(Segment.of(0, 1, "a text")));
      }

      @Override
      public void close() {}
    };
  }
}
