package io.humhelix.bench.backend.ggml;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The drivers that Vulkan's loader would find on Linux ("Loader Interface to Vulkan Drivers", Linux
 * Driver Discovery). Without any, ggml ends the process instead of returning an error.
 */
public final class VulkanDrivers {

  private static final List<String> NAMED = List.of("VK_DRIVER_FILES", "VK_ICD_FILENAMES");

  private VulkanDrivers() {}

  /**
   * Returns those of this machine.
   *
   * @return their manifests; where they are not files, a stand-in
   */
  public static List<Path> here() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")
        ? in(Path.of("/"), System.getenv())
        : List.of(Path.of("of the operating system"));
  }

  /**
   * Looks for manifests.
   *
   * @param root what {@code /} is
   * @param environment the variables that count
   * @return the files that are there
   */
  static List<Path> in(Path root, Map<String, String> environment) {
    Optional<String> named =
        NAMED.stream().map(environment::get).filter(value -> value != null).findFirst();
    if (named.isPresent()) {
      return listed(named.get()).flatMap(VulkanDrivers::manifests).toList();
    }
    String home = environment.getOrDefault("HOME", "");
    Stream<Path> folders =
        Stream.of(
                listed(environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config")),
                listed(environment.getOrDefault("XDG_CONFIG_DIRS", root.resolve("etc/xdg") + "")),
                Stream.of(root.resolve("usr/local/etc"), root.resolve("etc")),
                listed(environment.getOrDefault("XDG_DATA_HOME", home + "/.local/share")),
                listed(environment.getOrDefault("XDG_DATA_DIRS", "")),
                Stream.of(root.resolve("usr/local/share"), root.resolve("usr/share")))
            .flatMap(all -> all)
            .map(folder -> folder.resolve("vulkan/icd.d"));
    return Stream.concat(listed(environment.getOrDefault("VK_ADD_DRIVER_FILES", "")), folders)
        .flatMap(VulkanDrivers::manifests)
        .distinct()
        .toList();
  }

  private static Stream<Path> listed(String paths) {
    return Stream.of(paths.split(File.pathSeparator)).filter(path -> !path.isBlank()).map(Path::of);
  }

  /** A file itself, or a folder's files. */
  private static Stream<Path> manifests(Path path) {
    if (Files.isRegularFile(path)) {
      return Stream.of(path);
    }
    if (!Files.isDirectory(path)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    } catch (IOException e) {
      // A folder that may not be read is closed to the loader, too.
      return Stream.empty();
    }
  }
}
