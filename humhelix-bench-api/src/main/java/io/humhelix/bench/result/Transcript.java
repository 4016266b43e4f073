package io.humhelix.bench.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The result of a call.
 *
 * @param text as the engine wrote it, never trimmed or normalised; possibly empty
 * @param segments the parts of the text, in the order of the audio; possibly none
 * @param phases the parts of the call as reported by the engine; possibly none
 * @param language ISO 639-1 code of the language that was decoded, such as {@code en}: that of an
 *     engine or model with one language, the one that was asked for, or the one that the engine
 *     detected; empty if the engine does not tell
 * @param issues what the engine told that makes this text or its time doubtful, such as a text cut
 *     at a token limit; possibly none. They become issues of the trial, with the clip's name before
 *     the message
 */
public record Transcript(
    String text,
    List<Segment> segments,
    List<Phase> phases,
    Optional<String> language,
    List<Issue> issues) {

  public Transcript {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(language, "language");
    segments = List.copyOf(segments);
    phases = List.copyOf(phases);
    issues = List.copyOf(issues);
  }

  /**
   * A transcript without language and issues.
   *
   * @param text as the engine wrote it
   * @param segments the parts of the text, possibly none
   * @param phases parts of the call as reported by the engine, possibly none
   */
  public Transcript(String text, List<Segment> segments, List<Phase> phases) {
    this(text, segments, phases, Optional.empty(), List.of());
  }

  /**
   * A transcript of segments; its text is theirs, joined as they are: each has the blank before it
   * if its language has one. An engine whose segments have lost their blanks gives the text itself.
   *
   * @param segments in the order of the audio, possibly none
   * @return the transcript
   */
  public static Transcript of(List<Segment> segments) {
    return of(segments.stream().map(Segment::text).collect(Collectors.joining()), segments);
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
    return of(text, List.of());
  }

  /**
   * Returns this transcript with phases.
   *
   * @param all parts of the call as reported by the engine
   * @return a new transcript
   */
  public Transcript withPhases(List<Phase> all) {
    return new Transcript(text, segments, all, language, issues);
  }

  /**
   * Returns this transcript with the language that was decoded.
   *
   * @param code ISO 639-1 code such as {@code en}
   * @return a new transcript
   */
  public Transcript withLanguage(String code) {
    return new Transcript(text, segments, phases, Optional.of(code), issues);
  }

  /**
   * Returns this transcript with issues.
   *
   * @param all what the engine told that makes the text or its time doubtful
   * @return a new transcript
   */
  public Transcript withIssues(List<Issue> all) {
    return new Transcript(text, segments, phases, language, all);
  }
}
