package io.humhelix.bench.backend.http;

import io.humhelix.bench.spi.TranscriptionRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Clips as the WAV files that servers take: 16-bit PCM, 16 kHz, mono. */
final class WavFile {

  private static final int HEADER = 44;
  private static final int FORMAT_CHUNK = 16;
  private static final short PCM = 1;
  private static final short MONO = 1;
  private static final short BITS = 16;
  private static final int SAMPLE_BYTES = 2;
  private static final float FULL_SCALE = 32_768f;

  private WavFile() {}

  /** Inverse of the division by 32 768 with which 16-bit files are read, so these survive as is. */
  static byte[] of(float[] samples) {
    int bytes = Math.multiplyExact(samples.length, SAMPLE_BYTES);
    ByteBuffer wav =
        ByteBuffer.allocate(Math.addExact(HEADER, bytes)).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER - 8 + bytes).put(ascii("WAVEfmt "));
    wav.putInt(FORMAT_CHUNK).putShort(PCM).putShort(MONO);
    wav.putInt(TranscriptionRequest.SAMPLE_RATE);
    wav.putInt(TranscriptionRequest.SAMPLE_RATE * SAMPLE_BYTES);
    wav.putShort((short) SAMPLE_BYTES).putShort(BITS);
    wav.put(ascii("data")).putInt(bytes);
    for (float sample : samples) {
      int level = Math.round(sample * FULL_SCALE);
      wav.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, level)));
    }
    return wav.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
