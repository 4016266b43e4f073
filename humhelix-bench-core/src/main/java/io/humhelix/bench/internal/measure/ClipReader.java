package io.humhelix.bench.internal.measure;

import io.humhelix.bench.audio.AudioException;
import io.humhelix.bench.audio.AudioReader;
import io.humhelix.bench.audio.ClipAudio;
import io.humhelix.bench.model.AudioClip;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the audio of clips, each file once. A file of which only parts are used is held no longer
 * than memory allows, and may then be read again.
 */
public final class ClipReader {

  private final AudioReader reader = new AudioReader();
  private final Map<Path, SoftReference<ClipAudio>> files = new HashMap<>();

  /**
   * Reads a clip.
   *
   * @throws AudioException if its file cannot be read, or has no such part
   */
  public ClipAudio read(AudioClip clip) throws AudioException {
    Path file = clip.audio().toAbsolutePath().normalize();
    SoftReference<ClipAudio> known = files.get(file);
    ClipAudio audio = known == null ? null : known.get();
    if (audio == null) {
      audio = reader.read(clip.audio());
      files.put(file, new SoftReference<>(audio));
    }
    if (clip.offsetSeconds().isEmpty()) {
      return audio;
    }
    try {
      return audio.part(clip.offsetSeconds().getAsDouble(), clip.declaredSeconds());
    } catch (IllegalArgumentException e) {
      throw new AudioException(
          AudioException.Code.NO_SUCH_PART,
          clip.audio(),
          e.getMessage(),
          "a part lies within its file",
          "correct offset and duration in the manifest",
          e);
    }
  }
}
