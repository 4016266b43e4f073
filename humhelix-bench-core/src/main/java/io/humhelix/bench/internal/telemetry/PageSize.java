package io.humhelix.bench.internal.telemetry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The size of a page of memory, as the kernel told this process (getauxval(3)). */
final class PageSize {

  private static final long AT_PAGESZ = 6;
  private static final long USUAL = 4096;

  private PageSize() {}

  static long bytes(KernelFiles kernel) {
    byte[] vector =
        kernel
            .bytesAsText("proc/self/auxv")
            .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
            .orElse(new byte[0]);
    ByteBuffer pairs = ByteBuffer.wrap(vector).order(ByteOrder.nativeOrder());
    while (pairs.remaining() >= 2 * Long.BYTES) {
      long key = pairs.getLong();
      long value = pairs.getLong();
      if (key == AT_PAGESZ && value > 0) {
        return value;
      }
    }
    return USUAL;
  }
}
