package io.humhelix.bench.model;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One audio file of a workload, and what is known about it.
 *
 * @param id unique within its workload; by default the file's name
 * @param audio the audio file
 * @param reference the correct text; empty if unknown: there is no error rate then
 * @param speaker the speaker, or another name for the recording of the clip; clips of one speaker
 *     are not independent
 * @param declaredSeconds the manifest's duration, in seconds; the harness measures the duration
 *     itself and warns if the two differ
 */
public record AudioClip(
    String id,
    Path audio,
    Optional<String> reference,
    Optional<String> speaker,
    OptionalDouble declaredSeconds) {

  public AudioClip {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(speaker, "speaker");
    Objects.requireNonNull(declaredSeconds, "declaredSeconds");
    if (id.isBlank()) {
      throw new IllegalArgumentException("the clip id is blank");
    }
  }

  /**
   * A clip without reference text, named after its file.
   *
   * @param audio the audio file
   * @return the clip
   */
  public static AudioClip of(Path audio) {
    return new AudioClip(
        audio.getFileName().toString(),
        audio,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  /**
   * A clip with reference text, named after its file.
   *
   * @param audio the audio file
   * @param reference the correct text
   * @return the clip
   */
  public static AudioClip of(Path audio, String reference) {
    return new AudioClip(
        audio.getFileName().toString(),
        audio,
        Optional.of(reference),
        Optional.empty(),
        OptionalDouble.empty());
  }
}
