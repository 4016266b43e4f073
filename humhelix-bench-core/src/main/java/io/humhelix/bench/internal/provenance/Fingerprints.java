package io.humhelix.bench.internal.provenance;

import io.humhelix.bench.result.FileFingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hashes files, each once. */
public final class Fingerprints {

  private final Map<Path, FileFingerprint> known = new LinkedHashMap<>();

  /** Hashes a file; the name in the fingerprint is the file's own, not the machine's path to it. */
  public FileFingerprint of(Path file) throws IOException {
    Path key = file.toAbsolutePath().normalize();
    FileFingerprint fingerprint = known.get(key);
    if (fingerprint == null) {
      fingerprint =
          new FileFingerprint(file.getFileName().toString(), Files.size(file), sha256(file));
      known.put(key, fingerprint);
    }
    return fingerprint;
  }

  /** Returns all hashed so far. */
  public List<FileFingerprint> all() {
    return List.copyOf(known.values());
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
