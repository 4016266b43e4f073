package io.humhelix.bench.gpu;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** An open ELF file: its segments, and the entries of its dynamic section. */
final class ElfFile implements Closeable {

  /** An entry of the dynamic section: what it is about, and a number or an address. */
  record Entry(long tag, long value) {}

  /** A part of the file and where it lies in memory. */
  private record Segment(int type, long offset, long address, long bytes) {}

  static final int MAGIC = 0x464c457f;
  static final short CLASS_64_LITTLE_ENDIAN = 0x0102;
  static final int MACHINE_OFFSET = 18;

  private static final int HEADER_BYTES = 64;
  private static final int PROGRAM_HEADER_BYTES = 56;
  private static final int DYNAMIC_ENTRY_BYTES = 16;
  private static final int LARGEST_TABLE = 1 << 20;
  private static final int LONGEST_NAME = 4096;
  private static final int LOADED = 1;
  private static final int DYNAMIC = 2;

  private final FileChannel file;
  private final List<Segment> segments = new ArrayList<>();

  private ElfFile(FileChannel file) {
    this.file = file;
  }

  static ElfFile open(Path library) throws IOException {
    FileChannel channel = FileChannel.open(library, StandardOpenOption.READ);
    ElfFile elf = new ElfFile(channel);
    try {
      ByteBuffer header = elf.at(0, HEADER_BYTES);
      if (header.getInt(0) != MAGIC || header.getShort(4) != CLASS_64_LITTLE_ENDIAN) {
        throw new IOException(library + " is no 64-bit little-endian ELF file");
      }
      elf.readSegments(header);
      return elf;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void readSegments(ByteBuffer header) throws IOException {
    int count = Short.toUnsignedInt(header.getShort(56));
    ByteBuffer table = at(header.getLong(32), (long) count * PROGRAM_HEADER_BYTES);
    for (int i = 0; i < count; i++) {
      int start = i * PROGRAM_HEADER_BYTES;
      segments.add(
          new Segment(
              table.getInt(start),
              table.getLong(start + 8),
              table.getLong(start + 16),
              table.getLong(start + 32)));
    }
  }

  /** The entries of the dynamic section, in their order. */
  List<Entry> dynamic() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.type == DYNAMIC) {
        ByteBuffer table = at(segment.offset, segment.bytes);
        while (table.remaining() >= DYNAMIC_ENTRY_BYTES) {
          Entry entry = new Entry(table.getLong(), table.getLong());
          if (entry.tag == 0) {
            break;
          }
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  /** Where an address of memory lies in the file. */
  long inFile(long address) throws IOException {
    for (Segment segment : segments) {
      if (segment.type == LOADED
          && address >= segment.address
          && address < segment.address + segment.bytes) {
        return segment.offset + address - segment.address;
      }
    }
    throw new IOException("a table lies nowhere in the file");
  }

  /** A text that ends in a zero byte. */
  String text(long offset) throws IOException {
    long length = Math.max(0, Math.min(LONGEST_NAME, file.size() - offset));
    ByteBuffer bytes = at(offset, length);
    int end = 0;
    while (end < bytes.limit() && bytes.get(end) != 0) {
      end++;
    }
    return new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
  }

  /** Some bytes of the file. */
  ByteBuffer at(long offset, long bytes) throws IOException {
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

  @Override
  public void close() throws IOException {
    file.close();
  }
}
