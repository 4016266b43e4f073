package io.humhelix.bench.compare;

import io.humhelix.bench.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder that appears whole under its name, or not at all. */
final class NamedFolder {

  private NamedFolder() {}

  /** Fills a new folder. */
  @FunctionalInterface
  interface Filling {
    void into(Path fresh) throws StoreException;
  }

  /** Puts a new folder in place of what has the name; after an error that is as it was. */
  static void replace(Path folder, Filling filling) throws StoreException {
    Path fresh = hidden(folder, "new");
    Path old = hidden(folder, "old");
    try {
      filling.into(fresh);
      if (!Files.exists(folder)) {
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        return;
      }
      Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
      try {
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
        throw e;
      }
      delete(old);
    } catch (StoreException e) {
      discard(fresh, e);
      throw e;
    } catch (IOException e) {
      discard(fresh, e);
      throw new StoreException(folder, "'" + folder + "' cannot be replaced: " + e, e);
    }
  }

  private static Path hidden(Path folder, String what) {
    return folder.resolveSibling("." + folder.getFileName() + "." + UUID.randomUUID() + "." + what);
  }

  private static void discard(Path fresh, Exception because) {
    try {
      delete(fresh);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  static void remove(Path folder) throws StoreException {
    try {
      delete(folder);
    } catch (IOException e) {
      throw new StoreException(folder, "'" + folder + "' cannot be removed: " + e, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(one);
      }
    }
  }

  static long bytes(Path folder) throws StoreException {
    try (Stream<Path> all = Files.walk(folder)) {
      long sum = 0;
      for (Path one : List.copyOf(all.filter(Files::isRegularFile).toList())) {
        sum += Files.size(one);
      }
      return sum;
    } catch (IOException e) {
      throw new StoreException(folder, "'" + folder + "' cannot be read: " + e, e);
    }
  }
}
