package io.humhelix.bench.backend.onnx.model;

import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the folder of a model: by a name in the models folder, {@code <model>}, {@code
 * whisper-<model>} or {@code onnx-community/whisper-<model>}; by {@code organisation/name}, also in
 * the layout of Hugging Face's cache; or by a path.
 *
 * @param folder where {@code config.json} lies, if found
 * @param issue why there is none, if not
 */
public record ModelLocation(Optional<Path> folder, Optional<Issue> issue) {

  private static final String CONFIG = "config.json";

  /** Short names of faster-whisper, so that a definition means the same model everywhere. */
  private static final Map<String, String> ALIASES =
      Map.of("large", "large-v3", "turbo", "large-v3-turbo");

  /**
   * Looks for a model.
   *
   * @param model a name, {@code organisation/name} or a path
   * @param models the models folder; empty if none was given
   * @return the folder or the reason
   */
  public static ModelLocation locate(String model, Optional<Path> models) {
    try {
      return find(model, models);
    } catch (InvalidPathException e) {
      return missing(
          "model '" + model + "' cannot be a folder name", "Name a model or its folder.");
    }
  }

  private static ModelLocation find(String model, Optional<Path> models) {
    Path path = Path.of(model);
    boolean separated = model.contains("/") || model.contains("\\");
    if (path.isAbsolute() || model.startsWith(".")) {
      return atPath(path.isAbsolute() ? path : models.orElse(Path.of("")).resolve(path));
    }
    if (models.isEmpty() && !separated) {
      return missing(
          "model '" + model + "' is a name, but no models folder is set",
          "Name the models folder (--models DIR, or models: in the definition), or give the path of the"
              + " model's folder as the model.");
    }
    List<Path> tried = new ArrayList<>();
    models.ifPresent(folder -> tried.addAll(candidates(model, folder)));
    Optional<Path> named = tried.stream().filter(Files::isDirectory).findFirst();
    if (named.isPresent()) {
      return inside(models.orElseThrow(), named.get())
          ? found(named.get())
          : missing(
              "model folder " + named.get() + " is a link that leads out of the models folder",
              "If that is intended, set model to the absolute path of the folder.");
    }
    if (separated) {
      tried.add(path.toAbsolutePath());
      if (Files.isDirectory(path)) {
        return found(path.toAbsolutePath());
      }
    }
    return missing(
        "there is no folder of model '"
            + model
            + "'; tried: "
            + tried.stream().map(Path::toString).collect(Collectors.joining(", ")),
        "Put the model there with config.json, tokenizer.json and its ONNX files, as Optimum exports"
            + " it and onnx-community publishes it, or set model to the path of such a folder.");
  }

  private static List<Path> candidates(String model, Path models) {
    String name = ALIASES.getOrDefault(model, model);
    List<Path> candidates = new ArrayList<>(List.of(models.resolve(name)));
    if (name.contains("/")) {
      cached(models, name).ifPresent(candidates::add);
    } else {
      candidates.add(models.resolve("whisper-" + name));
      for (String repository :
          List.of("onnx-community/" + name, "onnx-community/whisper-" + name)) {
        candidates.add(models.resolve(repository));
        cached(models, repository).ifPresent(candidates::add);
      }
    }
    return candidates;
  }

  /** The snapshot of a repository that Hugging Face's cache takes for its main branch. */
  private static Optional<Path> cached(Path models, String repository) {
    Path root = models.resolve("models--" + repository.replace("/", "--"));
    Path snapshots = root.resolve("snapshots");
    try {
      String commit = Files.readString(root.resolve("refs").resolve("main")).strip();
      return Optional.of(snapshots.resolve(commit)).filter(Files::isDirectory);
    } catch (IOException | InvalidPathException e) {
      return Optional.of(snapshots).filter(Files::isDirectory).flatMap(ModelLocation::onlyFolder);
    }
  }

  private static Optional<Path> onlyFolder(Path parent) {
    try (var entries = Files.list(parent)) {
      List<Path> folders = entries.filter(Files::isDirectory).toList();
      return folders.size() == 1 ? Optional.of(folders.get(0)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ModelLocation atPath(Path path) {
    if (Files.isDirectory(path)) {
      return found(path);
    }
    boolean file = Files.exists(path);
    return missing(
        file ? path + " is a file, not a model's folder" : "there is no model folder " + path,
        file ? "Name the folder with config.json." : "Correct the path.");
  }

  private static boolean inside(Path folder, Path found) {
    try {
      return found.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  /** A folder {@code onnx} given by its path stands for the folder around it. */
  private static ModelLocation found(Path folder) {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    boolean graphsAlone =
        !Files.exists(folder.resolve(CONFIG))
            && folder.endsWith(ModelReader.GRAPH_FOLDER)
            && parent != null
            && Files.exists(parent.resolve(CONFIG));
    return new ModelLocation(Optional.of(graphsAlone ? parent : folder), Optional.empty());
  }

  private static ModelLocation missing(String message, String remedy) {
    return new ModelLocation(
        Optional.empty(),
        Optional.of(Issue.error("model-missing", "onnxruntime: " + message + ".", remedy)));
  }
}
