package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.model.SpecialTokens;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a window's tokens into segments at its pairs of time tokens, and tells where the next window
 * begins, as OpenAI's {@code transcribe}. Immutable.
 */
final class SegmentCutter {

  /** Frames of 10 ms in one step of time tokens. */
  private static final int FRAMES_PER_STEP = 2;

  private final int firstTimestamp;
  private final double secondsPerFrame;

  SegmentCutter(SpecialTokens tokens, double secondsPerFrame) {
    this.firstTimestamp = tokens.firstTimestamp();
    this.secondsPerFrame = secondsPerFrame;
  }

  /**
   * The segments of a window.
   *
   * @param segments in order
   * @param advance frames from this window's begin to the next one's
   * @param whole whether the window was taken to its end, so that word times do not move the next
   *     window back
   */
  record Cut(List<TimedTokens> segments, int advance, boolean whole) {}

  /**
   * Cuts a window.
   *
   * @param tokens text and time tokens
   * @param offset where the window begins, in seconds
   * @param frames how many frames of audio the window holds
   */
  Cut cut(List<Integer> tokens, double offset, int frames) {
    int count = tokens.size();
    boolean singleEnd =
        count >= 2 && !isTime(tokens.get(count - 2)) && isTime(tokens.get(count - 1));
    List<Integer> cuts = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      if (isTime(tokens.get(i - 1)) && isTime(tokens.get(i))) {
        cuts.add(i);
      }
    }
    if (cuts.isEmpty()) {
      double end = offset + lastTime(tokens, frames * secondsPerFrame);
      return new Cut(List.of(new TimedTokens(offset, end, tokens)), frames, singleEnd);
    }
    if (singleEnd) {
      cuts.add(count);
    }
    List<TimedTokens> segments = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      List<Integer> part = tokens.subList(from, cut);
      segments.add(
          new TimedTokens(
              offset + seconds(part.get(0)), offset + seconds(part.get(part.size() - 1)), part));
      from = cut;
    }
    if (singleEnd) {
      // Nothing was said behind the last time.
      return new Cut(segments, frames, true);
    }
    int advance = FRAMES_PER_STEP * (tokens.get(from - 1) - firstTimestamp);
    // A window that would not move on would be decoded for ever.
    return new Cut(segments, advance > 0 ? advance : frames, false);
  }

  private double lastTime(List<Integer> tokens, double otherwise) {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (isTime(tokens.get(i))) {
        return tokens.get(i) == firstTimestamp ? otherwise : seconds(tokens.get(i));
      }
    }
    return otherwise;
  }

  private boolean isTime(int token) {
    return token >= firstTimestamp;
  }

  private double seconds(int token) {
    return (token - firstTimestamp) * SpecialTokens.TIME_STEP_SECONDS;
  }
}
