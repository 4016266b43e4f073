package io.humhelix.bench.backend.onnx.session;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version of ONNX Runtime a library is of, or asks for, read without loading it: from its
 * file name, or from the name that ONNX Runtime's builds for Linux give the version of their
 * symbols.
 */
final class NativeVersion {

  private static final Pattern IN_NAME =
      Pattern.compile("libonnxruntime\\.(?:so\\.)?(\\d+\\.\\d+\\.\\d+)\\b.*");
  private static final Pattern SYMBOLS = Pattern.compile("VERS_(\\d+\\.\\d+\\.\\d+)\0");
  private static final int CHUNK = 1 << 16;
  private static final int LONGEST = 32;

  private NativeVersion() {}

  /**
   * Reads the version of a library.
   *
   * @param library the file, or a link to it
   * @return such as {@code 1.29.0}; empty if nothing tells
   * @throws IOException if it cannot be read
   */
  static Optional<String> of(Path library) throws IOException {
    Matcher name = IN_NAME.matcher(library.toRealPath().getFileName().toString());
    if (name.matches()) {
      return Optional.of(name.group(1));
    }
    try (InputStream in = Files.newInputStream(library)) {
      return ofSymbols(in);
    }
  }

  /**
   * Reads the version of the symbols that a library has or asks for.
   *
   * @param in its content
   * @return the first one, or empty
   * @throws IOException if it cannot be read
   */
  static Optional<String> ofSymbols(InputStream in) throws IOException {
    InputStream buffered = new BufferedInputStream(in, CHUNK);
    String end = "";
    for (byte[] part = buffered.readNBytes(CHUNK);
        part.length > 0;
        part = buffered.readNBytes(CHUNK)) {
      String text = end + new String(part, StandardCharsets.ISO_8859_1);
      Matcher matcher = SYMBOLS.matcher(text);
      if (matcher.find()) {
        return Optional.of(matcher.group(1));
      }
      end = text.substring(Math.max(0, text.length() - LONGEST));
    }
    return Optional.empty();
  }
}
