package io.humhelix.bench.backend.fasterwhisper;

import io.humhelix.bench.gpu.DeviceErrors;
import io.humhelix.bench.gpu.DeviceErrors.DeviceError;
import io.humhelix.bench.gpu.FoundLibrary;
import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.gpu.LibraryNeeds;
import io.humhelix.bench.gpu.MissingLibraries;
import io.humhelix.bench.gpu.MissingLibraries.Explanation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The libraries that CTranslate2 opens for CUDA, looked for where people have them: the worker
 * loads by their paths those that the dynamic linker would not find. Python's own search knows
 * nothing of pip's packages.
 *
 * @param preload libraries to load, dependencies first
 * @param missing names of those that are nowhere
 */
record CudaLibraries(List<FoundLibrary> preload, List<String> missing) {

  private static final String DRIVER = "libcuda.so.1";

  /** Looks for what an interpreter's CTranslate2 opens. */
  static CudaLibraries of(Interpreter interpreter, LibraryFolders folders) {
    Set<FoundLibrary> preload = new LinkedHashSet<>();
    List<String> missing = new ArrayList<>();
    for (String name : interpreter.cudaLibraries()) {
      Optional<FoundLibrary> found = folders.find(name);
      if (found.isEmpty()) {
        missing.add(name);
        continue;
      }
      LibraryNeeds needs = LibraryNeeds.of(found.get().file(), folders);
      preload.addAll(needs.toPreload());
      missing.addAll(needs.missing());
      if (found.get().place() != FoundLibrary.Place.LINKER) {
        preload.add(found.get());
      }
    }
    return new CudaLibraries(List.copyOf(preload), missing);
  }

  /** The folders of this machine, those of the option first. */
  static LibraryFolders folders(FasterWhisperOptions options, Interpreter interpreter) {
    return LibraryFolders.here()
        .withOption(options.cudaLibraries())
        .near(Path.of(interpreter.executable()));
  }

  /** As the worker takes them. */
  List<Map<String, Object>> asRequest() {
    return preload.stream()
        .map(
            one ->
                Map.<String, Object>of(
                    "file", one.file().toString(), "place", one.place().displayed()))
        .toList();
  }

  /** Says why there is no CUDA device, and the first thing to do. */
  static Explanation noDevice(Interpreter interpreter, LibraryFolders folders) {
    String said = interpreter.cudaError();
    Optional<DeviceError> error = DeviceErrors.find(said);
    // Without a driver CUDA says that it is too old.
    boolean noDriver = folders.find(DRIVER).isEmpty();
    if (noDriver && !said.contains("not compiled with CUDA")) {
      Explanation missing = MissingLibraries.explain(List.of(DRIVER), folders).orElseThrow();
      return new Explanation(
          missing.message(), missing.remedy() + " Without a card, use device: cpu.");
    }
    return error
        .map(e -> new Explanation(e.reason() + " (" + said + ")", e.remedy()))
        .orElseGet(
            () ->
                new Explanation(
                    said.isBlank() ? "CTranslate2 sees no CUDA device" : said,
                    "nvidia-smi must list the card; check CUDA_VISIBLE_DEVICES; or use device:"
                        + " cpu."));
  }
}
