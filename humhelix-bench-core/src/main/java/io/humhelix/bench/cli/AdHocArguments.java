package io.humhelix.bench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is said on the command line where there is no definition. */
final class AdHocArguments {

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      split = ",",
      description = "Names or paths of models, such as tiny.en.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--audio",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Audio files, patterns such as 'clips/*.wav', and folders, whose WAV files count however"
              + " deep.")
  private List<String> audio = new ArrayList<>();

  @Option(
      names = "--references",
      paramLabel = "FILE",
      description =
          "What is said in the audio, for error rates: lines of file name, tab and text (or a header"
              + " with path and sentence), or a JSON-lines manifest.")
  private Path references;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description =
          "Language of the speech, such as en (default: en for models called NAME.en, else the"
              + " engine detects it).")
  private String language;

  List<String> models() {
    return models;
  }

  List<String> audio() {
    return audio;
  }

  Optional<Path> references() {
    return Optional.ofNullable(references);
  }

  Optional<String> language() {
    return Optional.ofNullable(language);
  }

  /** The options that were given and that a definition answers by itself. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    if (!models.isEmpty()) {
      given.add("--model");
    }
    if (!audio.isEmpty()) {
      given.add("--audio");
    }
    references().ifPresent(any -> given.add("--references"));
    language().ifPresent(any -> given.add("--language"));
    return given;
  }
}
