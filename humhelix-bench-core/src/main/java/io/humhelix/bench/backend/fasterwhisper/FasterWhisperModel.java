package io.humhelix.bench.backend.fasterwhisper;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OpenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds a model without asking a hub: a folder with CTranslate2's {@code model.bin}, by path or in
 * the models folder, or a repository in a Hugging Face cache. The worker never downloads: a
 * download would be measured as a load.
 *
 * @param folder the folder, if found
 * @param issue why there is none, if not
 */
record FasterWhisperModel(Optional<Path> folder, Optional<Issue> issue) {

  private static final String WEIGHTS = "model.bin";

  /**
   * Locates.
   *
   * @param repositories the repositories of the short names that the installed version knows
   * @param environment in which the caches of Hugging Face may be named
   */
  static FasterWhisperModel locate(
      OpenRequest request,
      Optional<Path> downloadRoot,
      Map<String, String> repositories,
      Map<String, String> environment) {
    String model = request.spec().model();
    List<Path> tried = new ArrayList<>();
    try {
      Path path = Path.of(model);
      request.models().ifPresent(folder -> tried.add(folder.resolve(path)));
      request.models().ifPresent(folder -> tried.add(folder.resolve("faster-whisper-" + model)));
      if (path.isAbsolute() || model.contains("/")) {
        tried.add(path);
      }
    } catch (InvalidPathException e) {
      return missing(request, tried);
    }
    Optional<Path> plain = tried.stream().filter(FasterWhisperModel::hasWeights).findFirst();
    if (plain.isPresent()) {
      return found(plain.get());
    }
    Optional<String> repository =
        Optional.ofNullable(repositories.get(model))
            .or(() -> Optional.of(model).filter(name -> name.matches("[\\w.-]+/[\\w.-]+")));
    if (repository.isPresent()) {
      for (Path cache : caches(request, downloadRoot, environment)) {
        Path entry = cache.resolve("models--" + repository.get().replace("/", "--"));
        tried.add(entry);
        Optional<Path> snapshot = snapshot(entry);
        if (snapshot.isPresent()) {
          return found(snapshot.get());
        }
      }
    }
    return missing(request, tried);
  }

  private static List<Path> caches(
      OpenRequest request, Optional<Path> downloadRoot, Map<String, String> environment) {
    List<Path> caches = new ArrayList<>();
    downloadRoot.ifPresent(caches::add);
    request.models().ifPresent(caches::add);
    String hub = environment.getOrDefault("HF_HUB_CACHE", environment.get("HUGGINGFACE_HUB_CACHE"));
    if (hub != null) {
      caches.add(Path.of(hub));
    } else if (environment.get("HF_HOME") != null) {
      caches.add(Path.of(environment.get("HF_HOME"), "hub"));
    } else {
      String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
      Path cache =
          Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
              .map(Path::of)
              .orElse(Path.of(home, ".cache"));
      caches.add(cache.resolve("huggingface").resolve("hub"));
    }
    return caches;
  }

  /** The snapshot that the cache's main branch names, else any that has the weights. */
  private static Optional<Path> snapshot(Path entry) {
    Path snapshots = entry.resolve("snapshots");
    try {
      Path main = entry.resolve("refs").resolve("main");
      if (Files.isRegularFile(main)) {
        Path named = snapshots.resolve(Files.readString(main).strip());
        if (hasWeights(named)) {
          return Optional.of(named);
        }
      }
      if (!Files.isDirectory(snapshots)) {
        return Optional.empty();
      }
      try (Stream<Path> all = Files.list(snapshots)) {
        return all.filter(FasterWhisperModel::hasWeights).sorted().findFirst();
      }
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean hasWeights(Path folder) {
    return Files.isRegularFile(folder.resolve(WEIGHTS));
  }

  private static FasterWhisperModel found(Path folder) {
    return new FasterWhisperModel(Optional.of(folder.toAbsolutePath()), Optional.empty());
  }

  /** One remedy for all models: where several are missing, it is told once. */
  private static FasterWhisperModel missing(OpenRequest request, List<Path> tried) {
    String places =
        tried.isEmpty()
            ? "no models folder is set"
            : "tried: "
                + tried.stream().distinct().map(Path::toString).collect(Collectors.joining(", "));
    return new FasterWhisperModel(
        Optional.empty(),
        Optional.of(
            Issue.error(
                "model-missing",
                "faster-whisper: there is no model '"
                    + request.spec().model()
                    + "' ("
                    + WEIGHTS
                    + "); "
                    + places
                    + ".",
                "Download it: "
                    + new FasterWhisperOptions(request.options()).python()
                    + " -c \"from faster_whisper import download_model;"
                    + " download_model('MODEL', cache_dir='"
                    + request.models().map(Path::toString).orElse("FOLDER")
                    + "')\""
                    + (request.models().isPresent() ? "" : ", and name that folder (--models)")
                    + "; or set model to the path of its folder.")));
  }

  /** The files that make up the model. */
  List<Path> files() {
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder.get())) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      return List.of(folder.get().resolve(WEIGHTS));
    }
  }
}
