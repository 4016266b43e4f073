package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.ModelFormatException;
import io.humhelix.bench.backend.ggml.VadModelFile;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the file of the voice activity model.
 *
 * @param file the file, if found
 * @param issue why there is none, if not
 */
record VadModel(Optional<Path> file, Optional<Issue> issue) {

  private static final String REMEDY =
      "Get Silero's model for whisper.cpp (its models/download-vad-model.sh silero-v6.2.0), and put it"
          + " into the models folder or name it by the option vad_model.";

  /**
   * Looks for it.
   *
   * @param options every option in effect
   * @param models the folder of models, if one is set
   */
  static VadModel of(Options options, Optional<Path> models) {
    Optional<String> named = options.text(WhisperCppOptions.VAD_MODEL);
    try {
      Optional<Path> file =
          named.isPresent()
              ? Optional.of(Path.of(named.get())).filter(Files::isRegularFile)
              : newest(models);
      return file.map(VadModel::checked)
          .orElseGet(
              () ->
                  missing(
                      named
                          .map(path -> "there is no file " + path)
                          .orElse(
                              models
                                  .map(folder -> folder + " has no ggml-silero-*.bin")
                                  .orElse("no models folder is set, and no vad_model"))));
    } catch (IOException | InvalidPathException e) {
      return missing("it cannot be read: " + e);
    }
  }

  private static Optional<Path> newest(Optional<Path> models) throws IOException {
    if (models.isEmpty() || !Files.isDirectory(models.get())) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(models.get())) {
      List<Path> silero =
          files
              .filter(file -> file.getFileName().toString().matches("ggml-silero-.*\\.bin"))
              .filter(Files::isRegularFile)
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
      return silero.isEmpty() ? Optional.empty() : Optional.of(silero.get(silero.size() - 1));
    }
  }

  private static VadModel checked(Path file) {
    try {
      VadModelFile.check(file);
      return new VadModel(Optional.of(file), Optional.empty());
    } catch (ModelFormatException e) {
      return invalid(file + " " + e.getMessage(), e.remedy());
    } catch (IOException e) {
      return invalid(file + " cannot be read: " + e, "Check the file's permissions and its disk.");
    }
  }

  private static VadModel invalid(String problem, String remedy) {
    return new VadModel(
        Optional.empty(),
        Optional.of(
            Issue.error(
                "vad-model-invalid",
                WhisperCppProvider.ID
                    + ": model file for voice activity detection "
                    + problem
                    + ".",
                remedy)));
  }

  private static VadModel missing(String problem) {
    return new VadModel(
        Optional.empty(),
        Optional.of(
            Issue.error(
                "vad-model-missing",
                WhisperCppProvider.ID
                    + ": vad_filter needs a model for voice activity detection, and "
                    + problem
                    + ".",
                REMEDY)));
  }
}
