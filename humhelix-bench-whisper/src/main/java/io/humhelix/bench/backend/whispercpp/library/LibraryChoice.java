package io.humhelix.bench.backend.whispercpp.library;

import com.sun.jna.Platform;
import io.humhelix.bench.backend.ggml.LoadedLibraries;
import io.humhelix.bench.gpu.ElfLibrary;
import io.humhelix.bench.gpu.FoundLibrary;
import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.gpu.LibraryNeeds;
import io.humhelix.bench.gpu.MissingLibraries;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A libwhisper that is to be loaded, read before anything of it is: one that lacks what it needs,
 * or is too old, is refused while the JVM can still load another.
 *
 * @param file its real path
 * @param toPreload the libraries to load before it, in this order: those that the linker would not
 *     find by itself
 * @param needed the libraries that it needs, wherever they lie; none where libraries are not ELF
 * @param allowUntested whether a version with which this backend was not tried is taken
 */
public record LibraryChoice(
    Path file, List<FoundLibrary> toPreload, List<FoundLibrary> needed, boolean allowUntested) {

  /** The option that allows versions which were not tried. */
  public static final String ALLOW_UNTESTED = "allow_untested";

  private static final String ID = "whisper.cpp";

  /** What only libraries from 1.7.6 on have. */
  private static final String NEW_ENOUGH = "whisper_vad_default_params";

  private static final String BUILD =
      "Build a release of whisper.cpp from "
          + WhisperVersion.FIRST
          + " on (cmake -B build && cmake --build build), and name its folder build.";

  public LibraryChoice {
    toPreload = List.copyOf(toPreload);
    needed = List.copyOf(needed);
  }

  /**
   * Reads a library.
   *
   * @param file a libwhisper
   * @param cudaLibraries folders in which CUDA's libraries are looked for first
   * @param allowUntested whether a version with which this backend was not tried is taken
   * @return the choice
   * @throws SutException of kind NATIVE_LIBRARY with what is missing or too old
   */
  public static LibraryChoice of(Path file, List<Path> cudaLibraries, boolean allowUntested)
      throws SutException {
    if (!Platform.isLinux()) {
      return new LibraryChoice(file, List.of(), List.of(), allowUntested);
    }
    LibraryFolders folders = LibraryFolders.here().withOption(cudaLibraries).near(file);
    if (!ElfLibrary.fitsThisMachine(file)) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          ID
              + ": "
              + file
              + " is a library for another architecture than this JVM's ("
              + System.getProperty("os.arch")
              + ")",
          BUILD);
    }
    LibraryNeeds needs;
    try {
      if (!ElfLibrary.defines(file, NEW_ENOUGH)) {
        throw notNewEnough(file, ElfLibrary.defines(file, "whisper_full"));
      }
      needs = LibraryNeeds.of(file, folders);
    } catch (IOException e) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          ID + ": " + file + " is no library: " + e.getMessage(),
          BUILD,
          e);
    }
    if (!needs.missing().isEmpty()) {
      throw missing(file, needs.missing(), folders);
    }
    return new LibraryChoice(file, needs.toPreload(), needs.found(), allowUntested);
  }

  private static SutException notNewEnough(Path file, boolean whisper) {
    return new SutException(
        FailureKind.NATIVE_LIBRARY,
        ID
            + ": "
            + file
            + (whisper
                ? " is older than whisper.cpp "
                    + WhisperVersion.FIRST
                    + " (it has no "
                    + NEW_ENOUGH
                    + ")"
                : " is no libwhisper (it has no whisper_full)"),
        BUILD);
  }

  private static SutException missing(Path file, List<String> names, LibraryFolders folders) {
    Optional<MissingLibraries.Explanation> known = MissingLibraries.explain(names, folders);
    return new SutException(
        FailureKind.NATIVE_LIBRARY,
        ID
            + ": "
            + file
            + " needs "
            + String.join(", ", names)
            + known.map(explained -> ": " + explained.message()).orElse(", not found here."),
        known
            .map(MissingLibraries.Explanation::remedy)
            .orElse("Copy what is missing beside it, or install it."));
  }

  /**
   * Checks the version that the library tells.
   *
   * @param text what {@code whisper_version()} returned; empty if there is no such function, which
   *     came after 1.7.6
   * @return the version
   * @throws SutException of kind NATIVE_LIBRARY if this backend was not tried with it
   */
  WhisperVersion check(Optional<String> text) throws SutException {
    Optional<WhisperVersion> version =
        text.isPresent() ? WhisperVersion.parse(text.get()) : Optional.of(WhisperVersion.FIRST);
    if (version.isEmpty() || (!version.get().tried() && !allowUntested)) {
      WhisperVersion newest = WhisperVersion.TRIED.get(WhisperVersion.TRIED.size() - 1);
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          ID
              + ": "
              + file
              + " is whisper.cpp "
              + text.orElse("")
              + ", with which this backend was not tried; tried: "
              + WhisperVersion.FIRST
              + " to "
              + newest,
          version.isEmpty()
              ? "Use a release of whisper.cpp."
              : "Use one of these, or set the option "
                  + ALLOW_UNTESTED
                  + ": true; its structs are then checked against those of "
                  + newest
                  + ".");
    }
    return version.get();
  }

  /** Refuses a JVM in which parts of another build are loaded. */
  void refuseOthers() throws SutException {
    Set<String> names = new HashSet<>();
    names.add(file.getFileName().toString());
    parts().forEach(part -> names.add(part.name()));
    LoadedLibraries.refuseOthers(ID, file.toString(), names, folders());
  }

  /** Refuses a build into which the linker mixed parts of another. */
  void refuseMixture(List<Path> before) throws SutException {
    LoadedLibraries.refuseMixture(ID, before, folders());
  }

  private List<FoundLibrary> parts() {
    return needed.stream()
        .filter(part -> part.name().startsWith("libggml") || part.name().startsWith("libwhisper"))
        .toList();
  }

  private Set<Path> folders() {
    Set<Path> folders = new HashSet<>(backendFolders());
    folders.add(file.getParent());
    parts().forEach(part -> folders.add(realFolder(part.file())));
    return folders;
  }

  private static Path realFolder(Path library) {
    try {
      return library.toRealPath().getParent();
    } catch (IOException e) {
      return library.toAbsolutePath().getParent();
    }
  }

  /** Where a split build's backends may lie: beside the library, and where cmake puts them. */
  List<Path> backendFolders() {
    Path folder = file.toAbsolutePath().getParent();
    return Stream.of(folder, folder.resolveSibling("bin"), folder.resolveSibling("lib"))
        .filter(Files::isDirectory)
        .distinct()
        .toList();
  }

  SutException withoutBackends() {
    return new SutException(
        FailureKind.NATIVE_LIBRARY,
        ID
            + ": "
            + file
            + " is of a split build (GGML_BACKEND_DL), and its backends (libggml-cpu*.so and"
            + " others) are in none of "
            + backendFolders(),
        "Copy them beside it.");
  }
}
