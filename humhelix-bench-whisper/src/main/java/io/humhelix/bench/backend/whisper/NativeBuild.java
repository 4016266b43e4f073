package io.humhelix.bench.backend.whisper;

import io.humhelix.bench.backend.ggml.CudaFolders;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
        ? new NativeBuild(
            Optional.of(checked(named.get())), CudaFolders.of(WhisperJniProvider.ID, options))
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
    return CudaFolders.key(realPath(named.get()), options);
  }

  private static Optional<String> named(Options options) {
    return options
        .text(WhisperOptions.LIBRARY_PATH)
        .or(() -> Optional.ofNullable(System.getProperty(FOLDER_PROPERTY)));
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
