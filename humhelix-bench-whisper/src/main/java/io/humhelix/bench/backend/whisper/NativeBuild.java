package io.humhelix.bench.backend.whisper;

import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which native build a run config asks for.
 *
 * @param folder where it lies; empty for the one that comes with whisper-jni
 * @param cudaLibraries folders in which CUDA's libraries are looked for first
 */
record NativeBuild(Optional<Path> folder, List<Path> cudaLibraries) {

  /** The system property in which whisper-jni looks for the folder of a native build. */
  static final String FOLDER_PROPERTY = "io.github.givimad.whisperjni.libdir";

  /** The build that comes with whisper-jni. */
  static final NativeBuild BUNDLED = new NativeBuild(Optional.empty(), List.of());

  NativeBuild {
    cudaLibraries = List.copyOf(cudaLibraries);
  }

  /**
   * Finds the build.
   *
   * @param options those of a definition
   * @return the one of the option {@code library_path}, else of the system property, else the
   *     bundled one
   * @throws SutException of kind NATIVE_LIBRARY if a folder or the build's library is not there
   */
  static NativeBuild of(Options options) throws SutException {
    Optional<String> named = named(options);
    return named.isPresent()
        ? new NativeBuild(Optional.of(checked(named.get())), cudaFolders(options))
        : BUNDLED;
  }

  /**
   * Tells builds apart without looking into them.
   *
   * @param options those of a definition
   * @return the folder's real path, with the folders of CUDA's libraries if any are named; the id
   *     of the backend for the bundled build
   */
  static String key(Options options) {
    Optional<String> named = named(options);
    if (named.isEmpty()) {
      return WhisperJniProvider.ID;
    }
    List<String> cuda = cudaLibraries(options);
    return realPath(named.get()) + (cuda.isEmpty() ? "" : " with " + cuda);
  }

  private static Optional<String> named(Options options) {
    return options
        .text(WhisperOptions.LIBRARY_PATH)
        .or(() -> Optional.ofNullable(System.getProperty(FOLDER_PROPERTY)));
  }

  /** One folder or a list of them. */
  private static List<String> cudaLibraries(Options options) {
    Object given = options.get(EngineOptions.CUDA_LIBRARIES).orElse(List.of());
    List<?> all = given instanceof List<?> list ? list : List.of(given);
    return all.stream().map(Object::toString).toList();
  }

  private static List<Path> cudaFolders(Options options) throws SutException {
    List<Path> folders = new ArrayList<>();
    for (String named : cudaLibraries(options)) {
      try {
        folders.add(Path.of(named).toRealPath());
      } catch (IOException | InvalidPathException e) {
        throw new SutException(
            FailureKind.NATIVE_LIBRARY,
            "whisper-jni: cuda_libraries " + named + " cannot be read: " + e,
            "Name folders with CUDA's libraries, such as /usr/local/cuda/lib64; or leave it out.",
            e);
      }
    }
    return folders;
  }

  private static String realPath(String named) {
    try {
      return Path.of(named).toRealPath().toString();
    } catch (IOException | InvalidPathException e) {
      return named;
    }
  }

  private static Path checked(String named) throws SutException {
    String library = System.mapLibraryName("whisper-jni");
    String remedy =
        "Set library_path to the folder of a native whisper-jni build with "
            + library
            + " and the whisper and ggml libraries.";
    try {
      Path folder = Path.of(named).toRealPath();
      if (Files.isRegularFile(folder.resolve(library))) {
        return folder;
      }
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          "whisper-jni: library_path " + folder + " has no file " + library,
          remedy);
    } catch (IOException | InvalidPathException e) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          "whisper-jni: library_path " + named + " cannot be read: " + e,
          remedy,
          e);
    }
  }

  /** The build, for people. */
  String described() {
    return folder.map(path -> "the native library in " + path).orElse("the bundled native library");
  }
}
