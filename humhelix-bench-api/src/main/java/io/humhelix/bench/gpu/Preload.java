package io.humhelix.bench.gpu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads shared libraries by their paths, so that others find them by their names: the dynamic
 * linker of glibc takes a library that is loaded for one of the same soname, for what a library
 * needs and for a later {@code dlopen} (ld.so(8), dlopen(3)). They stay loaded to the end of the
 * process. Thread-safe.
 */
public final class Preload {

  private Preload() {}

  /**
   * Loads libraries.
   *
   * @param libraries in the order in which they are loaded: what others need first, as {@link
   *     LibraryNeeds#toPreload} has them
   * @return the files
   * @throws UnsatisfiedLinkError if one cannot be loaded; it says which one and why
   */
  @SuppressWarnings("restricted") // The host allows native access to engines, or is warned once.
  public static List<Path> load(List<FoundLibrary> libraries) {
    List<Path> loaded = new ArrayList<>();
    for (FoundLibrary library : libraries) {
      System.load(library.file().toAbsolutePath().toString());
      loaded.add(library.file());
    }
    return loaded;
  }
}
