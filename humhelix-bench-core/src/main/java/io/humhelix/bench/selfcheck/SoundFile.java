package io.humhelix.bench.selfcheck;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A fifth of a second of a tone, as a WAV file of 16 kHz, mono, 16 bits. */
final class SoundFile {

  private static final int RATE = 16_000;
  private static final int FRAMES = RATE / 5;
  private static final int HEADER = 44;

  private SoundFile() {}

  static Path write(Path file) throws IOException {
    ByteBuffer wav = ByteBuffer.allocate(HEADER + 2 * FRAMES).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + 2 * FRAMES);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      wav.putShort((short) Math.round(10_000 * Math.sin(2 * Math.PI * 440 * i / RATE)));
    }
    return Files.write(file, wav.array());
  }
}
