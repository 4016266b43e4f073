package io.humhelix.bench.internal.provenance;

import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Provenance.ModelFingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hashes each model file once and records which run configs use it. */
public final class Fingerprints {

  private final Map<Path, FileFingerprint> known = new LinkedHashMap<>();
  private final Map<Path, Set<String>> runConfigs = new LinkedHashMap<>();

  /** Hashes a file; the name in the fingerprint is the file's own, not the machine's path to it. */
  public FileFingerprint of(Path file) throws IOException {
    Path key = key(file);
    if (!known.containsKey(key)) {
      known.put(
          key, new FileFingerprint(file.getFileName().toString(), Files.size(file), sha256(file)));
    }
    return known.get(key);
  }

  /** Records that a run config uses a file. */
  public void add(Path file, String runConfigId) throws IOException {
    of(file);
    runConfigs.computeIfAbsent(key(file), path -> new LinkedHashSet<>()).add(runConfigId);
  }

  private static Path key(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** Returns the fingerprints of the files that run configs use. */
  public List<ModelFingerprint> all() {
    return runConfigs.entrySet().stream()
        .map(e -> new ModelFingerprint(known.get(e.getKey()), List.copyOf(e.getValue())))
        .toList();
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
