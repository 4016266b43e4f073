package io.humhelix.bench.gpu;

import io.humhelix.bench.gpu.FoundLibrary.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a library needs, directly and through others, and what of it is there. Nothing is loaded.
 *
 * @param library the library that was asked about
 * @param found what it needs and is there, dependencies first
 * @param missing names of what it needs and is nowhere, in the order in which they are named; empty
 *     also if the library cannot be read, since the linker then says why
 */
public record LibraryNeeds(Path library, List<FoundLibrary> found, List<String> missing) {

  private static final String ORIGIN = "$ORIGIN";

  public LibraryNeeds {
    found = List.copyOf(found);
    missing = List.copyOf(missing);
  }

  /**
   * Finds out what a library needs.
   *
   * @param library a shared library
   * @param folders where to look; the folder of each library is looked into too
   * @return what is there and what is not
   */
  public static LibraryNeeds of(Path library, LibraryFolders folders) {
    Search search = new Search(folders);
    search.follow(library.toAbsolutePath());
    return new LibraryNeeds(library, search.found, search.missing);
  }

  /**
   * Returns what the linker would not find, or would find elsewhere: load these by their paths
   * before the library ({@link Preload}), and it finds them by their names.
   *
   * @return libraries, dependencies first
   */
  public List<FoundLibrary> toPreload() {
    return found.stream().filter(one -> one.place() != Place.LINKER).toList();
  }

  /** One walk along the arrows, each library once. */
  private static final class Search {

    private final LibraryFolders folders;
    private final List<FoundLibrary> found = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    Search(LibraryFolders folders) {
      this.folders = folders;
    }

    void follow(Path library) {
      ElfLibrary elf;
      try {
        elf = ElfLibrary.read(library);
      } catch (IOException e) {
        return;
      }
      for (String name : elf.needed()) {
        if (asked.add(name)) {
          Optional<FoundLibrary> one = find(name, elf, library.getParent());
          if (one.isPresent()) {
            follow(one.get().file());
            found.add(one.get());
          } else {
            missing.add(name);
          }
        }
      }
    }

    /** The option comes before all; the folders that a library names are the linker's. */
    private Optional<FoundLibrary> find(String name, ElfLibrary elf, Path own) {
      return folders
          .in(Place.OPTION, name)
          .or(() -> named(name, elf, own))
          .or(() -> beside(name, own))
          .or(() -> folders.find(name));
    }

    /**
     * The folder of a library that was found tells where this one is from. What lies beside in a
     * folder of the linker is the linker's, such as the C library's parts.
     */
    private Optional<FoundLibrary> beside(String name, Path own) {
      Place place =
          Stream.of(Place.values())
              .filter(one -> folders.folders(one).contains(own))
              .findFirst()
              .orElse(Place.BESIDE);
      Optional<FoundLibrary> beside = in(own, name, place);
      Optional<FoundLibrary> linkers = folders.in(Place.LINKER, name);
      return beside.isPresent() && linkers.isPresent() && same(beside.get(), linkers.get())
          ? linkers
          : beside;
    }

    private static boolean same(FoundLibrary one, FoundLibrary other) {
      try {
        return Files.isSameFile(one.file(), other.file());
      } catch (IOException e) {
        return false;
      }
    }

    /**
     * A folder that a library names; the linker looks into those of {@code LD_LIBRARY_PATH} before,
     * and finds another there if they have one.
     */
    private Optional<FoundLibrary> named(String name, ElfLibrary elf, Path own) {
      for (String folder : elf.searchPath()) {
        try {
          Path named = Path.of(folder.replace("${ORIGIN}", ORIGIN).replace(ORIGIN, own.toString()));
          Optional<FoundLibrary> one = in(named, name, Place.LINKER);
          if (one.isPresent()) {
            Optional<FoundLibrary> linkers = folders.in(Place.LINKER, name);
            return linkers.isEmpty() || same(one.get(), linkers.get())
                ? one
                : in(named, name, Place.BESIDE);
          }
        } catch (InvalidPathException e) {
          // The linker cannot look there either.
        }
      }
      return Optional.empty();
    }

    private static Optional<FoundLibrary> in(Path folder, String name, Place place) {
      try {
        Path file = folder.resolve(name);
        return Files.exists(file) && ElfLibrary.fitsThisMachine(file)
            ? Optional.of(new FoundLibrary(name, file.toAbsolutePath().normalize(), place))
            : Optional.empty();
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    }
  }
}
