package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a clip was transcribed to. Immutable.
 *
 * @param segments in the order of the audio, each with the leading blank that the model writes
 * @param language given or detected; empty for English-only models
 * @param phases {@code features}, {@code encode} and {@code decode}, the last with {@link #tokens}
 *     as its count; of windows that were worked on together each has an equal share
 * @param windows how well each window was decoded, in the order in which they were
 */
public record Transcription(
    List<Segment> segments,
    Optional<String> language,
    List<Phase> phases,
    List<WindowReport> windows) {

  public Transcription {
    segments = List.copyOf(segments);
    Objects.requireNonNull(language, "language");
    phases = List.copyOf(phases);
    windows = List.copyOf(windows);
  }

  /**
   * Returns the text.
   *
   * @return of all segments, joined as they are
   */
  public String text() {
    return segments.stream().map(Segment::text).collect(Collectors.joining());
  }

  /**
   * Returns how many tokens were decoded.
   *
   * @return text and time tokens, without failed tries and candidates that were not chosen
   */
  public int tokens() {
    return windows.stream().mapToInt(WindowReport::tokens).sum();
  }
}
