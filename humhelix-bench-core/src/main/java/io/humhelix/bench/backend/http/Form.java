package io.humhelix.bench.backend.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A {@code multipart/form-data} body (RFC 7578). The file's bytes are sent as they are. */
final class Form {

  private static final String LINE_END = "\r\n";

  private final String boundary;
  private final StringBuilder fields = new StringBuilder();

  /** A form; its boundary occurs in no field and no file. */
  Form(String boundary) {
    this.boundary = boundary;
  }

  /** Adds a field; its name has no quotes, blanks or line ends. */
  Form field(String name, String value) {
    fields.append("--").append(boundary).append(LINE_END);
    fields.append("Content-Disposition: form-data; name=\"").append(name).append('"');
    fields.append(LINE_END).append(LINE_END).append(value).append(LINE_END);
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** Returns the body without a file. */
  byte[] body() {
    return utf8(fields + end());
  }

  /** Returns the body with the file as its last field. */
  byte[] body(byte[] wav) {
    byte[] head =
        utf8(
            fields
                + "--"
                + boundary
                + LINE_END
                + "Content-Disposition: form-data; name=\"file\"; filename=\"clip.wav\""
                + LINE_END
                + "Content-Type: audio/wav"
                + LINE_END
                + LINE_END);
    byte[] tail = utf8(LINE_END + end());
    return ByteBuffer.allocate(Math.toIntExact((long) head.length + wav.length + tail.length))
        .put(head)
        .put(wav)
        .put(tail)
        .array();
  }

  private String end() {
    return "--" + boundary + "--" + LINE_END;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
