package io.humhelix.bench.internal.program;

import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The clips as files in a folder of their own, each written once, since the samples are shared
 * between calls and never change. Thread-safe.
 */
final class ClipFiles implements AutoCloseable {

  private final AudioForm form;
  private final Map<float[], Path> files = new IdentityHashMap<>();
  private Path folder;

  ClipFiles(AudioForm form) {
    this.form = form;
  }

  /** Returns the file of a clip; written at the first call for these samples. */
  synchronized Path of(TranscriptionRequest request) throws IOException {
    Path known = files.get(request.samples());
    if (known != null) {
      return known;
    }
    if (folder == null) {
      folder =
          Files.createTempDirectory("humhelix-bench-clips-" + ProcessHandle.current().pid() + "-");
    }
    Path file = folder.resolve(files.size() + form.suffix());
    Files.write(file, form.encode(request.samples()));
    files.put(request.samples(), file);
    return file;
  }

  /** Deletes the files. */
  @Override
  public synchronized void close() throws IOException {
    files.clear();
    if (folder != null) {
      List<Path> all;
      try (Stream<Path> walk = Files.walk(folder)) {
        all = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : all) {
        Files.deleteIfExists(path);
      }
      folder = null;
    }
  }
}
