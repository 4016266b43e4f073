package io.humhelix.bench.backend.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks ONNX Runtime whether it knows a version of the file format and of the operator sets, by a
 * graph of one node with these versions: its own answer, whichever build is loaded, in milliseconds
 * and before anything of the model is read. Thread-safe.
 */
public final class VersionProbe {

  private record Versions(long irVersion, Map<String, Long> opsets) {}

  private static final Map<Versions, Optional<String>> ANSWERS = new ConcurrentHashMap<>();

  private static final Pattern RESULT =
      Pattern.compile(
          "(support for domain \\S+ is till opset \\d+|Unsupported model IR version.*)");

  private VersionProbe() {}

  /**
   * Asks.
   *
   * @param irVersion version of the file format
   * @param opsets versions of the operator sets by domain
   * @return why ONNX Runtime refuses, or empty
   */
  public static Optional<String> refusal(long irVersion, Map<String, Long> opsets) {
    return ANSWERS.computeIfAbsent(new Versions(irVersion, opsets), VersionProbe::ask);
  }

  private static Optional<String> ask(Versions versions) {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      OrtEnvironment.getEnvironment().createSession(model(versions), options).close();
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of(shortened(String.valueOf(e.getMessage())));
    }
  }

  /** Of a message that starts with a place in ONNX Runtime's source, what it comes to. */
  private static String shortened(String message) {
    String line = message.lines().findFirst().orElse("no reason given");
    Matcher result = RESULT.matcher(line);
    return result.find() ? result.group() : line;
  }

  /** Field numbers are those of {@code onnx.proto}: y = Identity(x), of float. */
  private static byte[] model(Versions versions) {
    byte[] type = bytes(1, number(1, 1));
    byte[] node = join(text(1, "x"), text(2, "y"), text(4, "Identity"));
    byte[] graph =
        join(
            bytes(1, node),
            text(2, "probe"),
            bytes(11, join(text(1, "x"), bytes(2, type))),
            bytes(12, join(text(1, "y"), bytes(2, type))));
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    model.writeBytes(number(1, versions.irVersion));
    model.writeBytes(bytes(7, graph));
    versions.opsets.forEach(
        (domain, version) -> model.writeBytes(bytes(8, join(text(1, domain), number(2, version)))));
    return model.toByteArray();
  }

  private static byte[] number(int field, long value) {
    return join(varint((long) field << 3), varint(value));
  }

  private static byte[] text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(int field, byte[] value) {
    return join(varint((long) field << 3 | 2), varint(value.length), value);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }
}
