package io.humhelix.bench.result;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file that a run left beside its results.
 *
 * @param kind what it holds, such as {@code clips} or {@code worker-log}
 * @param file its path
 * @param fingerprint its name, size and hash
 */
public record Artifact(String kind, Path file, FileFingerprint fingerprint) {
  public Artifact {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(fingerprint, "fingerprint");
  }
}
