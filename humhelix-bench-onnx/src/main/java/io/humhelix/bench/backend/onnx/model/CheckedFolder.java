package io.humhelix.bench.backend.onnx.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads model folders and remembers the last good one by its files' sizes and times of change, so
 * that opening a model that was checked before does not spend its load time on reading it twice.
 * Thread-safe.
 */
public final class CheckedFolder {

  private record Stamp(long bytes, FileTime changed) {}

  private record Remembered(
      Path folder, GraphChoice choice, ModelReader reading, Map<Path, Stamp> stamps) {}

  private static final AtomicReference<Remembered> LAST = new AtomicReference<>();

  private CheckedFolder() {}

  /**
   * Reads a folder, or returns what was read of it before.
   *
   * @param folder where {@code config.json} lies
   * @param choice which of its graphs
   * @return the model, or all that is wrong
   */
  public static ModelReader read(Path folder, GraphChoice choice) {
    Remembered last = LAST.get();
    if (last != null
        && last.folder.equals(folder)
        && last.choice.equals(choice)
        && stamps(last.reading).equals(Optional.of(last.stamps))) {
      return last.reading;
    }
    ModelReader reading = ModelReader.read(folder, choice);
    stamps(reading).ifPresent(stamps -> LAST.set(new Remembered(folder, choice, reading, stamps)));
    return reading;
  }

  private static Optional<Map<Path, Stamp>> stamps(ModelReader reading) {
    if (reading.model().isEmpty()) {
      return Optional.empty();
    }
    Map<Path, Stamp> stamps = new LinkedHashMap<>();
    try {
      for (Path file : reading.model().get().files()) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        stamps.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime()));
      }
      return Optional.of(stamps);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
