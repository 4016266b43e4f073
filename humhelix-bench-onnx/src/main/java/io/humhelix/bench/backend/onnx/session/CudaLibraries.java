package io.humhelix.bench.backend.onnx.session;

import com.sun.jna.NativeLibrary;
import io.humhelix.bench.gpu.FoundLibrary;
import io.humhelix.bench.gpu.GpuPart;
import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.gpu.LibraryNeeds;
import io.humhelix.bench.gpu.MissingLibraries;
import io.humhelix.bench.gpu.Preload;
import io.humhelix.bench.result.Issue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What CUDA's and TensorRT's providers need of NVIDIA's libraries: read from the provider's
 * library, found where people have them, and loaded before it, since the linker knows few of these
 * places. A process loads each library once, so what was loaded is kept for all. Thread-safe.
 */
public final class CudaLibraries {

  /**
   * Opened at the first convolution by ONNX Runtime from 1.28 on, and so not among what the
   * provider needs: without it the first window of audio fails.
   */
  static final String CUDNN = "libcudnn.so.9";

  /** The provider's option to do without cuDNN. */
  private static final String ENABLE_CUDNN = "enable_cudnn";

  private static final Pattern RUNTIME = Pattern.compile("libcudart\\.so\\.(\\d+)");

  private static final Map<String, FoundLibrary> IN_USE = new TreeMap<>();

  private CudaLibraries() {}

  /**
   * Finds what a provider's libraries need, and loads it.
   *
   * @param settings the provider with its options
   * @param libraries the provider's libraries
   * @param folders where to look
   * @param device the device as the definition names it
   * @return what is missing or does not load, or empty
   */
  static Optional<Issue> prepare(
      SessionSettings settings, List<Path> libraries, LibraryFolders folders, String device) {
    List<LibraryNeeds> needs =
        libraries.stream().map(library -> LibraryNeeds.of(library, folders)).toList();
    List<String> missing =
        needs.stream().flatMap(one -> one.missing().stream()).distinct().toList();
    if (!missing.isEmpty()) {
      return Optional.of(missing(settings.provider(), missing, folders, device, ""));
    }
    boolean wantsCudnn = wantsCudnn(settings);
    Optional<FoundLibrary> cudnn = folders.find(CUDNN).filter(found -> wantsCudnn);
    if (cudnn.isEmpty() && wantsCudnn) {
      return Optional.of(
          missing(
              settings.provider(),
              List.of(CUDNN),
              folders,
              device,
              "; without it CUDA loads, but the encoder's convolutions fail"));
    }
    Set<FoundLibrary> inUse = new LinkedHashSet<>();
    Set<FoundLibrary> toPreload = new LinkedHashSet<>();
    for (LibraryNeeds one : needs) {
      inUse.addAll(ofNvidia(one.found()));
      toPreload.addAll(one.toPreload());
    }
    Stream.concat(cudnn.stream(), compilers(inUse).flatMap(name -> folders.find(name).stream()))
        .toList()
        .forEach(found -> addLazy(found, folders, inUse, toPreload));
    try {
      Preload.load(List.copyOf(toPreload));
    } catch (UnsatisfiedLinkError e) {
      return Optional.of(
          ProviderCheck.refused(
              settings.provider(),
              device,
              ProviderCheck.firstLine(e.getMessage()),
              "Install the library anew, or set cuda_libraries to a folder with all of one version."));
    }
    synchronized (IN_USE) {
      inUse.forEach(found -> IN_USE.putIfAbsent(found.name(), found));
    }
    return Optional.empty();
  }

  /** What is opened later than the provider, with what it needs in turn. */
  private static void addLazy(
      FoundLibrary found,
      LibraryFolders folders,
      Set<FoundLibrary> inUse,
      Set<FoundLibrary> toPreload) {
    LibraryNeeds needs = LibraryNeeds.of(found.file(), folders);
    if (needs.missing().isEmpty()) {
      inUse.addAll(ofNvidia(needs.found()));
      inUse.add(found);
      toPreload.addAll(needs.toPreload());
      if (found.place() != FoundLibrary.Place.LINKER) {
        toPreload.add(found);
      }
    }
  }

