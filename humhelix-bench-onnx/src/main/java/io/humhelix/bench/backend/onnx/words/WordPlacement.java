package io.humhelix.bench.backend.onnx.words;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives the words of a window to its segments, and settles what words and segments say of each
 * other's times, as OpenAI's {@code add_word_timestamps}. For one window and one thread.
 */
public final class WordPlacement {

  private final List<TimedWord> words;
  private final WordDurations durations;
  private double lastSpeech;
  private int next;

  /**
   * Prepares the words of a window.
   *
   * @param timed the words of all segments, in seconds of the audio
   * @param lastSpeech where the speech of the window before ended, in seconds of the audio
   */
  public WordPlacement(List<TimedWord> timed, double lastSpeech) {
    this.words = new ArrayList<>(timed);
    this.durations = WordDurations.of(words);
    this.lastSpeech = lastSpeech;
    durations.shortenAtSentences(words);
    Punctuation.merge(words);
  }

  /**
   * Takes the words of the next segment.
   *
   * @param start what the segment's time token says, in seconds of the audio
   * @param end likewise
   * @param tokens how many tokens of text it has
   * @return the segment, whose times are those of its words unless these are far off
   */
  public SegmentWords place(double start, double end, int tokens) {
    List<TimedWord> own = new ArrayList<>();
    int taken = 0;
    while (next < words.size() && taken < tokens) {
      TimedWord word = words.get(next++);
      if (!word.text().isEmpty()) {
        own.add(word.between(hundredths(word.start()), hundredths(word.end())));
      }
      taken += word.tokens();
    }
    if (own.isEmpty()) {
      return new SegmentWords(start, end, own);
    }
    shortenAfterPause(own);
    double from = placeStart(own, start);
    double to = placeEnd(own, end);
    lastSpeech = to;
    return new SegmentWords(from, to, own);
  }

  private void shortenAfterPause(List<TimedWord> own) {
    TimedWord first = own.get(0);
    boolean two = own.size() > 1;
    boolean pause = first.end() - lastSpeech > durations.median() * 4;
    boolean tooLong =
        first.duration() > durations.longest()
            || two && own.get(1).end() - first.start() > durations.longest() * 2;
    if (pause && tooLong) {
      if (two && own.get(1).duration() > durations.longest()) {
        TimedWord second = own.get(1);
        double boundary = Math.max(second.end() / 2, second.end() - durations.longest());
        own.set(1, second.between(boundary, second.end()));
        first = first.between(first.start(), boundary);
      }
      own.set(0, first.between(Math.max(0, first.end() - durations.longest()), first.end()));
    }
  }

  private double placeStart(List<TimedWord> own, double start) {
    TimedWord first = own.get(0);
    if (start < first.end() && start - 0.5 > first.start()) {
      double moved = Math.max(0, Math.min(first.end() - durations.median(), start));
      own.set(0, first.between(moved, first.end()));
      return start;
    }
    return first.start();
  }

  private double placeEnd(List<TimedWord> own, double end) {
    TimedWord last = own.get(own.size() - 1);
    if (end > last.start() && end + 0.5 < last.end()) {
      double moved = Math.max(last.start() + durations.median(), end);
      own.set(own.size() - 1, last.between(last.start(), moved));
      return end;
    }
    return last.end();
  }

  private static double hundredths(double seconds) {
    return Math.round(seconds * 100) / 100.0;
  }
}
