package io.humhelix.bench.backend.ggml;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The option {@link EngineOptions#CUDA_LIBRARIES}: one folder or a list of them. */
public final class CudaFolders {

  private CudaFolders() {}

  /**
   * Returns what a definition names.
   *
   * @param options those of a definition
   * @return as it is written; none if there is none
   */
  public static List<String> named(Options options) {
    Object given = options.get(EngineOptions.CUDA_LIBRARIES).orElse(List.of());
    List<?> all = given instanceof List<?> list ? list : List.of(given);
    return all.stream().map(Object::toString).toList();
  }

  /**
   * Finds the folders.
   *
   * @param backend the id of who asks, for the message
   * @param options those of a definition
   * @return their real paths
   * @throws SutException of kind NATIVE_LIBRARY if one is not there
   */
  public static List<Path> of(String backend, Options options) throws SutException {
    List<Path> folders = new ArrayList<>();
    for (String named : named(options)) {
      try {
        folders.add(Path.of(named).toRealPath());
      } catch (IOException | InvalidPathException e) {
        throw new SutException(
            FailureKind.NATIVE_LIBRARY,
            backend + ": cuda_libraries " + named + " cannot be read: " + e,
            "Name folders with CUDA's libraries, such as /usr/local/cuda/lib64; or leave it out.",
            e);
      }
    }
    return folders;
  }

  /**
   * Tells a build with its folders from the same build with others.
   *
   * @param build what is loaded
   * @param options those of a definition
   * @return the build, with the folders if any are named
   */
  public static String key(String build, Options options) {
    List<String> named = named(options);
    return build + (named.isEmpty() ? "" : " with " + named);
  }
}
