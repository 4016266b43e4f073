package io.humhelix.bench.backend.whispercpp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** WAV files made of others. */
final class Speech {

  private static final int HEADER = 44;
  private static final int BYTES_A_SECOND = 32_000;

  private Speech() {}

  /** Writes a clip twice with silence between. */
  static Path withSilence(Path to, Path clip, int seconds) throws IOException {
    byte[] wav = Files.readAllBytes(clip);
    int speech = wav.length - HEADER;
    int data = 2 * speech + seconds * BYTES_A_SECOND;
    ByteBuffer out = ByteBuffer.allocate(HEADER + data).order(ByteOrder.LITTLE_ENDIAN);
    out.put(wav, 0, HEADER);
    out.putInt(4, HEADER - 8 + data).putInt(HEADER - 4, data);
    out.put(wav, HEADER, speech);
    out.position(out.position() + seconds * BYTES_A_SECOND);
    out.put(wav, HEADER, speech);
    String riff = new String(wav, 0, 4, StandardCharsets.US_ASCII);
    if (!riff.equals("RIFF")) {
      throw new IOException(clip + " is no WAV file");
    }
    return Files.write(to, out.array());
  }
}
