package io.humhelix.bench.audio;

import io.humhelix.bench.audio.AudioException.Code;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Walks the chunks of a WAV file and finds where its format and its samples lie. Reads a few bytes
 * a chunk; sizes in the file only ever move the position within it.
 */
final class WavChunks {

  /** More chunks than any recorder writes; keeps a file of empty chunks from taking minutes. */
  private static final int MAX_CHUNKS = 10_000;

  private static final int MAX_FORMAT_BYTES = 40;
  private static final int MAX_TABLE_ENTRIES = 64;
  private static final long UNKNOWN_SIZE = 0xffff_ffffL;

  private final Path file;
  private final SeekableByteChannel channel;
  private final long fileSize;
  private final List<Issue> issues = new ArrayList<>();
  private final Map<String, Long> largeSizes = new HashMap<>();

  private byte[] format;
  private long dataStart = -1;
  private long dataDeclared;
  private long dataBytes;

  /** Why the walk ended early. */
  private String overrun = "";

  private WavChunks(Path file, SeekableByteChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.fileSize = channel.size();
  }

  /**
   * Finds the chunks.
   *
   * @throws AudioException if there is no format or no data chunk
   */
  static WavChunks scan(Path file, SeekableByteChannel channel) throws IOException {
    WavChunks chunks = new WavChunks(file, channel);
    chunks.walk();
    chunks.checkComplete();
    return chunks;
  }

  static boolean isContainer(String id) {
    return id.equals("RIFF") || id.equals("RF64") || id.equals("BW64");
  }

  static String id(byte[] bytes, int offset) {
    return new String(bytes, offset, 4, StandardCharsets.ISO_8859_1);
  }

  /** The first 40 bytes of the format chunk, or what it has. */
  byte[] format() {
    return format.clone();
  }

  long dataStart() {
    return dataStart;
  }

  /** The size that the header claims. */
  long dataDeclared() {
    return dataDeclared;
  }

  /** The bytes that are taken as samples; all of them are in the file. */
  long dataBytes() {
    return dataBytes;
  }

  List<Issue> issues() {
    return List.copyOf(issues);
  }

  private void walk() throws IOException {
    long position = 12;
    for (int count = 0; position + 8 <= fileSize; count++) {
      byte[] header = bytesAt(position, 8);
      String id = id(header, 0);
      if (count == MAX_CHUNKS || !WavTail.isPrintable(header)) {
        overrun =
            String.format(
                Locale.ROOT,
                "; the search ended at byte %d, chunk %d, '%s'",
                position,
                count + 1,
                ContentMagic.printable(id));
        return;
      }
      long body = position + 8;
      long declared =
          ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & UNKNOWN_SIZE;
      if (declared == UNKNOWN_SIZE) {
        declared = largeSizes.getOrDefault(id, UNKNOWN_SIZE);
      }
      long length = id.equals("data") ? availableData(body, declared) : declared;
      visit(id, body, declared, length);
      if (length > fileSize - body) {
        overrun =
            String.format(
                Locale.ROOT,
                "; chunk '%s' at byte %d claims %d bytes, but %d follow",
                ContentMagic.printable(id),
                position,
                declared,
                fileSize - body);
        return;
      }
      position = WavTail.nextChunk(this, body + length, length % 2 != 0);
    }
  }

  private void visit(String id, long body, long declared, long length) throws IOException {
    switch (id) {
      case "ds64" -> readLargeSizes(body, length);
      case "fmt " -> {
        if (format == null) {
          format = bytesAt(body, (int) Math.min(length, MAX_FORMAT_BYTES));
        } else {
          ignored("a second 'fmt ' chunk");
        }
      }
      case "data" -> {
        if (dataStart < 0) {
          dataStart = body;
          dataDeclared = declared;
          dataBytes = length;
        } else {
          ignored("a second 'data' chunk of " + length + " bytes");
        }
      }
      case "RIFF", "RF64", "BW64" -> ignored("a second RIFF file appended to this one");
      default -> {
        // Metadata: nothing that is needed to decode.
      }
    }
  }

  /** What of a data chunk is taken as samples. The rules are in {@link WavDecoder}. */
  private long availableData(long body, long declared) throws IOException {
    long present = fileSize - body;
    if (declared >= present || !WavTail.endsAt(this, body, declared)) {
      return present;
    }
    return declared;
  }

  /** Reads the 64-bit sizes of RF64 (EBU Tech 3306): RIFF, data and samples, then a table. */
  private void readLargeSizes(long body, long length) throws IOException {
    int wanted = (int) Math.min(length, 28 + 12L * MAX_TABLE_ENTRIES);
    ByteBuffer sizes = ByteBuffer.wrap(bytesAt(body, wanted)).order(ByteOrder.LITTLE_ENDIAN);
    if (sizes.limit() < 16 || id(bytesAt(0, 4), 0).equals("RIFF")) {
      return;
    }
    putLargeSize("data", sizes.getLong(8));
    for (int at = 28; at + 12 <= sizes.limit(); at += 12) {
      putLargeSize(id(sizes.array(), at), sizes.getLong(at + 4));
    }
  }

  private void putLargeSize(String id, long size) {
    // Beyond 2^63 is as wrong as beyond the end of the file.
    largeSizes.putIfAbsent(id, size < 0 ? Long.MAX_VALUE : size);
  }

  private void checkComplete() throws AudioException {
    if (format == null || dataStart < 0) {
      String missing =
          format != null
              ? "no 'data' chunk"
              : dataStart < 0 ? "no 'fmt ' and no 'data' chunk" : "no 'fmt ' chunk";
      throw malformed(missing + overrun, "a WAV file has one of each");
    }
  }

  private void ignored(String what) {
    issues.add(
        Issue.warning(
            "wav-ignored-chunk",
            file + ": " + what + " is ignored",
            "if that part belongs to the clip, split the file or export it again"));
  }

  private AudioException malformed(String found, String allowed) {
    return new AudioException(
        Code.MALFORMED, file, found, allowed, "export or download the file again");
  }

  long fileSize() {
    return fileSize;
  }

  /** Reads up to {@code count} bytes; fewer only at the end of the file. */
  byte[] bytesAt(long position, int count) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate((int) Math.min(count, Math.max(0, fileSize - position)));
    channel.position(position);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return buffer.array();
  }
}
