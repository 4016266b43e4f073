package io.humhelix.bench.harness;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** An engine that says all that an engine can say: a text of its own, words, phases, counts. */
public final class AccountProvider implements SutProvider {

  /** Blanks stand between its segments, and in none of them. */
  static final Transcript TRANSCRIPT =
      Transcript.of(
              "Hello world.",
              List.of(
                  new Segment(0, 0.25, "Hello", List.of(new Word(0, 0.25, "Hello"))),
                  Segment.of(0.25, 0.5, "world.")))
          .withPhases(
              List.of(
                  new Phase("encode", 1_000),
                  new Phase(Phase.DECODE, 2_000_000, OptionalLong.of(40))));

  /** The provider. */
  public AccountProvider() {}

  @Override
  public String id() {
    return "account";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "says all that an engine can say";
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
  public Preflight preflight(OpenRequest request) {
    return Preflight.ok(List.of());
  }

  @Override
  public Sut open(OpenRequest request) {
    return new Sut() {
      @Override
      public EffectiveSut effective() {
        return new EffectiveSut("account", "1", "cpu", "none", "float32", request.options());
      }

      @Override
      public Transcript transcribe(TranscriptionRequest call, TranscriptionProgress progress) {
        return TRANSCRIPT;
      }

      @Override
      public void close() {}
    };
  }
}
