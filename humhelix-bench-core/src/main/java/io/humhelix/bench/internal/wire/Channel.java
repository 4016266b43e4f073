package io.humhelix.bench.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Sends and receives messages over a pair of streams. Any thread may send, one receives. */
public final class Channel {

  private final FrameReader reader;
  private final FrameWriter writer;

  public Channel(InputStream in, OutputStream out) {
    reader = new FrameReader(in);
    writer = new FrameWriter(out);
  }

  /** Sends a message; {@link ProtocolException} if it is too long, and then nothing is sent. */
  public void send(Message message) throws IOException {
    writer.write(MessageCodec.encode(message));
  }

  /**
   * Waits for the next message.
   *
   * @return empty at an orderly end
   * @throws ProtocolException if what came is no message
   */
  public Optional<Message> receive() throws IOException {
    Optional<byte[]> payload = reader.read();
    return payload.isEmpty() ? Optional.empty() : Optional.of(MessageCodec.decode(payload.get()));
  }
}
