package io.humhelix.bench.selfcheck;

import io.humhelix.bench.gpu.FoundLibrary;
import io.humhelix.bench.gpu.GpuPart;
import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.model.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which libraries of GPU engines there are, where, and of which version. That one is missing is no
 * failure: what a backend lacks, the backend says. The finding's id is the library's name.
 */
final class GpuLibrariesCheck implements Check {

  /** One library of each part is enough to tell. */
  private static final Pattern NAMES =
      Pattern.compile(
          "lib(cuda|cudart|cublas|curand|cufft|nvrtc|cudnn|nvinfer|amdhip64|migraphx_c|vulkan)"
              + "\\.so\\.\\d+");

  private static final List<GpuPart> OF_NVIDIA =
      List.of(
          GpuPart.CUDA_RUNTIME,
          GpuPart.CUBLAS,
          GpuPart.CURAND,
          GpuPart.CUFFT,
          GpuPart.NVRTC,
          GpuPart.CUDNN,
          GpuPart.TENSORRT);

  private static final List<GpuPart> OF_AMD = List.of(GpuPart.ROCM, GpuPart.MIGRAPHX);

  private final LibraryFolders folders;
  private final Supplier<Set<String>> kinds;

  /**
   * Looks when it is run.
   *
   * @param folders where to look
   * @param kinds of devices that make sense here
   */
  GpuLibrariesCheck(LibraryFolders folders, Supplier<Set<String>> kinds) {
    this.folders = folders;
    this.kinds = kinds;
  }

  /** Adds the folders that options of backends name, and those of their builds and programs. */
  static LibraryFolders withOptions(LibraryFolders folders, Collection<Options> options) {
    LibraryFolders all = folders;
    List<Path> named = new ArrayList<>();
    for (Options one : options) {
      texts(one, "cuda_libraries").map(Path::of).forEach(named::add);
      for (String near : List.of("native_path", "library_path", "python")) {
        all = texts(one, near).map(Path::of).reduce(all, LibraryFolders::near, (a, b) -> b);
      }
    }
    return all.withOption(named);
  }

  private static Stream<String> texts(Options options, String name) {
    Object value = options.get(name).orElse(List.of());
    return (value instanceof Collection<?> several ? several.stream() : Stream.of(value))
        .map(Object::toString);
  }

  @Override
  public String id() {
    return "libraries";
  }

  @Override
  public Finding.Section section() {
    return Finding.Section.LIBRARIES;
  }

  @Override
  public List<Finding> find() {
    Map<String, List<FoundLibrary>> byName = new LinkedHashMap<>();
    Set<Path> files = new LinkedHashSet<>();
    for (FoundLibrary library : folders.findAll(NAMES)) {
      if (files.add(real(library.file()))) {
        byName.computeIfAbsent(library.name(), name -> new ArrayList<>()).add(library);
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (GpuPart part : GpuPart.values()) {
      byName.entrySet().stream()
          .filter(entry -> GpuPart.of(entry.getKey()).filter(part::equals).isPresent())
          .sorted(Map.Entry.comparingByKey())
          .map(entry -> found(part, entry.getValue()))
          .forEach(findings::add);
    }
    String missing =
        wanted().stream()
            .filter(
                part ->
                    byName.keySet().stream()
                        .noneMatch(name -> GpuPart.of(name).filter(part::equals).isPresent()))
            .map(GpuPart::displayed)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      findings.add(
          Finding.notChecked(
              "not-found", section(), missing + ". What a backend needs of these, it says below."));
    }
    return findings;
  }

  private List<GpuPart> wanted() {
    List<GpuPart> wanted = new ArrayList<>();
    if (kinds.get().contains("cuda")) {
      wanted.addAll(OF_NVIDIA);
    }
    if (kinds.get().contains("rocm")) {
      wanted.addAll(OF_AMD);
    }
    if (kinds.get().contains("vulkan")) {
      wanted.add(GpuPart.VULKAN_LOADER);
    }
    return wanted;
  }

  private Finding found(GpuPart part, List<FoundLibrary> places) {
    FoundLibrary first = places.get(0);
    String others =
        places.stream().skip(1).map(GpuLibrariesCheck::place).collect(Collectors.joining(", "));
    return Finding.ok(
        first.name(),
        section(),
        part.displayed()
            + LibraryVersion.of(first).map(version -> " " + version).orElse("")
            + ", "
            + place(first)
            + (others.isEmpty() ? "" : "; also " + others)
            + ".");
  }

  private static String place(FoundLibrary library) {
    return library.file().getParent() + " (" + library.place().displayed() + ")";
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath();
    }
  }
}
