package io.humhelix.bench.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Whole files in bounded memory. */
final class FileBytes {

  private static final int CHUNK = 1 << 20;

  private FileBytes() {}

  static String sha256(Path file) throws IOException {
    MessageDigest digest = RecordJson.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static void copy(Path file, StoreIo.Output out) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      for (byte[] part = in.readNBytes(CHUNK); part.length > 0; part = in.readNBytes(CHUNK)) {
        out.write(part);
      }
    }
  }
}
