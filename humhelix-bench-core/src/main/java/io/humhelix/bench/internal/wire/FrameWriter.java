package io.humhelix.bench.internal.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Writes frames: length of the payload (4 bytes), checksum (CRC32C over sequence number and
 * payload, 4 bytes), sequence number (8 bytes, from 0), payload; numbers in network order.
 * Thread-safe; a frame is one write.
 */
public final class FrameWriter {

  /** No payload is longer, so that a wrong length cannot make the reader take all memory. */
  public static final int MAX_PAYLOAD = 16 << 20;

  static final int HEADER = 16;

  private final OutputStream out;
  private long seq;

  public FrameWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes a frame.
   *
   * @throws ProtocolException if the payload is too long; nothing is written then
   */
  public synchronized void write(byte[] payload) throws IOException {
    if (payload.length > MAX_PAYLOAD) {
      throw new ProtocolException(
          "a message of " + payload.length + " bytes; allowed are " + MAX_PAYLOAD);
    }
    out.write(frame(payload, seq));
    out.flush();
    seq++;
  }

  static byte[] frame(byte[] payload, long seq) {
    ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.length);
    frame.putInt(payload.length).putInt(checksum(payload, seq)).putLong(seq).put(payload);
    return frame.array();
  }

  static int checksum(byte[] payload, long seq) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seq));
    crc.update(payload);
    return (int) crc.getValue();
  }
}
