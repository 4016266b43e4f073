package io.humhelix.bench.spi;

import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a call returned. Immutable. */
public final class Transcript {

  private final String text;
  private final List<Segment> segments;
  private final List<Phase> phases;

  private Transcript(String text, List<Segment> segments, List<Phase> phases) {
    this.text = Objects.requireNonNull(text, "text");
    this.segments = List.copyOf(segments);
    this.phases = List.copyOf(phases);
  }

  /**
   * A transcript of segments; its text is theirs, joined as they are.
   *
   * @param segments in the order of the audio, possibly none
   * @return the transcript
   */
  public static Transcript of(List<Segment> segments) {
    return new Transcript(
        segments.stream().map(Segment::text).collect(Collectors.joining()), segments, List.of());
  }

  /**
   * A transcript of an engine that gives the whole text beside its segments.
   *
   * @param text the text, possibly empty
   * @param segments in the order of the audio, possibly none
   * @return the transcript
   */
  public static Transcript of(String text, List<Segment> segments) {
    return new Transcript(text, segments, List.of());
  }

  /**
   * A transcript of an engine that gives no segments.
   *
   * @param text the text, possibly empty
   * @return the transcript
   */
  public static Transcript ofText(String text) {
    return new Transcript(text, List.of(), List.of());
  }

  /**
   * Returns this transcript with the engine's own account of the time.
   *
   * @param all parts that the engine can tell apart
   * @return a new transcript
   */
  public Transcript withPhases(List<Phase> all) {
    return new Transcript(text, segments, all);
  }

  /**
   * Returns the text.
   *
   * @return as the engine wrote it, never trimmed or normalised
   */
  public String text() {
    return text;
  }

  /**
   * Returns the segments.
   *
   * @return in the order of the audio
   */
  public List<Segment> segments() {
    return segments;
  }

  /**
   * Returns the engine's own account of the time.
   *
   * @return possibly empty
   */
  public List<Phase> phases() {
    return phases;
  }
}
