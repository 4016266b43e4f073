package io.humhelix.bench.backend.ggml;

import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The outcome of checking a model file. The last good one is remembered by size and time of change,
 * so that opening a model that was checked before does not spend its load time on reading it twice.
 *
 * @param header the model's sizes, if whisper.cpp may read the file
 * @param issue why not, otherwise
 */
public record CheckedModel(Optional<ModelHeader> header, Optional<Issue> issue) {

  private record Remembered(Path file, long bytes, FileTime changed, ModelHeader header) {}

  private static final AtomicReference<Remembered> LAST = new AtomicReference<>();

  /**
   * Checks a file, unless it was the last one and has not changed.
   *
   * @param backend the id of who asks, for messages
   * @param file a path that may be a link
   * @return its sizes, or what is wrong with it
   */
  public static CheckedModel of(String backend, Path file) {
    try {
      Path real = file.toRealPath();
      BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
      Remembered last = LAST.get();
      if (last != null
          && last.file.equals(real)
          && last.bytes == attributes.size()
          && last.changed.equals(attributes.lastModifiedTime())) {
        return new CheckedModel(Optional.of(last.header), Optional.empty());
      }
      ModelHeader header = ModelFile.check(real);
      LAST.set(new Remembered(real, attributes.size(), attributes.lastModifiedTime(), header));
      return new CheckedModel(Optional.of(header), Optional.empty());
    } catch (ModelFormatException e) {
      return refused(backend, file + " " + e.getMessage(), e.remedy());
    } catch (IOException e) {
      return refused(
          backend, file + " cannot be read: " + e, "Check the file's permissions and its disk.");
    }
  }

  private static CheckedModel refused(String backend, String message, String remedy) {
    return new CheckedModel(
        Optional.empty(),
        Optional.of(
            Issue.error("model-invalid", backend + ": model file " + message + ".", remedy)));
  }
}
