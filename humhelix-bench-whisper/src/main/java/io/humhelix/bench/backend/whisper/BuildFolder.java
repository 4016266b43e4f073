package io.humhelix.bench.backend.whisper;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a native build, read before anything of it is loaded: a library that is missing or
 * of another whisper.cpp is refused while the JVM can still load another build.
 */
final class BuildFolder {

  /** What whisper.h declares in other versions alone, and which these are. */
  private static final Map<String, String> OTHER_VERSIONS =
      Map.of(
          "whisper_version", "1.8.0 or later",
          "whisper_get_timings", "1.7.2 or later",
          "whisper_pcm_to_mel_phase_vocoder", "1.6.2 or earlier");

  /** The more telling ones first. */
  private static final List<String> IN_ORDER =
      List.of("whisper_version", "whisper_get_timings", "whisper_pcm_to_mel_phase_vocoder");

  private final Path folder;
  private final LibraryFolders folders;

  private BuildFolder(Path folder, LibraryFolders folders) {
    this.folder = folder;
    this.folders = folders;
  }

  /**
   * Checks a build.
   *
   * @param build one with a folder
   * @param here where this machine has libraries
   * @return the libraries to load before whisper-jni's own, in this order: those that the linker
   *     would not find by itself, such as those of a folder that was installed without a run path;
   *     none where libraries are not ELF, such as on macOS
   * @throws SutException of kind NATIVE_LIBRARY with what is missing or of the wrong version
   */
  static List<FoundLibrary> check(NativeBuild build, LibraryFolders here) throws SutException {
    Path folder = build.folder().orElseThrow();
    Path wrapper = folder.resolve(System.mapLibraryName("whisper-jni"));
    LibraryFolders folders = here.withOption(build.cudaLibraries()).near(wrapper);
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")
        ? new BuildFolder(folder, folders).check(wrapper)
        : List.of();
  }

  private List<FoundLibrary> check(Path wrapper) throws SutException {
    LibraryNeeds needs;
    try {
      needs = LibraryNeeds.of(wrapper, folders);
      refuseOtherVersions(wrapper, needs);
    } catch (IOException e) {
      // Not ELF, or for another processor: the linker's words say more.
      return List.of();
    }
    if (!needs.missing().isEmpty()) {
      throw missing(needs.missing());
    }
    return needs.toPreload();
  }

  private void refuseOtherVersions(Path wrapper, LibraryNeeds needs)
      throws IOException, SutException {
    List<Path> whispers =
        Stream.concat(
                Stream.of(wrapper),
                needs.found().stream()
                    .filter(library -> library.name().startsWith("libwhisper."))
                    .map(FoundLibrary::file))
            .filter(Files::isRegularFile)
            .toList();
    for (Path whisper : whispers) {
      for (String symbol : IN_ORDER) {
        if (ElfLibrary.defines(whisper, symbol)) {
          throw new SutException(
              FailureKind.NATIVE_LIBRARY,
              "whisper-jni: "
                  + whisper
                  + " is whisper.cpp "
                  + OTHER_VERSIONS.get(symbol)
                  + " (it has "
                  + symbol
                  + "); whisper-jni 1.7.1 works with 1.7.1 alone, and would pass a later one its"
                  + " parameters at the wrong places.",
              "Measure this library with backend whisper.cpp (option library); or build whisper.cpp"
                  + " at the tag v1.7.1 for whisper-jni, as its page says.");
        }
      }
    }
  }

  private SutException missing(List<String> names) {
    Optional<MissingLibraries.Explanation> known = MissingLibraries.explain(names, folders);
    return new SutException(
        FailureKind.NATIVE_LIBRARY,
        "whisper-jni: the build in "
            + folder
            + " needs "
            + String.join(", ", names)
            + known.map(explained -> ": " + explained.message()).orElse(", not found here."),
        known
            .map(MissingLibraries.Explanation::remedy)
            .orElse("Copy what is missing into the folder, or install it."));
  }
}
