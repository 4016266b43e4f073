package io.humhelix.bench.backend.whisper;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Random;

/**
 * One seeded change of the model file of the examples, undone by {@link #close}: a flipped bit, a
 * field set to an awkward number, a stretch of noise, a cut or an addition, in one of its parts.
 */
public final class ModelChange implements AutoCloseable {

  private static final int[] AWKWARD = {
    0,
    1,
    -1,
    2,
    4,
    5,
    64,
    127,
    128,
    255,
    256,
    1024,
    65_535,
    65_536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    51_863,
    51_864,
    51_865,
    51_866,
    999_999_999,
    2009,
    0x7fc00000,
    0x7f800000
  };

  /** Where the parts of the file begin: header, filters, vocabulary, first tensors, all of it. */
  private static final int[][] PARTS = {
    {4, 48}, {48, 64_376}, {64_376, 586_235}, {586_235, 586_400}, {0, 32_166_155}
  };

  private static final int LONGEST_NOISE = 64;

  private final RandomAccessFile file;
  private final Random random;
  private final int length;
  private long position;
  private byte[] before = new byte[0];
  private String description = "";

  public ModelChange(RandomAccessFile file, int seed) throws IOException {
    this.file = file;
    this.random = new Random(seed);
    this.length = Math.toIntExact(file.length());
  }

  public void apply() throws IOException {
    int[] part = PARTS[random.nextInt(PARTS.length)];
    position = Math.min(part[0] + random.nextInt(part[1] - part[0]), length - LONGEST_NOISE);
    switch (random.nextInt(10)) {
      case 0 -> resize(-random.nextInt(length - 1) - 1);
      case 1 -> resize(1 + random.nextInt(64));
      case 2, 3, 4 -> overwrite(flipped(), "bit");
      case 5, 6, 7 -> {
        position &= ~3L;
        overwrite(number(AWKWARD[random.nextInt(AWKWARD.length)]), "number");
      }
      default -> {
        byte[] noise = new byte[1 + random.nextInt(LONGEST_NOISE)];
        random.nextBytes(noise);
        overwrite(noise, "noise");
      }
    }
  }

  public String description() {
    return description;
  }

  private void resize(int by) throws IOException {
    description = "resize by " + by;
    int kept = length + Math.min(by, 0);
    position = kept;
    before = new byte[length - kept];
    file.seek(kept);
    file.readFully(before);
    file.setLength((long) length + by);
  }

  private byte[] flipped() throws IOException {
    file.seek(position);
    return new byte[] {(byte) (file.read() ^ 1 << random.nextInt(8))};
  }

  private static byte[] number(int value) {
    return new byte[] {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
  }

  private void overwrite(byte[] bytes, String kind) throws IOException {
    description = kind + " at " + position;
    before = new byte[bytes.length];
    file.seek(position);
    file.readFully(before);
    file.seek(position);
    file.write(bytes);
  }

  @Override
  public void close() throws IOException {
    file.setLength(length);
    file.seek(position);
    file.write(before);
  }
}
