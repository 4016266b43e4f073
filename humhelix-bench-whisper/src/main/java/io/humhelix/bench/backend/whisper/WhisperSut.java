package io.humhelix.bench.backend.whisper;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.humhelix.bench.backend.ggml.EngineErrors;
import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.ModelHeader;
import io.humhelix.bench.backend.ggml.NativeLog;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded model. One call at a time; a second one at the same time, and any after {@link #close},
 * throws {@link IllegalStateException}.
 */
final class WhisperSut implements Sut {

  /**
   * Fewest samples with which whisper.cpp 1.7.1 does any work: its spectrogram must be longer than
   * 100 frames of 160 samples, and loses 200 samples at the end.
   */
  static final int FEWEST_SAMPLES = 16_200;

  private static final Logger LOG = LoggerFactory.getLogger(WhisperSut.class);

  private static final double TIME_UNITS_PER_SECOND = 100;
  private static final double WINDOW_SECONDS = 30;

  /** The code after which whisper.cpp has freed its state but not told its context. */
  private static final int STATE_LOST = -7;

  private final WhisperJNI engine;
  private final NativeLog log;
  private final ModelHeader header;
  private final EngineOptions options;
  private final EffectiveSut effective;
  private final Semaphore call = new Semaphore(1);
  private WhisperContext context;
  private boolean closed;

  WhisperSut(
      NativeLibrary library,
      WhisperContext context,
      ModelHeader header,
      EngineOptions options,
      EffectiveSut effective) {
    this.engine = library.engine();
    this.log = library.log();
    this.context = context;
    this.header = header;
    this.options = options;
    this.effective = effective;
  }

  @Override
  public EffectiveSut effective() {
    return effective;
  }

  @Override
  public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException {
    if (!call.tryAcquire()) {
      throw new IllegalStateException("a call is under way; whisper-jni takes one at a time");
    }
    try {
      return NativeGate.call(() -> run(request, progress));
    } finally {
      call.release();
    }
  }

  private Transcript run(TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException {
    if (closed) {
      throw new IllegalStateException("this system under test is closed");
    }
    if (context == null) {
      throw new SutException(
              FailureKind.SUT_ERROR, "an earlier call left whisper.cpp unusable", "Open it again.")
          .withSystemLost();
    }
    float[] samples = request.samples();
    if (samples.length < FEWEST_SAMPLES) {
      throw new SutException(
          FailureKind.AUDIO,
          String.format(
              Locale.ROOT,
              "clip %s has %.4f s of audio; whisper.cpp does no work on less than %.4f s and returns"
                  + " no text",
              request.clipId(),
              request.seconds(),
              (double) FEWEST_SAMPLES / TranscriptionRequest.SAMPLE_RATE),
          "Leave the clip out, or append silence to it.");
    }
    WhisperFullParams parameters = parameters(request.task());
    log.takeDetectedLanguage();
    log.takeErrors();
    int code = engine.full(context, parameters, samples, samples.length);
    Optional<String> language =
        Optional.ofNullable(parameters.language).or(log::takeDetectedLanguage);
    if (code != 0) {
      throw failed(request.clipId(), code);
    }
    progress.segmentsReadable();
    Transcript transcript = Transcript.of(readSegments(request, progress));
    return language.map(transcript::withLanguage).orElse(transcript);
  }

  private WhisperFullParams parameters(TranscriptionTask task) throws SutException {
    List<Issue> issues = WhisperPreflight.taskIssues(task, Optional.of(header));
    if (!issues.isEmpty()) {
      throw new SutException(
          FailureKind.SUT_ERROR, issues.get(0).message(), issues.get(0).remedy());
    }
    // An English-only model has no language tokens to detect one with.
    String language =
        header.multilingual()
            ? task.language().map(code -> code.toLowerCase(Locale.ROOT)).orElse(null)
            : "en";
    return WhisperOptions.parameters(
        options, language, task.kind() == TranscriptionTask.Kind.TRANSLATE);
  }

  /** Times are cut at the end of the clip: the engine hears 30 s of padded audio, and counts it. */
  private List<Segment> readSegments(TranscriptionRequest request, TranscriptionProgress progress) {
    int count = engine.fullNSegments(context);
    List<Segment> segments = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double end = engine.fullGetSegmentTimestamp1(context, i) / TIME_UNITS_PER_SECOND;
      Segment segment =
          Segment.of(
              Math.min(start(i, end), request.seconds()),
              Math.min(end, request.seconds()),
              engine.fullGetSegmentText(context, i));
      warnOfDamage(request.clipId(), segment.text());
      segments.add(segment);
      progress.segment(segment);
    }
    return segments;
  }

  /**
   * Without time tokens a segment is a window of 30 s. The engine tells its end alone: the start it
   * computes from the first token's time, which there is none of, so that it lies far below 0.
   */
  private double start(int segment, double end) {
    return options.flag(EngineOptions.WITHOUT_TIMESTAMPS)
        ? end - WINDOW_SECONDS
        : engine.fullGetSegmentTimestamp0(context, segment) / TIME_UNITS_PER_SECOND;
  }

  /**
   * whisper-jni hands text to the JVM as if it were modified UTF-8, so characters above U+FFFF and
   * characters cut in two by a segment's end arrive as control characters.
   */
  private static void warnOfDamage(String clipId, String text) {
    if (text.chars().anyMatch(c -> c >= 0x80 && c < 0xa0)) {
      LOG.warn("clip {}: whisper-jni damaged a character of the text '{}'", clipId, text);
    }
  }

  private SutException failed(String clipId, int code) {
    if (code == STATE_LOST) {
      // Freeing the context would free its state a second time; the memory is lost instead.
      context = null;
    }
    String meaning =
        switch (code) {
          case -2 -> "the spectrogram could not be computed";
          case -3 -> "the language could not be detected";
          case -4 -> "too many decoders were requested";
          case -5 -> "audio_context is larger than the model's";
          case -6 -> "the encoder failed";
          case STATE_LOST -> "the memory of the decoders could not be allocated";
          case -8, -9 -> "the decoder failed";
          default -> "unknown code";
        };
    String failed = "clip " + clipId + ": whisper.cpp returned " + code + " (" + meaning + ")";
    return EngineErrors.ofDevice(failed, log.takeErrors())
        .orElseGet(
            () ->
                new SutException(
                    code == STATE_LOST ? FailureKind.OUT_OF_MEMORY : FailureKind.SUT_ERROR,
                    failed,
                    code == STATE_LOST
                        ? "Use fewer beams or a smaller model."
                        : "See this backend's log for the engine's own messages."));
  }

  /** Waits for a call under way, then frees the model. Further calls of this method do nothing. */
  @Override
  public void close() {
    NativeGate.change(
        () -> {
          if (context != null) {
            context.close();
            context = null;
          }
          closed = true;
          return null;
        });
  }
}
