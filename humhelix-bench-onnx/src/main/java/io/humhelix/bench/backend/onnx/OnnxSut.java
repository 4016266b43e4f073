package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.decode.Transcriber;
import io.humhelix.bench.backend.onnx.decode.Transcription;
import io.humhelix.bench.backend.onnx.decode.WhisperNetwork;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A loaded model. Calls may be under way at the same time: they share the networks, each with its
 * own key/value cache. {@link #close} waits for them; any call after it throws {@link
 * IllegalStateException}.
 */
final class OnnxSut implements Sut {

  /** No limit of the engine's; each call takes memory for its cache, and the threads are shared. */
  private static final int MOST_CALLS = 256;

  private final WhisperModel model;
  private final WhisperNetwork network;
  private final Transcriber transcriber;
  private final EffectiveSut effective;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
  private boolean closed;

  OnnxSut(
      WhisperModel model, WhisperNetwork network, Transcriber transcriber, EffectiveSut effective) {
    this.model = model;
    this.network = network;
    this.transcriber = transcriber;
    this.effective = effective;
  }

  @Override
  public EffectiveSut effective() {
    return effective;
  }

  @Override
  public int maxConcurrency() {
    return MOST_CALLS;
  }

  @Override
  public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this system under test is closed");
      }
      List<Issue> issues = TaskChecks.of(request.task(), model);
      if (!issues.isEmpty()) {
        throw new SutException(
            FailureKind.SUT_ERROR, issues.get(0).message(), issues.get(0).remedy());
      }
      Transcription transcription =
          transcriber.transcribe(
              request.samples(),
              request.task(),
              segment -> {
                progress.segmentsReadable();
                progress.segment(segment);
              });
      Transcript transcript =
          Transcript.of(transcription.segments()).withPhases(transcription.phases());
      return language(transcription).map(transcript::withLanguage).orElse(transcript);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** An English-only model has no token for its language. Without audio none is detected. */
  private Optional<String> language(Transcription transcription) {
    return model.config().tokens().multilingual() ? transcription.language() : Optional.of("en");
  }

  /** Waits for calls under way, then frees the model. Further calls of this method do nothing. */
  @Override
  public void close() {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException("a model is closed from within a call");
    }
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        network.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
