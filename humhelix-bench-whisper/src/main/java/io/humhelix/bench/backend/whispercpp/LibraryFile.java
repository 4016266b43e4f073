package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.CudaFolders;
import io.humhelix.bench.backend.whispercpp.library.LibraryChoice;
import io.humhelix.bench.gpu.FoundLibrary;
import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the libwhisper of a run config. Nothing is loaded. */
final class LibraryFile {

  private static final String HOW =
      "Build whisper.cpp (cmake -B build && cmake --build build) and set the option library to its"
          + " folder build; or use backend whisper-jni, which brings whisper.cpp 1.7.1.";

  /** Below the folder of a build or an installation: cmake's, and that of the container images. */
  private static final List<String> BELOW = List.of("", "src", "lib", "lib64", "build/src", "bin");

  private LibraryFile() {}

  /**
   * Finds the library.
   *
   * @param options those of a definition
   * @return the one of the option {@code library}, else the one that the linker finds
   * @throws SutException of kind NATIVE_LIBRARY if there is none, or it lacks what it needs
   */
  static LibraryChoice of(Options options) throws SutException {
    Optional<String> named = options.text(WhisperCppOptions.LIBRARY);
    Path file = named.isPresent() ? named(named.get()) : found();
    return LibraryChoice.of(
        file,
        CudaFolders.of(WhisperCppProvider.ID, options),
        options.flag(LibraryChoice.ALLOW_UNTESTED).orElse(false));
  }

  /**
   * Tells libraries apart without looking into them.
   *
   * @param options those of a definition
   * @return the library's real path if it is there, with the folders of CUDA's libraries if any are
   *     named
   */
  static String key(Options options) {
    String file;
    try {
      Optional<String> named = options.text(WhisperCppOptions.LIBRARY);
      file = (named.isPresent() ? named(named.get()) : found()).toString();
    } catch (SutException e) {
      file = options.text(WhisperCppOptions.LIBRARY).orElse(WhisperCppProvider.ID);
    }
    return CudaFolders.key(file, options);
  }

  private static Path named(String named) throws SutException {
    try {
      Path path = Path.of(named);
      if (Files.isDirectory(path)) {
        return inFolder(path);
      }
      if (Files.isRegularFile(path)) {
        return path.toRealPath();
      }
      throw unavailable("library " + named + " is not there", null);
    } catch (IOException | InvalidPathException e) {
      throw unavailable("library " + named + " cannot be read: " + e, e);
    }
  }

  private static Path inFolder(Path folder) throws IOException, SutException {
    String name = System.mapLibraryName("whisper");
    List<Path> tried =
        BELOW.stream()
            .map(below -> folder.resolve(below))
            .flatMap(path -> Stream.of(path.resolve(name), path.resolve(name + ".1")))
            .toList();
    Optional<Path> file = tried.stream().filter(Files::isRegularFile).findFirst();
    if (file.isEmpty()) {
      throw unavailable(
          "folder "
              + folder
              + " has no "
              + name
              + ", nor have its "
              + String.join(", ", BELOW.subList(1, BELOW.size())),
          null);
    }
    return file.get().toRealPath();
  }

  private static Path found() throws SutException {
    LibraryFolders folders = LibraryFolders.here();
    String name = System.mapLibraryName("whisper");
    Optional<Path> file =
        Stream.of(name + ".1", name)
            .flatMap(each -> folders.find(each).stream())
            .map(FoundLibrary::file)
            .findFirst();
    if (file.isEmpty()) {
      throw unavailable(
          "there is no " + name + " where the system's linker looks, and library is not set", null);
    }
    try {
      return file.get().toRealPath();
    } catch (IOException e) {
      throw unavailable("library " + file.get() + " cannot be read: " + e, e);
    }
  }

  private static SutException unavailable(String problem, Exception cause) {
    return new SutException(
        FailureKind.NATIVE_LIBRARY, WhisperCppProvider.ID + ": " + problem, HOW, cause);
  }
}
