package io.humhelix.bench.backend.onnx.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a shared library of Linux says that it needs, read without loading it: ELF, 64 bit,
 * little-endian (System V ABI, "Object Files" and "Dynamic Section").
 *
 * @param needed names of libraries, such as {@code libcudart.so.12}
 * @param searchPath folders in which it wants them looked for, {@code $ORIGIN} for its own
 */
record ElfLibrary(List<String> needed, List<String> searchPath) {

  private static final int HEADER_BYTES = 64;
  private static final int PROGRAM_HEADER_BYTES = 56;
  private static final int DYNAMIC_ENTRY_BYTES = 16;
  private static final int LARGEST_TABLE = 1 << 20;
  private static final int LONGEST_NAME = 4096;

  private static final int MAGIC = 0x464c457f;
  private static final short CLASS_64_LITTLE_ENDIAN = 0x0102;
  private static final int LOADED = 1;
  private static final int DYNAMIC = 2;

  private static final long NEEDED = 1;
  private static final long STRINGS = 5;
  private static final long RPATH = 15;
  private static final long RUNPATH = 29;

  ElfLibrary {
    needed = List.copyOf(needed);
    searchPath = List.copyOf(searchPath);
  }

  /** A part of the file and where it lies in memory. */
  private record Segment(int type, long offset, long address, long bytes) {}

  /**
   * Reads a library.
   *
   * @param library a file
   * @return what it needs
   * @throws IOException if it cannot be read or is no such library
   */
  static ElfLibrary read(Path library) throws IOException {
    try (FileChannel file = FileChannel.open(library, StandardOpenOption.READ)) {
      ByteBuffer header = at(file, 0, HEADER_BYTES);
      if (header.getInt(0) != MAGIC || header.getShort(4) != CLASS_64_LITTLE_ENDIAN) {
        throw new IOException(library + " is no 64-bit little-endian ELF file");
      }
      List<Segment> segments = segments(file, header);
      List<Long> neededOffsets = new ArrayList<>();
      List<Long> pathOffsets = new ArrayList<>();
      long strings = 0;
      for (Segment segment : segments) {
        if (segment.type != DYNAMIC) {
          continue;
        }
        ByteBuffer entries = at(file, segment.offset, segment.bytes);
        while (entries.remaining() >= DYNAMIC_ENTRY_BYTES) {
          long tag = entries.getLong();
          long value = entries.getLong();
          if (tag == 0) {
            break;
          } else if (tag == NEEDED) {
            neededOffsets.add(value);
          } else if (tag == RPATH || tag == RUNPATH) {
            pathOffsets.add(value);
          } else if (tag == STRINGS) {
            strings = inFile(segments, value);
          }
        }
      }
      List<String> needed = new ArrayList<>();
      for (long offset : neededOffsets) {
        needed.add(text(file, strings + offset));
      }
      List<String> searchPath = new ArrayList<>();
      for (long offset : pathOffsets) {
        searchPath.addAll(List.of(text(file, strings + offset).split(":")));
      }
      return new ElfLibrary(needed, searchPath);
    }
  }

  private static List<Segment> segments(FileChannel file, ByteBuffer header) throws IOException {
    int count = Short.toUnsignedInt(header.getShort(56));
    ByteBuffer table = at(file, header.getLong(32), (long) count * PROGRAM_HEADER_BYTES);
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int start = i * PROGRAM_HEADER_BYTES;
      segments.add(
          new Segment(
              table.getInt(start),
              table.getLong(start + 8),
              table.getLong(start + 16),
              table.getLong(start + 32)));
    }
    return segments;
  }

  private static long inFile(List<Segment> segments, long address) throws IOException {
    for (Segment segment : segments) {
      if (segment.type == LOADED
          && address >= segment.address
          && address < segment.address + segment.bytes) {
        return segment.offset + address - segment.address;
      }
    }
    throw new IOException("the names of its libraries lie nowhere in the file");
  }

  private static String text(FileChannel file, long offset) throws IOException {
    long length = Math.max(0, Math.min(LONGEST_NAME, file.size() - offset));
    ByteBuffer bytes = at(file, offset, length);
    int end = 0;
    while (end < bytes.limit() && bytes.get(end) != 0) {
      end++;
    }
    return new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
  }

  private static ByteBuffer at(FileChannel file, long offset, long bytes) throws IOException {
    if (offset < 0 || bytes < 0 || bytes > LARGEST_TABLE || offset > file.size() - bytes) {
      throw new IOException("a table lies outside the file");
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("the file became shorter while it was being read");
      }
    }
    return buffer.flip();
  }
}
