package io.humhelix.bench.backend.onnx.session;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for shared libraries where the dynamic linker of Linux does (ld.so(8)): the folders that a
 * library names, {@code LD_LIBRARY_PATH}, the linker's cache, the standard folders. Nothing is
 * loaded.
 *
 * @param path value of {@code LD_LIBRARY_PATH}, possibly empty
 * @param cache the linker's cache, usually {@code /etc/ld.so.cache}
 * @param standard folders that are always looked into
 */
record LibrarySearch(String path, Path cache, List<Path> standard) {

  private static final String ORIGIN = "$ORIGIN";

  LibrarySearch {
    standard = List.copyOf(standard);
  }

  /** That of this process. */
  static LibrarySearch here() {
    return new LibrarySearch(
        System.getenv().getOrDefault("LD_LIBRARY_PATH", ""),
        Path.of("/etc/ld.so.cache"),
        List.of(
            Path.of("/lib64"),
            Path.of("/usr/lib64"),
            Path.of("/lib"),
            Path.of("/usr/lib"),
            Path.of("/lib/x86_64-linux-gnu"),
            Path.of("/lib/aarch64-linux-gnu")));
  }

  /**
   * Returns what a library needs and is not there.
   *
   * @param library a library
   * @return names, in the order in which the library names them; empty if the library cannot be
   *     read, since the linker then says why
   */
  List<String> missing(Path library) {
    try {
      ElfLibrary elf = ElfLibrary.read(library);
      String own = library.toAbsolutePath().getParent().toString();
      List<Path> folders = new ArrayList<>(List.of(library.toAbsolutePath().getParent()));
      elf.searchPath().stream()
          .map(folder -> Path.of(folder.replace("${ORIGIN}", ORIGIN).replace(ORIGIN, own)))
          .forEach(folders::add);
      return elf.needed().stream().filter(name -> !found(name, folders)).toList();
    } catch (IOException | IllegalArgumentException e) {
      return List.of();
    }
  }

  /**
   * Returns those of some libraries that are not there.
   *
   * @param names such as {@code libcudnn.so.9}
   * @return those that were not found
   */
  List<String> missing(List<String> names) {
    return names.stream().filter(name -> !found(name, List.of())).toList();
  }

  private boolean found(String name, List<Path> folders) {
    List<Path> all = new ArrayList<>(folders);
    for (String folder : path.split(File.pathSeparator)) {
      if (!folder.isBlank()) {
        all.add(Path.of(folder));
      }
    }
    all.addAll(standard);
    return all.stream().anyMatch(folder -> Files.exists(folder.resolve(name))) || cached(name);
  }

  /** The cache holds names as texts that end in a zero byte. */
  private boolean cached(String name) {
    try {
      String content = Files.readString(cache, StandardCharsets.ISO_8859_1);
      return content.contains("\0" + name + "\0") || content.contains("/" + name + "\0");
    } catch (IOException e) {
      return false;
    }
  }
}
