package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.whispercpp.library.TimedToken;
import io.humhelix.bench.backend.whispercpp.library.WhisperState;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.TranscriptionProgress;
import java.util.ArrayList;
import java.util.List;

/** Reads the segments of one call as they arrive, each once. */
final class SegmentReader {

  private static final double TIME_UNITS_PER_SECOND = 100;
  private static final double WINDOW_SECONDS = 30;

  /**
   * What is read beside the text.
   *
   * @param words whether words with times
   * @param aligned whether these are by dynamic time warping
   * @param windows whether segments are windows, without times of their own
   * @param clipSeconds where the audio ends: the engine hears more, padded with silence
   */
  record Reading(boolean words, boolean aligned, boolean windows, double clipSeconds) {}

  private final WhisperState state;
  private final Reading reading;
  private final TranscriptionProgress progress;
  private final Utf8Pieces characters = new Utf8Pieces();
  private final List<Segment> segments = new ArrayList<>();
  private long tokens;

  SegmentReader(WhisperState state, Reading reading, TranscriptionProgress progress) {
    this.state = state;
    this.reading = reading;
    this.progress = progress;
  }

  /** Reads what has arrived since the last time. */
  void readNew() {
    int count = state.segments();
    for (int i = segments.size(); i < count; i++) {
      Segment segment = read(i);
      segments.add(segment);
      progress.segment(segment);
    }
  }

  private Segment read(int number) {
    double end = state.end(number) / TIME_UNITS_PER_SECOND;
    // Without time tokens the engine computes the begin from one that is not there.
    double start =
        reading.windows() ? end - WINDOW_SECONDS : state.begin(number) / TIME_UNITS_PER_SECOND;
    tokens += state.tokens(number);
    String text = characters.next(state.text(number));
    double from = Math.min(Math.max(start, 0), reading.clipSeconds());
    double to = Math.max(from, Math.min(end, reading.clipSeconds()));
    return reading.words()
        ? new Segment(from, to, text, words(number, to))
        : Segment.of(from, to, text);
  }

  private List<Word> words(int number, double end) {
    List<TimedToken> all = new ArrayList<>();
    for (int i = 0; i < state.tokens(number); i++) {
      TimedToken token = state.token(number, i);
      if (token != null) {
        all.add(token);
      }
    }
    return WordBuilder.of(all, state.language(), reading.aligned(), end, reading.clipSeconds());
  }

  List<Segment> segments() {
    return segments;
  }

  /** Tokens of all segments, those of times included. */
  long tokens() {
    return tokens;
  }
}
