package io.humhelix.bench.model;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One audio file of a workload, with what is known of it.
 *
 * @param id unique within its workload; by default the file's name
 * @param audio the audio file
 * @param reference what is really said; empty where unknown, and then there is no error rate
 * @param speaker who speaks, or another name of the recording it belongs to; clips of one speaker
 *     are not independent of each other
 * @param declaredSeconds the duration that a manifest states, in seconds; the harness measures its
 *     own and warns where the two differ
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
   * @param reference what is really said
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
