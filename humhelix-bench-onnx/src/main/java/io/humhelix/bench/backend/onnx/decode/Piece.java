package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a clip that is worked through window by window, each beginning where the one before
 * has its last time, as OpenAI's {@code transcribe}. For one thread.
 */
final class Piece {

  private final ClipProgress clip;
  private final PieceAudio audio;
  private final Decoder decoder;
  private final boolean timestamps;
  private final List<Integer> context = new ArrayList<>();
  private List<Segment> segments = new ArrayList<>();
  private int contextFrom;
  private int seek;
  private double lastSpeech;

  /**
   * A piece.
   *
   * @param decoder what all pieces share
   * @param initial tokens that precede the first window's prompt
   */
  Piece(
      ClipProgress clip,
      PieceAudio audio,
      Decoder decoder,
      boolean timestamps,
      List<Integer> initial) {
    this.clip = clip;
    this.audio = audio;
    this.decoder = decoder;
    this.timestamps = timestamps;
    context.addAll(initial);
  }

  ClipProgress clip() {
    return clip;
  }

  /** Whether its clip was cut into several, whose windows are decoded together. */
  boolean ofMany() {
    return clip.cut();
  }

  boolean ended() {
    return seek >= audio.frames();
  }

  /** Returns the request for the next window. */
  WindowRequest request() {
    return new WindowRequest(
        context.subList(contextFrom, context.size()),
        clip.language(),
        clip.task().kind(),
        timestamps,
        decoder.options().seed() + 0x9E3779B97F4A7C15L * (firstFrame() + 1));
  }

  private long firstFrame() {
    return Math.round(audio.offsetSeconds() / audio.secondsPerFrame()) + seek;
  }

  void writeFeatures(float[] target, int offset) {
    audio.write(seek, target, offset);
  }

  /**
   * Takes the next window's text.
   *
   * @param encoded the window, for word times
   */
  void accept(DecodedWindow window, EncodedWindow encoded) throws SutException {
    int frames = Math.min(audio.windowFrames(), audio.frames() - seek);
    double offset = seek * audio.secondsPerFrame();
    boolean silent = decoder.options().fallback().silent(window);
    clip.report(
        new WindowReport(
            audio.offsetSeconds() + offset,
            window.temperature(),
            window.meanLogProbability(),
            window.silenceProbability(),
            window.compressionRatio(),
            window.tokens().size(),
            silent));
    if (silent) {
      seek += frames;
      return;
    }
    SegmentCutter.Cut cut = decoder.cutter().cut(window.tokens(), offset, frames);
    List<TimedText> texts = decoder.texts(cut.segments());
    int next = seek + cut.advance();
    if (clip.task().wordTimestamps()) {
      texts =
          decoder
              .wordTimer()
              .time(
                  encoded,
                  texts,
                  window.language(),
                  clip.task().kind(),
                  offset,
                  frames,
                  lastSpeech);
      double end = TimedText.end(texts);
      // Without time tokens a window was taken to its end.
      if (timestamps && !cut.whole() && end > offset) {
        next = (int) Math.round(end / audio.secondsPerFrame());
      }
      lastSpeech = texts.isEmpty() ? lastSpeech : end;
    }
    // Words that end where the window begins must not hold it there.
    seek = next > seek ? next : seek + frames;
    keep(texts);
    if (!decoder.options().conditionOnPreviousText() || window.temperature() > 0.5) {
      contextFrom = context.size();
    }
  }

  private void keep(List<TimedText> texts) {
    for (TimedText text : texts) {
      if (text.empty()) {
        continue;
      }
      context.addAll(text.tokens());
      List<Word> words =
          text.words().stream()
              .map(
                  word ->
                      new Word(inClip(word.startSeconds()), inClip(word.endSeconds()), word.text()))
              .toList();
      segments.add(new Segment(inClip(text.start()), inClip(text.end()), text.text(), words));
    }
  }

  /** The model hears silence behind the audio, and counts it: a time may lie beyond the end. */
  private double inClip(double seconds) {
    return audio.offsetSeconds() + Math.min(seconds, audio.seconds());
  }

  /** Returns the segments that have come since the last call. */
  List<Segment> takeSegments() {
    List<Segment> taken = segments;
    segments = new ArrayList<>();
    return taken;
  }
}
