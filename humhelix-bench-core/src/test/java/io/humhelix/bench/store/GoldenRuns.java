package io.humhelix.bench.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Results files of real runs, one folder a case, as the first harness of schema 1 wrote them. They
 * are never made again: what is written in another way today must still be read.
 *
 * <ul>
 *   <li>{@code single-stream}, {@code phases}: whisper.cpp and ONNX Runtime on real speech; the
 *       latter counts the tokens of a phase.
 *   <li>{@code options}: odd texts, words, phases, first segments, nested options, secrets.
 *   <li>{@code server}, {@code overload}, {@code streams-chunks}, {@code multi-stream}, {@code
 *       offline}, {@code search}: load.
 *   <li>{@code failed}, {@code cancelled}, {@code cancelled-early}, {@code resumed}: ends; the last
 *       one was killed, went on in a second process and got a system more.
 *   <li>{@code matrix}, {@code precision}, {@code many-clips} (a bootstrap), {@code pair-old} and
 *       {@code pair-new} (ten times slower), {@code resume} (to be resumed).
 *   <li>{@code made-up}: of made-up values that no backend here gives, such as NaN and graphics
 *       cards.
 *   <li>{@code long}: every list and text that moves to an artifact. It is packed, since a record
 *       has a megabyte before anything moves.
 * </ul>
 */
public final class GoldenRuns {

  /** Packed. */
  public static final String LONG = "long";

  private GoldenRuns() {}

  /** Returns the names of all cases. */
  public static List<String> cases() throws IOException {
    try (var entries = Files.list(root())) {
      return entries
          .map(entry -> entry.getFileName().toString().replace(".zip", ""))
          .sorted()
          .toList();
    }
  }

  /**
   * Copies a case, so that no test can change it.
   *
   * @param folder an empty one
   * @return the results file, its artifacts beside it
   */
  public static Path copy(String name, Path folder) throws IOException {
    if (name.equals(LONG)) {
      unpack(root().resolve(name + ".zip"), folder);
    } else {
      Path from = root().resolve(name);
      try (var files = Files.walk(from)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path to = folder.resolve(from.relativize(file).toString());
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
    }
    try (var files = Files.newDirectoryStream(folder, RecordReader.GLOB)) {
      return files.iterator().next();
    }
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
        Path to = folder.resolve(e.getName());
        Files.createDirectories(to.getParent());
        Files.copy(entries, to);
      }
    }
  }

  private static Path root() {
    try {
      return Path.of(GoldenRuns.class.getResource("golden").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
