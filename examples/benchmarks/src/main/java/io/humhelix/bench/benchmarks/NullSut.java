package io.humhelix.bench.benchmarks;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;

/** Does nothing, so that what is left of a call's time is the harness. Counts its calls. */
final class NullSut implements Sut {

  /** A system that answers no text at all is INVALID. */
  private static final Transcript CONSTANT = Transcript.ofText("a text");

  private long calls;

  @Override
  public EffectiveSut effective() {
    return new EffectiveSut("null", "1", "cpu", "Java", "float32", Options.empty());
  }

  @Override
  public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress) {
    calls++;
    return CONSTANT;
  }

  /** Returns how often it was called. */
  long calls() {
    return calls;
  }

  @Override
  public void close() {}
}
