package io.humhelix.bench.internal.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a program gets its audio: a file of 16 kHz mono samples. */
public enum AudioForm {
  /** A WAV file of 16-bit samples, which every program reads; exact for 16-bit recordings. */
  WAV("wav", ".wav") {
    @Override
    byte[] encode(float[] samples) {
      int bytes = samples.length * Short.BYTES;
      ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + bytes).order(ByteOrder.LITTLE_ENDIAN);
      tag(file, "RIFF").putInt(HEADER_BYTES - 8 + bytes);
      tag(file, "WAVE");
      tag(file, "fmt ").putInt(16).putShort((short) 1).putShort((short) 1);
      file.putInt(SAMPLE_RATE).putInt(SAMPLE_RATE * Short.BYTES);
      file.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
      tag(file, "data").putInt(bytes);
      for (float sample : samples) {
        file.putShort(
            (short)
                Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample * 32768f))));
      }
      return file.array();
    }
  },
  /** Little-endian 32-bit floats without a header: the very samples of the harness. */
  F32("f32", ".f32") {
    @Override
    byte[] encode(float[] samples) {
      ByteBuffer file =
          ByteBuffer.allocate(samples.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      file.asFloatBuffer().put(samples);
      return file.array();
    }
  };

  private static final int HEADER_BYTES = 44;
  private static final int SAMPLE_RATE = 16_000;

  private final String word;
  private final String suffix;

  AudioForm(String word, String suffix) {
    this.word = word;
    this.suffix = suffix;
  }

  /** Returns the content of a file. */
  abstract byte[] encode(float[] samples);

  String word() {
    return word;
  }

  String suffix() {
    return suffix;
  }

  static AudioForm of(String word) throws LineProtocolException {
    for (AudioForm form : values()) {
      if (form.word.equals(word)) {
        return form;
      }
    }
    throw new LineProtocolException(
        "it wants audio as '"
            + word
            + "'; allowed: "
            + Arrays.stream(values()).map(AudioForm::word).collect(Collectors.joining(", ")));
  }

  private static ByteBuffer tag(ByteBuffer file, String tag) {
    return file.put(tag.getBytes(StandardCharsets.US_ASCII));
  }
}
