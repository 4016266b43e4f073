package io.humhelix.bench.internal.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this harness; the build writes it into a resource. */
public final class HarnessVersion {

  private HarnessVersion() {}

  /** Returns for example {@code 0.1.0}. */
  public static String get() {
    Properties properties = new Properties();
    try (InputStream in = HarnessVersion.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        return "unknown";
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
