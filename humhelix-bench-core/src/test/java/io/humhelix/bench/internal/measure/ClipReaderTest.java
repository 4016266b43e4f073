package io.humhelix.bench.internal.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.humhelix.bench.audio.AudioException;
import io.humhelix.bench.audio.ClipAudio;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.AudioClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips that are files, and parts of files. */
class ClipReaderTest {

  @TempDir Path folder;

  private AudioClip clip(double seconds) throws Exception {
    return AudioClip.of(TestClips.wav(folder.resolve("a.wav"), seconds, 0.5));
  }

  @Test
  void readsAFileOnceForAllItsClips() throws Exception {
    AudioClip whole = clip(2);
    ClipReader reader = new ClipReader();
    ClipAudio audio = reader.read(whole);
    Files.delete(whole.audio());
    assertSame(audio, reader.read(whole.withId("again")));
    AudioClip other = AudioClip.of(folder.resolve("x/../a.wav")).part(0.5, OptionalDouble.of(0.25));
    assertArrayEquals(
        Arrays.copyOfRange(audio.samples(), 8_000, 12_000), reader.read(other).samples());
    assertEquals(audio.fileSha256(), reader.read(other).fileSha256());
  }

  /** A duration without an offset is something to check. */
  @Test
  void aDurationAloneCutsNothing() throws Exception {
    assertEquals(32_000, new ClipReader().read(clip(2).withDeclaredSeconds(1)).samples().length);
  }

  @Test
  void aPartThatIsNotThereIsRefusedWithItsFile() throws Exception {
    AudioClip clip = clip(1).part(0.75, OptionalDouble.of(0.5));
    AudioException refused = assertThrows(AudioException.class, () -> new ClipReader().read(clip));
    assertEquals(AudioException.Code.NO_SUCH_PART, refused.code());
    assertEquals(
        clip.audio()
            + ": the part begins at 0.75 s and is 0.5 s long, but the file has 1.0 s; a part lies"
            + " within its file; correct offset and duration in the manifest",
        refused.getMessage().replace("allowed: ", ""));
  }
}
