package io.humhelix.bench.harness;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.List;
import java.util.Set;

/** A backend that answers what it was asked for, and how much it heard. */
public final class HearingProvider implements SutProvider {

  /** The provider. */
  public HearingProvider() {}

  @Override
  public String id() {
    return "hearing";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "answers what it was asked for";
  }

  @Override
  public Availability probe() {
    return Availability.available("always");
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Set.of(Capability.LANGUAGE, Capability.TRANSLATE), Set.of("cpu"), Set.of());
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of("decodes", OptionSpec.Type.TEXT, "the language that it says it decoded"));
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return Preflight.ok(List.of());
  }

  @Override
  public Sut open(OpenRequest request) {
    return new Hearing(request.options());
  }

  private record Hearing(Options options) implements Sut {

    @Override
    public EffectiveSut effective() {
      return new EffectiveSut("hearing", "1", "cpu", "none", "float32", options);
    }

    @Override
    public int maxConcurrency() {
      return 1;
    }

    @Override
    public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress) {
      Transcript said =
          Transcript.ofText(
              request.task().language().orElse("none") + " " + request.samples().length);
      return options.text("decodes").map(said::withLanguage).orElse(said);
    }

    @Override
    public void close() {}
  }
}
