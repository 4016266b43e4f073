package io.humhelix.bench.internal.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads and writes the lines of the protocol: one JSON object a line, UTF-8, ended by a line feed.
 * For one reading thread.
 */
final class ProtocolLines {

  /** Longest line: far more than the text of an hour of speech, far less than a heap. */
  static final int LONGEST_LINE = 16 << 20;

  private static final int SHOWN = 80;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;

  ProtocolLines(InputStream in) {
    this.in = in;
  }

  /**
   * Waits for the next object.
   *
   * @return empty at the end of the stream
   * @throws LineProtocolException if the line is too long, cut off, or not a JSON object
   * @throws IOException if the stream breaks
   */
  Optional<ObjectNode> next() throws IOException, LineProtocolException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      for (int i = start; i < end; i++) {
        if (buffer[i] == '\n') {
          append(line, start, i);
          start = i + 1;
          return Optional.of(parse(line.toByteArray()));
        }
      }
      append(line, start, end);
      start = 0;
      end = in.read(buffer);
      if (end < 0) {
        end = 0;
        if (line.size() > 0) {
          throw new LineProtocolException("its last line is cut off: " + shown(line.toByteArray()));
        }
        return Optional.empty();
      }
    }
  }

  private void append(ByteArrayOutputStream line, int from, int to) throws LineProtocolException {
    line.write(buffer, from, to - from);
    if (line.size() > LONGEST_LINE) {
      throw new LineProtocolException(
          "a line has more than " + LONGEST_LINE + " bytes: " + shown(line.toByteArray()));
    }
  }

  private static ObjectNode parse(byte[] line) throws LineProtocolException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      JsonNode node = JSON.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException | CharacterCodingException e) {
      // Told below, with what was found.
    }
    throw new LineProtocolException("a line is not a JSON object: " + shown(line));
  }

  /** Returns the start of a line for a message. */
  private static String shown(byte[] line) {
    String text = new String(line, 0, Math.min(line.length, SHOWN), StandardCharsets.UTF_8);
    return "'"
        + text.replaceAll("\\p{Cntrl}", "\ufffd").strip()
        + (line.length > SHOWN ? "…'" : "'");
  }

  /** Returns an empty object to fill and send. */
  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** Turns an option's value (text, number, flag, list, map) into JSON. */
  static JsonNode json(Object value) {
    return JSON.valueToTree(value);
  }

  /** Returns a line with its line feed. */
  static byte[] line(ObjectNode object) {
    return (object.toString() + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
