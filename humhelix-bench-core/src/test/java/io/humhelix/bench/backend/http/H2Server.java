package io.humhelix.bench.backend.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** HTTP/2 as far as tests need it: by upgrade from HTTP/1.1, one stream, frames by hand. */
final class H2Server {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int FRAME_HEAD = 9;
  private static final int PREFACE = 24;

  private H2Server() {}

  /** Upgrades, and sends the client away before its stream was worked on. */
  static RawServer.Answer goAway() {
    return (request, socket) -> {
      upgrade(socket);
      // No stream was worked on, no error: a client could send its request again elsewhere.
      frame(socket, GOAWAY, 0, 0, new byte[8]);
      drain(socket);
    };
  }

  /** Upgrades, and answers the request that asked for it. */
  static RawServer.Answer json(String body) {
    return (request, socket) -> {
      upgrade(socket);
      frame(socket, HEADERS, END_HEADERS, 1, hpack());
      frame(socket, DATA, END_STREAM, 1, body.getBytes(StandardCharsets.UTF_8));
      drain(socket);
    };
  }

  /** Answers the request that asks for the upgrade, and refuses every later one of a connection. */
  static final class Refusing implements RawServer.Answer {
    private static final byte[] REFUSED_STREAM = {0, 0, 0, 7};

    private final String body;
    private final AtomicInteger refused = new AtomicInteger();

    Refusing(String body) {
      this.body = body;
    }

    int refused() {
      return refused.get();
    }

    @Override
    public void to(RawServer.Request request, Socket socket) throws IOException {
      upgrade(socket);
      frame(socket, HEADERS, END_HEADERS, 1, hpack());
      frame(socket, DATA, END_STREAM, 1, body.getBytes(StandardCharsets.UTF_8));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
        int type = in.readUnsignedByte();
        in.readUnsignedByte();
        int stream = in.readInt();
        in.readFully(new byte[length]);
        if (type == HEADERS) {
          refused.incrementAndGet();
          frame(socket, RST_STREAM, 0, stream, REFUSED_STREAM);
        }
      }
    }
  }

  private static void upgrade(Socket socket) throws IOException {
    RawServer.write(
        socket, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
    frame(socket, SETTINGS, 0, 0, new byte[0]);
    socket.getInputStream().readNBytes(PREFACE);
    frame(socket, SETTINGS, ACK, 0, new byte[0]);
  }

  /** {@code :status: 200} from the static table, and a content type as a literal. */
  private static byte[] hpack() {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x88);
    block.write(0x0f);
    block.write(0x10);
    byte[] type = "application/json".getBytes(StandardCharsets.US_ASCII);
    block.write(type.length);
    block.writeBytes(type);
    return block.toByteArray();
  }

  private static void frame(Socket socket, int type, int flags, int stream, byte[] payload)
      throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(payload.length >> 16);
    frame.write(payload.length >> 8);
    frame.write(payload.length);
    frame.write(type);
    frame.write(flags);
    for (int shift = 24; shift >= 0; shift -= 8) {
      frame.write(stream >> shift);
    }
    frame.writeBytes(payload);
    socket.getOutputStream().write(frame.toByteArray());
    socket.getOutputStream().flush();
  }

  /** Reads what the client still sends, until it closes. */
  private static void drain(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] some = new byte[FRAME_HEAD * 1000];
    while (in.read(some) >= 0) {
      // Nothing to answer.
    }
    socket.close();
  }
}
