package io.humhelix.bench.result;

import java.util.Objects;

/**
 * A file by its content.
 *
 * @param name file name or path relative to the models or workload folder
 * @param bytes its size
 * @param sha256 64 hexadecimal digits
 */
public record FileFingerprint(String name, long bytes, String sha256) {
  public FileFingerprint {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(sha256, "sha256");
  }
}
