package io.humhelix.bench.gpu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cache of the dynamic linker of glibc (ld.so(8), ldconfig(8)): names of libraries and their
 * files. Format: {@code struct cache_file_new} in glibc's {@code dl-cache.h}, possibly behind one
 * of the older format.
 */
final class LinkerCache {

  private static final String MAGIC = "glibc-ld.so.cache1.1";
  private static final int HEADER_BYTES = 48;
  private static final int ENTRY_BYTES = 24;

  private LinkerCache() {}

  /**
   * Reads a cache.
   *
   * @return files by name, those that the linker prefers first; empty if there is no such cache
   */
  static Map<String, List<String>> read(Path file) {
    Map<String, List<String>> libraries = new LinkedHashMap<>();
    try {
      byte[] bytes = Files.readAllBytes(file);
      int start = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(MAGIC);
      if (start < 0) {
        return libraries;
      }
      ByteBuffer cache = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      int count = cache.getInt(start + MAGIC.length());
      for (int i = 0; i < count; i++) {
        int entry = start + HEADER_BYTES + i * ENTRY_BYTES;
        String name = text(bytes, start + cache.getInt(entry + 4));
        String path = text(bytes, start + cache.getInt(entry + 8));
        libraries.computeIfAbsent(name, any -> new ArrayList<>()).add(path);
      }
    } catch (IOException | IndexOutOfBoundsException e) {
      // No cache, as with musl, or a damaged one: the linker looks into its folders too.
    }
    return libraries;
  }

  private static String text(byte[] bytes, int start) {
    int end = start;
    while (bytes[end] != 0) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
