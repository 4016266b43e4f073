package io.humhelix.bench.benchmarks;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls whisper-jni directly and takes the time itself. The harness takes the time of the very same
 * calls from outside: the difference is what the harness adds, free of the noise between calls.
 */
final class DirectSut implements Sut {

  private final DirectWhisper whisper;
  private final List<Long> nanos = new ArrayList<>();

  DirectSut(DirectWhisper whisper) {
    this.whisper = whisper;
  }

  @Override
  public EffectiveSut effective() {
    return new EffectiveSut("whisper.cpp", "unknown", "cpu", "CPU", "q5_1", Options.empty());
  }

  @Override
  public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress) {
    long start = System.nanoTime();
    String text = whisper.transcribe(request.samples());
    nanos.add(System.nanoTime() - start);
    return Transcript.ofText(text);
  }

  /** Returns the time of the last calls together, in nanoseconds. */
  long nanosOfLast(int calls) {
    return nanos.subList(nanos.size() - calls, nanos.size()).stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Override
  public void close() {}
}