  private static List<FoundLibrary> ofNvidia(List<FoundLibrary> found) {
    return found.stream()
        .filter(
            library ->
                GpuPart.of(library.name())
                    .filter(part -> part != GpuPart.NVIDIA_DRIVER)
                    .isPresent())
        .toList();
  }

  /** CUDA's compiler for kernels that are made at run time, of the runtime's version. */
  private static Stream<String> compilers(Set<FoundLibrary> needed) {
    return needed.stream()
        .map(library -> RUNTIME.matcher(library.name()))
        .filter(Matcher::matches)
        .map(matcher -> "libnvrtc.so." + matcher.group(1))
        .toList()
        .stream();
  }

  private static boolean wantsCudnn(SessionSettings settings) {
    return !List.of("0", "false")
        .contains(
            settings.providerOptions().getOrDefault(ENABLE_CUDNN, "1").toLowerCase(Locale.ROOT));
  }

  /** What is missing, and what to do; for another CUDA, which build of ONNX Runtime is for it. */
  static Issue missing(
      ExecutionProvider provider,
      List<String> names,
      LibraryFolders folders,
      String device,
      String consequence) {
    MissingLibraries.Explanation explanation =
        MissingLibraries.explain(names, folders).orElseThrow();
    return ProviderCheck.refused(
        provider,
        device,
        explanation.message() + consequence,
        explanation.remedy() + otherBuild(names, folders));
  }

  private static String otherBuild(List<String> names, LibraryFolders folders) {
    if (wants(names, "12") && has(folders, "13")) {
      return " For ONNX Runtime that is: pip install onnxruntime-gpu"
          + NativeFolder.versionOfJar().map(version -> "==" + version).orElse("")
          + ", and native_path set to its folder onnxruntime/capi.";
    }
    if (wants(names, "13") && has(folders, "12")) {
      return " For ONNX Runtime that is the jar onnxruntime_gpu: leave native_path out.";
    }
    return "";
  }

  private static boolean wants(List<String> names, String major) {
    return names.stream()
        .anyMatch(name -> name.matches("lib(cudart|cublas|cublasLt)\\.so\\." + major));
  }

  private static boolean has(LibraryFolders folders, String major) {
    return !folders
        .findAll(Pattern.compile("lib(cudart|cublas|cublasLt)\\.so\\." + major))
        .isEmpty();
  }

  /**
   * Tells what of NVIDIA's libraries this process works with.
   *
   * @return facts for results: {@code cudnn}, its version or {@code not loaded}, and {@code
   *     cuda_libraries}, in which kinds of places they were found; empty if none were looked for
   */
  public static Map<String, Object> inUse() {
    synchronized (IN_USE) {
      return IN_USE.isEmpty() ? Map.of() : facts(List.copyOf(IN_USE.values()));
    }
  }

  static Map<String, Object> facts(List<FoundLibrary> libraries) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(
        "cudnn",
        libraries.stream()
            .filter(library -> library.name().equals(CUDNN))
            .map(CudaLibraries::cudnnVersion)
            .findFirst()
            .orElse("not loaded"));
    facts.put(
        "cuda_libraries",
        libraries.stream()
            .collect(
                Collectors.groupingBy(
                    library -> library.place().displayed(),
                    TreeMap::new,
                    Collectors.mapping(FoundLibrary::name, Collectors.joining(" "))))
            .entrySet()
            .stream()
            .map(place -> place.getKey() + ": " + place.getValue())
            .collect(Collectors.joining("; ")));
    return facts;
  }

  /** cuDNN's own word, such as 91002 for 9.10.2. */
  private static String cudnnVersion(FoundLibrary library) {
    try {
      long version =
          NativeLibrary.getInstance(library.file().toString())
              .getFunction("cudnnGetVersion")
              .invokeLong(new Object[0]);
      return version / 10_000 + "." + version / 100 % 100 + "." + version % 100;
    } catch (UnsatisfiedLinkError e) {
      return library.name();
    }
  }
}
