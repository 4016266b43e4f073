package io.humhelix.bench.gpu;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes a shared library of Linux that holds nothing but what it needs. */
final class ElfBytes {

  private static final int ADDRESS = 0x40_0000;
  private static final int TABLES = 64 + 2 * 56;

  private ElfBytes() {}

  static byte[] needing(String runPath, List<String> libraries) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    names.write(0);
    List<long[]> entries = new ArrayList<>();
    for (String library : libraries) {
      entries.add(new long[] {1, names.size()});
      names.writeBytes((library + "\0").getBytes(StandardCharsets.UTF_8));
    }
    entries.add(new long[] {29, names.size()});
    names.writeBytes((runPath + "\0").getBytes(StandardCharsets.UTF_8));
    int dynamic = 16 * (entries.size() + 2);
    entries.add(new long[] {5, ADDRESS + TABLES + dynamic});
    entries.add(new long[] {0, 0});
    int size = TABLES + dynamic + names.size();
    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x464c457f).put((byte) 2).put((byte) 1);
    file.putLong(32, 64).putShort(56, (short) 2);
    segment(file, 64, 1, 0, size);
    segment(file, 64 + 56, 2, TABLES, dynamic);
    file.position(TABLES);
    entries.forEach(entry -> file.putLong(entry[0]).putLong(entry[1]));
    file.put(names.toByteArray());
    return file.array();
  }

  private static void segment(ByteBuffer file, int at, int type, long offset, long bytes) {
    file.putInt(at, type)
        .putLong(at + 8, offset)
        .putLong(at + 16, ADDRESS + offset)
        .putLong(at + 32, bytes);
  }
}
