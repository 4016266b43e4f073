package io.humhelix.bench.backend.ggml;

import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The libraries of whisper.cpp and ggml that this process has loaded. The dynamic linker takes a
 * loaded library for any other of the same name (ld.so(8)): an engine would get parts of another
 * version, and crash or give wrong texts.
 */
public final class LoadedLibraries {

  private static final Path MAPS = Path.of("/proc/self/maps");

  private static final Pattern OF_ENGINE = Pattern.compile("lib(whisper|ggml)[\\w.-]*");

  private LoadedLibraries() {}

  /**
   * Refuses a build beside another.
   *
   * @param backend the id of who asks, for the message
   * @param build what is to be loaded, for the message
   * @param names file names of the libraries that it consists of
   * @param own folders from which they come
   * @throws SutException of kind NATIVE_LIBRARY if one of the same name was loaded from elsewhere
   */
  public static void refuseOthers(
      String backend, String build, Collection<String> names, Collection<Path> own)
      throws SutException {
    Optional<Path> other =
        loaded().stream()
            .filter(file -> names.stream().anyMatch(name -> isOf(name, file)))
            .filter(file -> !own.contains(file.getParent()))
            .findFirst();
    if (other.isPresent()) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          backend
              + ": "
              + build
              + " was requested, but this JVM has already loaded "
              + other.get()
              + ", which the linker would take in place of its own.",
          "Run them in processes of their own (isolation: process).");
    }
  }

  /**
   * Returns whether this system tells which libraries are loaded.
   *
   * @return false where it is not Linux
   */
  public static boolean areTold() {
    return Files.isReadable(MAPS);
  }

  /**
   * Refuses what the linker took from elsewhere, such as from a folder of {@code LD_LIBRARY_PATH}.
   *
   * @param backend the id of who asks, for the message
   * @param before what was loaded before
   * @param own folders of the build that was to be loaded
   * @throws SutException of kind NATIVE_LIBRARY if a part of another build was loaded since
   */
  public static void refuseMixture(String backend, Collection<Path> before, Collection<Path> own)
      throws SutException {
    Optional<Path> stranger =
        loaded().stream()
            .filter(file -> !before.contains(file) && !own.contains(file.getParent()))
            .findFirst();
    if (stranger.isPresent()) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          backend
              + ": the linker took "
              + stranger.get()
              + " in place of the build's own part in "
              + own
              + ".",
          "Take its folder out of LD_LIBRARY_PATH.");
    }
  }

  /** A file bears the name, or, as cmake installs it, the name with the rest of its version. */
  private static boolean isOf(String name, Path file) {
    String fileName = file.getFileName().toString();
    return fileName.equals(name) || fileName.startsWith(name + ".");
  }

  /**
   * Returns their files.
   *
   * @return none where the system does not tell, such as on macOS
   */
  public static List<Path> loaded() {
    if (!areTold()) {
      return List.of();
    }
    try {
      return Files.readAllLines(MAPS, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.indexOf('/') >= 0)
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .filter(file -> OF_ENGINE.matcher(file.getFileName().toString()).matches())
          .distinct()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
