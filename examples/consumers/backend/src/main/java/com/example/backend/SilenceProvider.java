package com.example.backend;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.List;
import java.util.Set;

/** Backend {@code silence}: writes "silence" for a whole clip. */
public final class SilenceProvider implements SutProvider {

  @Override
  public String id() {
    return "silence";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "hears nothing";
  }

  @Override
  public Availability probe() {
    return Availability.available("plain Java");
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Set.of(), Set.of("cpu"), Set.of());
  }

  @Override
  public List<OptionSpec> options() {
    return List.of();
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return Preflight.ok(List.of());
  }

  @Override
  public Sut open(OpenRequest request) {
    return new Sut() {
      @Override
      public EffectiveSut effective() {
        return new EffectiveSut("silence", "1", "cpu", "Java", "float32", request.options());
      }

      @Override
      public Transcript transcribe(TranscriptionRequest clip, TranscriptionProgress progress) {
        return Transcript.of(List.of(Segment.of(0, clip.samples().length / 16_000.0, " silence")));
      }

      @Override
      public void close() {}
    };
  }
}
