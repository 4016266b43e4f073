package io.humhelix.bench.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads frames as {@link FrameWriter} describes them. Used by one thread. */
public final class FrameReader {

  private final InputStream in;
  private long seq;

  public FrameReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads the next frame.
   *
   * @return its payload; empty at an orderly end, which is one between two frames
   * @throws ProtocolException if it is not the frame that the other side would send
   */
  public Optional<byte[]> read() throws IOException {
    byte[] head = in.readNBytes(FrameWriter.HEADER);
    if (head.length == 0) {
      return Optional.empty();
    }
    if (head.length < FrameWriter.HEADER) {
      throw halved(head.length, FrameWriter.HEADER, "its header");
    }
    ByteBuffer header = ByteBuffer.wrap(head);
    int length = header.getInt();
    int checksum = header.getInt();
    long number = header.getLong();
    // The length first: nothing is allocated by a number that nobody has vouched for.
    if (length < 0 || length > FrameWriter.MAX_PAYLOAD) {
      throw new ProtocolException(
          "a frame says that it has "
              + Integer.toUnsignedString(length)
              + " bytes; allowed are "
              + FrameWriter.MAX_PAYLOAD);
    }
    if (number != seq) {
      throw new ProtocolException("frame " + number + " came in place of frame " + seq);
    }
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw halved(payload.length, length, "its payload");
    }
    if (FrameWriter.checksum(payload, number) != checksum) {
      throw new ProtocolException("the checksum of frame " + number + " does not fit");
    }
    seq++;
    return Optional.of(payload);
  }

  private ProtocolException halved(int found, int expected, String what) {
    return new ProtocolException(
        "the connection ended within frame "
            + seq
            + ", after "
            + found
            + " of "
            + expected
            + " bytes of "
            + what,
        new EOFException());
  }
}
