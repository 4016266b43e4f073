package io.humhelix.bench.backend.ggml;

import io.humhelix.bench.model.ComputeType;
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
 * Finds the file of a model: by the name that whisper.cpp gives it, {@code ggml-<model>.bin} or
 * {@code ggml-<model>-<type>.bin}, or by a path.
 *
 * @param file the file, if found
 * @param issue why there is none, if not
 */
public record ModelLocator(Optional<Path> file, Optional<Issue> issue) {

  private static final String MISSING = "model-missing";

  /** Short names of faster-whisper, so that a definition means the same model everywhere. */
  private static final Map<String, String> ALIASES =
      Map.of("large", "large-v3", "turbo", "large-v3-turbo");

  /**
   * Looks for a model.
   *
   * @param backend the id of who looks, for messages
   * @param model its name or the path of its file
   * @param computeType which of its files, if it is named
   * @param models the folder of models, if one is set
   * @return the file, or why there is none
   */
  public static ModelLocator locate(
      String backend, String model, ComputeType computeType, Optional<Path> models) {
    ModelLocator located = locate(model, computeType, models);
    return new ModelLocator(located.file, located.issue.map(issue -> named(backend, issue)));
  }

  private static Issue named(String backend, Issue issue) {
    return Issue.error(issue.code(), backend + ": " + issue.message(), issue.remedy());
  }

  private static ModelLocator locate(String model, ComputeType computeType, Optional<Path> models) {
    try {
      return isPath(model)
          ? byPath(Path.of(model), models)
          : byName(model, types(computeType), models);
    } catch (InvalidPathException e) {
      return missing("model '" + model + "' cannot be a file name", "Name a model or its file.");
    }
  }

  private static boolean isPath(String model) {
    return model.endsWith(".bin") || model.contains("/") || model.contains("\\");
  }

  private static List<GgmlType> types(ComputeType computeType) {
    return computeType.isDefault()
        ? GgmlType.BY_PREFERENCE
        : GgmlType.ofComputeType(computeType.canonical()).stream().toList();
  }

  private static ModelLocator byPath(Path path, Optional<Path> models) {
    List<Path> tried = new ArrayList<>();
    models.ifPresent(folder -> tried.add(folder.resolve(path)));
    if (!path.isAbsolute()) {
      tried.add(path.toAbsolutePath());
    }
    if (tried.isEmpty()) {
      tried.add(path);
    }
    return tried.stream()
        .filter(Files::exists)
        .findFirst()
        .map(ModelLocator::found)
        .orElseGet(() -> missing("there is no model file " + listed(tried), "Correct the path."));
  }

  private static ModelLocator byName(String model, List<GgmlType> types, Optional<Path> models) {
    String name = ALIASES.getOrDefault(model, model);
    if (models.isEmpty()) {
      return missing(
          "model '" + model + "' is a name, but no models folder is set",
          "Name the models folder (--models DIR, or models: in the definition), or give the path of the"
              + " file as the model.");
    }
    List<Path> tried =
        types.stream().map(type -> models.get().resolve(fileName(name, type))).toList();
    Optional<Path> file = tried.stream().filter(Files::exists).findFirst();
    if (file.isEmpty()) {
      return missing(
          "model '"
              + model
              + "' is not in folder "
              + models.get().toAbsolutePath()
              + "; tried: "
              + tried.stream()
                  .map(path -> path.getFileName().toString())
                  .collect(Collectors.joining(", ")),
          otherTypes(name, models.get())
              + " one of these there (whisper.cpp's download-ggml-model.sh fetches them), or set"
              + " model to the path of a file.");
    }
    return inside(models.get(), file.get())
        ? found(file.get())
        : missing(
            "model file " + file.get() + " is a link that leads out of the models folder",
            "If that is intended, set model to the path of the file.");
  }

  /** A folder often has the model in another compute type than an older definition asks for. */
  private static String otherTypes(String name, Path folder) {
    String there =
        GgmlType.BY_PREFERENCE.stream()
            .filter(type -> Files.exists(folder.resolve(fileName(name, type))))
            .map(GgmlType::computeType)
            .collect(Collectors.joining(" or "));
    return there.isEmpty()
        ? "Put"
        : "It is there with compute type " + there + ": ask for that, or put";
  }

  private static String fileName(String name, GgmlType type) {
    return "ggml-" + name + type.fileSuffix() + ".bin";
  }

  private static boolean inside(Path folder, Path file) {
    try {
      return file.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private static String listed(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(" or "));
  }

  private static ModelLocator found(Path file) {
    return new ModelLocator(Optional.of(file), Optional.empty());
  }

  private static ModelLocator missing(String message, String remedy) {
    return new ModelLocator(
        Optional.empty(), Optional.of(Issue.error(MISSING, message + ".", remedy)));
  }
}
