package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.EngineChecks;
import io.humhelix.bench.backend.ggml.EngineErrors;
import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.ModelHeader;
import io.humhelix.bench.backend.ggml.NativeLog;
import io.humhelix.bench.backend.whispercpp.library.FullParams;
import io.humhelix.bench.backend.whispercpp.library.WhisperModel;
import io.humhelix.bench.backend.whispercpp.library.WhisperState;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A loaded model. As many calls at once as it has states; one more, and any after {@link #close},
 * throws {@link IllegalStateException}. Interrupting the thread of a call ends the call when the
 * encoder has done its window of 30 s, or the decoder its token.
 */
final class WhisperCppSut implements Sut {

  private static final String LESS_MEMORY = "Use fewer beams or a smaller model.";

  private final WhisperModel model;
  private final ModelHeader header;
  private final EngineOptions options;
  private final Optional<String> vadModel;
  private final EffectiveSut effective;
  private final Deque<WhisperState> free = new ArrayDeque<>();
  private final Set<Thread> callers = new HashSet<>();
  private boolean lost;
  private boolean closed;

  WhisperCppSut(
      WhisperModel model,
      ModelHeader header,
      EngineOptions options,
      Optional<String> vadModel,
      EffectiveSut effective) {
    this.model = model;
    this.header = header;
    this.options = options;
    this.vadModel = vadModel;
    this.effective = effective;
    free.addAll(model.states());
  }

  @Override
  public EffectiveSut effective() {
    return effective;
  }

  @Override
  public int maxConcurrency() {
    return model.states().size();
  }

  @Override
  public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException {
    WhisperState state = take();
    try {
      return run(state, request, progress);
    } finally {
      give(state);
    }
  }

  private synchronized WhisperState take() throws SutException {
    if (closed) {
      throw new IllegalStateException("this system under test is closed");
    }
    if (lost) {
      throw new SutException(
              FailureKind.OUT_OF_MEMORY,
              "an earlier call ran out of memory, and whisper.cpp freed what it works in",
              LESS_MEMORY)
          .withSystemLost();
    }
    if (callers.contains(Thread.currentThread())) {
      throw new IllegalStateException("this thread's own call is under way");
    }
    WhisperState state = free.poll();
    if (state == null) {
      throw new IllegalStateException(
          maxConcurrency() + " calls are under way, as many as there are states");
    }
    callers.add(Thread.currentThread());
    return state;
  }

  private synchronized void give(WhisperState state) {
    lost |= state.lost();
    free.add(state);
    callers.remove(Thread.currentThread());
    notifyAll();
  }

  private Transcript run(
      WhisperState state, TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException {
    float[] samples = request.samples();
    boolean words = request.task().wordTimestamps();
    boolean aligned = words && WhisperCppOptions.alignsWords(options);
    ShortAudio.refuse(request, aligned);
    FullParams params = params(request.task());
    SegmentReader reader =
        new SegmentReader(
            state,
            new SegmentReader.Reading(
                words, aligned, options.flag(EngineOptions.WITHOUT_TIMESTAMPS), request.seconds()),
            progress);
    NativeLog log = model.library().log();
    log.takeErrors();
    if (state.tellsTimes()) {
      state.resetTimings();
    }
    if (!RunningCalls.begin(state)) {
      throw new SutException(
          FailureKind.SUT_ERROR, "clip " + request.clipId() + ": this JVM is exiting", "");
    }
    int code;
    try (InterruptWatch watch = InterruptWatch.ofThisThread(state::abort)) {
      code = watch.interrupted() ? 0 : state.run(params, samples, reader::readNew);
      if (watch.interrupted()) {
        throw new SutException(
            FailureKind.TIMEOUT,
            "clip " + request.clipId() + ": the call was interrupted and has ended",
            "Give it more time, or use a smaller model.");
      }
    } finally {
      RunningCalls.end(state);
    }
    if (code != 0) {
      throw failed(request.clipId(), code, log.takeErrors());
    }
    progress.segmentsReadable();
    reader.readNew();
    return Transcript.of(reader.segments())
        .withLanguage(language(state))
        .withPhases(phases(state, log, reader.tokens()));
  }

  private FullParams params(TranscriptionTask task) throws SutException {
    List<Issue> issues = EngineChecks.taskIssues(WhisperCppProvider.ID, task, Optional.of(header));
    if (!issues.isEmpty()) {
      throw new SutException(
          FailureKind.SUT_ERROR, issues.get(0).message(), issues.get(0).remedy());
    }
    return CallParams.of(model.library(), options, header, task, vadModel);
  }

  private String language(WhisperState state) {
    return header.multilingual() ? state.language() : "en";
  }

  private static List<Phase> phases(WhisperState state, NativeLog log, long tokens) {
    if (!state.tellsTimes()) {
      return List.of();
    }
    return EngineTimes.phases(log.during(state::printTimings), tokens);
  }

  private static SutException failed(String clipId, int code, List<String> errors) {
    String meaning =
        switch (code) {
          case -1 -> "the voice activity model could not be used";
          case WhisperState.ABORTED -> "the call was ended early";
          case -2 -> "the spectrogram could not be computed";
          case -3 -> "the language could not be detected";
          case -4 -> "too many decoders were requested";
          case -5 -> "audio_context is larger than the model's";
          case -6 -> "the encoder failed";
          case WhisperState.STATE_LOST -> "the memory of the decoders could not be allocated";
          case -8, -9 -> "the decoder failed";
          default -> "unknown code";
        };
    String failed = "clip " + clipId + ": whisper.cpp returned " + code + " (" + meaning + ")";
    boolean lost = code == WhisperState.STATE_LOST;
    SutException failure =
        EngineErrors.ofDevice(failed, errors)
            .orElseGet(
                () ->
                    lost
                        ? new SutException(FailureKind.OUT_OF_MEMORY, failed, LESS_MEMORY)
                        : new SutException(
                            FailureKind.SUT_ERROR,
                            failed,
                            "See this backend's log for the engine's own messages."));
    return lost ? failure.withSystemLost() : failure;
  }

  /**
   * Waits for calls under way, then frees the model. Further calls of this method do nothing.
   *
   * @throws IllegalStateException from within a call, which would wait for itself
   */
  @Override
  public synchronized void close() {
    if (callers.contains(Thread.currentThread())) {
      throw new IllegalStateException("this thread's own call is under way");
    }
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = false;
    while (!callers.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    model.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
