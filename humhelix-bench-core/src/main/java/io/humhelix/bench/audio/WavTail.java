package io.humhelix.bench.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Judges what stands behind a chunk: another one, a tag, padding, or samples it forgot. */
final class WavTail {

  /** Chunks that recorders and editors write; to be found where a pad byte may be missing. */
  private static final Set<String> KNOWN =
      Set.of(
          "fmt ", "data", "fact", "LIST", "list", "ds64", "bext", "JUNK", "junk", "PAD ", "FLLR",
          "cue ", "plst", "smpl", "inst", "acid", "cart", "iXML", "aXML", "axml", "chna", "PEAK",
          "id3 ", "ID3 ", "_PMX", "DISP", "levl", "umid", "minf", "elm1", "regn", "afsp", "wavl",
          "slnt", "RIFF", "RF64", "BW64");

  private static final int ID3V1_BYTES = 128;
  private static final int BLOCK = 1 << 16;

  private WavTail() {}

  /** Returns where the next chunk starts, with or without the pad byte that odd sizes ask for. */
  static long nextChunk(WavChunks chunks, long end, boolean odd) throws IOException {
    if (!odd || isKnown(chunks, end + 1)) {
      return odd ? end + 1 : end;
    }
    boolean unpadded =
        isKnown(chunks, end) || (!isPlausible(chunks, end + 1) && isPlausible(chunks, end));
    return unpadded ? end : end + 1;
  }

  /** Returns whether samples of the size that the header claims are followed by no more samples. */
  static boolean endsAt(WavChunks chunks, long start, long declared) throws IOException {
    long end = start + declared;
    long rest = chunks.fileSize() - end;
    boolean odd = declared % 2 != 0;
    if (rest == 0 || (rest == 1 && odd)) {
      return true;
    }
    long next = nextChunk(chunks, end, odd);
    if (isKnown(chunks, next) || isPlausible(chunks, next) || isTag(chunks, end)) {
      return true;
    }
    // A size of 0 with zeros behind it is a streamed recording of silence, not padding.
    return declared > 0 && isZero(chunks, end);
  }

  private static boolean isKnown(WavChunks chunks, long position) throws IOException {
    return position + 8 <= chunks.fileSize()
        && KNOWN.contains(WavChunks.id(chunks.bytesAt(position, 4), 0));
  }

  /** Four printable characters and a size that fits: samples look like that once in 100 million. */
  private static boolean isPlausible(WavChunks chunks, long position) throws IOException {
    byte[] header = chunks.bytesAt(position, 8);
    if (header.length < 8 || !isPrintable(header)) {
      return false;
    }
    long size = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xffff_ffffL;
    return size <= chunks.fileSize() - position - 8;
  }

  /** Returns whether a chunk's id is of printable ASCII characters, as RIFF prescribes. */
  static boolean isPrintable(byte[] header) {
    for (int i = 0; i < 4; i++) {
      if (header[i] < 0x20 || header[i] == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTag(WavChunks chunks, long position) throws IOException {
    byte[] head = chunks.bytesAt(position, 8);
    if (head.length < 8) {
      return false;
    }
    String start = WavChunks.id(head, 0);
    return start.startsWith("ID3")
        || start.equals("APET")
        || (start.startsWith("TAG") && chunks.fileSize() - position == ID3V1_BYTES);
  }

  private static boolean isZero(WavChunks chunks, long from) throws IOException {
    for (long position = from; position < chunks.fileSize(); position += BLOCK) {
      for (byte b : chunks.bytesAt(position, BLOCK)) {
        if (b != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
