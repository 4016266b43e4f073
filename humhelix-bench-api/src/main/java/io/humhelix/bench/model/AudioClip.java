package io.humhelix.bench.model;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One audio file of a workload, or a part of one, and what is known about it.
 *
 * @param id unique within its workload; by default the file's name
 * @param audio the audio file
 * @param reference the correct text; empty if unknown: there is no error rate then
 * @param speaker the speaker, or another name for the recording of the clip; clips of one speaker
 *     are not independent
 * @param language ISO 639-1 code of this clip's speech, such as {@code en}; empty if it is that of
 *     the workload's task
 * @param offsetSeconds where the clip begins in the file, in seconds, above 0; empty for the whole
 *     file
 * @param declaredSeconds the manifest's duration, in seconds. With an offset it is the length of
 *     the clip, and if empty the clip ends with the file. Without an offset it cuts nothing: the
 *     harness measures the duration itself and warns if the two differ
 */
public record AudioClip(
    String id,
    Path audio,
    Optional<String> reference,
    Optional<String> speaker,
    Optional<String> language,
    OptionalDouble offsetSeconds,
    OptionalDouble declaredSeconds) {

  public AudioClip {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(speaker, "speaker");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(offsetSeconds, "offsetSeconds");
    Objects.requireNonNull(declaredSeconds, "declaredSeconds");
    if (id.isBlank()) {
      throw new IllegalArgumentException("the clip id is blank");
    }
    if (offsetSeconds.isPresent()
        && !(offsetSeconds.getAsDouble() > 0 && offsetSeconds.getAsDouble() < Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "clip '"
              + id
              + "': the offset is "
              + offsetSeconds.getAsDouble()
              + " s; allowed: above 0");
    }
    if (offsetSeconds.isPresent()
        && declaredSeconds.isPresent()
        && !(declaredSeconds.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "clip '" + id + "': a part of " + declaredSeconds.getAsDouble() + " s; allowed: above 0");
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
        Optional.empty(),
        OptionalDouble.empty(),
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
    return of(audio).withReference(reference);
  }

  /**
   * Returns this clip with another id.
   *
   * @param other unique within its workload
   * @return a new clip
   */
  public AudioClip withId(String other) {
    return new AudioClip(
        other, audio, reference, speaker, language, offsetSeconds, declaredSeconds);
  }

  /**
   * Returns this clip with another reference.
   *
   * @param text the correct text
   * @return a new clip
   */
  public AudioClip withReference(String text) {
    return new AudioClip(
        id, audio, Optional.of(text), speaker, language, offsetSeconds, declaredSeconds);
  }

  /**
   * Returns this clip with another speaker.
   *
   * @param name the speaker, or another name for the recording
   * @return a new clip
   */
  public AudioClip withSpeaker(String name) {
    return new AudioClip(
        id, audio, reference, Optional.of(name), language, offsetSeconds, declaredSeconds);
  }

  /**
   * Returns this clip with a language of its own.
   *
   * @param code ISO 639-1 code
   * @return a new clip
   */
  public AudioClip withLanguage(String code) {
    return new AudioClip(
        id, audio, reference, speaker, Optional.of(code), offsetSeconds, declaredSeconds);
  }

  /**
   * Returns this clip with a duration to check.
   *
   * @param seconds 0 or more
   * @return a new clip
   */
  public AudioClip withDeclaredSeconds(double seconds) {
    return new AudioClip(
        id, audio, reference, speaker, language, offsetSeconds, OptionalDouble.of(seconds));
  }

  /**
   * Returns this clip as somebody else needs it to read the audio.
   *
   * @return a new clip with an absolute path and without reference
   */
  public AudioClip toRead() {
    return new AudioClip(
        id,
        audio.toAbsolutePath(),
        Optional.empty(),
        speaker,
        language,
        offsetSeconds,
        declaredSeconds);
  }

  /**
   * Returns a part of this clip's file.
   *
   * @param offset where it begins, in seconds, above 0
   * @param length how long it is, in seconds, above 0; empty if it ends with the file
   * @return a new clip
   */
  public AudioClip part(double offset, OptionalDouble length) {
    return new AudioClip(
        id, audio, reference, speaker, language, OptionalDouble.of(offset), length);
  }
}
