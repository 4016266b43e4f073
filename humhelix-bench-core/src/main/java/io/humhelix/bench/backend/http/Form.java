package io.humhelix.bench.backend.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A {@code multipart/form-data} body (RFC 7578). The file's bytes are sent as they are. */
final class Form {

  private static final String LINE_END = "\r\n";

  private final String boundary = "humhelix-bench-" + UUID.randomUUID();
  private final StringBuilder fields = new StringBuilder();

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
  BodyPublisher body() {
    return BodyPublishers.ofByteArray(utf8(fields + end()));
  }

  /** Returns the body with the file as its last field, of a length known beforehand. */
  BodyPublisher body(byte[] wav) {
    String head =
        fields
            + "--"
            + boundary
            + LINE_END
            + "Content-Disposition: form-data; name=\"file\"; filename=\"clip.wav\""
            + LINE_END
            + "Content-Type: audio/wav"
            + LINE_END
            + LINE_END;
    return BodyPublishers.concat(
        BodyPublishers.ofByteArray(utf8(head)),
        BodyPublishers.ofByteArray(wav),
        BodyPublishers.ofByteArray(utf8(LINE_END + end())));
  }

  private String end() {
    return "--" + boundary + "--" + LINE_END;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
