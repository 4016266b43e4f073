package com.example.loudness;

import io.humhelix.bench.result.*;
import io.humhelix.bench.spi.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Backend {@code loudness}: writes "speech" for every second that is loud enough. */
public final class LoudnessProvider implements SutProvider {
  @Override
  public String id() {
    return "loudness";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "marks the seconds that are loud enough to be speech";
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
    return List.of(
        OptionSpec.of("threshold", OptionSpec.Type.NUMBER, "RMS from which a second is speech")
            .withDefault(0.01)
            .between(0, 1));
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return Preflight.ok(List.of());
  }

  @Override
  public Sut open(OpenRequest request) {
    double threshold = request.options().number("threshold").orElseThrow();
    return new Sut() {
      @Override
      public EffectiveSut effective() {
        return new EffectiveSut("loudness", "1", "cpu", "Java", "float32", request.options());
      }

      @Override
      public Transcript transcribe(TranscriptionRequest clip, TranscriptionProgress progress) {
        List<Segment> speech = new ArrayList<>();
        for (int from = 0; from < clip.samples().length; from += 16_000) {
          int to = Math.min(from + 16_000, clip.samples().length);
          double energy = 0;
          for (int i = from; i < to; i++) {
            energy += clip.samples()[i] * clip.samples()[i];
          }
          if (Math.sqrt(energy / (to - from)) >= threshold) {
            speech.add(Segment.of(from / 16_000.0, to / 16_000.0, " speech"));
          }
        }
        return Transcript.of(speech);
      }

      @Override
      public void close() {}
    };
  }
}
