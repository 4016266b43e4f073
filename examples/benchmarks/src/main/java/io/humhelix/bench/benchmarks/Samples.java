package io.humhelix.bench.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Reads the examples' clips without the harness: WAV, 16 kHz, mono, 16 bit. */
final class Samples {

  private Samples() {}

  static float[] of(Path clip) throws IOException {
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(clip.toFile())) {
      ShortBuffer values =
          ByteBuffer.wrap(audio.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      float[] samples = new float[values.remaining()];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = values.get(i) / 32768f;
      }
      return samples;
    } catch (UnsupportedAudioFileException e) {
      throw new IOException(clip + " is not a WAV file", e);
    }
  }
}
