package io.humhelix.bench.backend.whisper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Logs of the engine that are kept as files; the first line of each says where it is from. */
public final class RealLog {

  private RealLog() {}

  public static List<String> of(String name) throws IOException {
    try (InputStream in = RealLog.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
