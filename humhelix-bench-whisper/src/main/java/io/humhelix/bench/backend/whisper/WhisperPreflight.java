package io.humhelix.bench.backend.whisper;

import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds everything that stands in the way of one run config, without loading its model. */
final class WhisperPreflight {

  private static final double SMALLEST_INCREMENT = 0.01;

  private final OpenRequest request;
  private final WhisperOptions options;
  private final List<Issue> issues = new ArrayList<>();

  private WhisperPreflight(OpenRequest request) {
    this.request = request;
    this.options = WhisperOptions.of(request.options());
  }

  static Preflight of(OpenRequest request) {
    return new WhisperPreflight(request).run();
  }

  private Preflight run() {
    checkLibraryAndDevice();
    ModelLocator located =
        ModelLocator.locate(request.spec().model(), searched(), request.models());
    located.issue().ifPresent(issues::add);
    Optional<CheckedModel> checked = located.file().map(CheckedModel::of);
    checked.flatMap(CheckedModel::issue).ifPresent(issues::add);
    Optional<ModelHeader> header = checked.flatMap(CheckedModel::header);
    header.ifPresent(model -> checkComputeType(model, located.file().orElseThrow()));
    issues.addAll(taskIssues(request.task(), header));
    checkOptions();
    header.ifPresent(model -> checkModelsOptions(model, located.file().orElseThrow()));
    return new Preflight(issues, header.isPresent() ? located.file().stream().toList() : List.of());
  }

  private ComputeType searched() {
    ComputeType asked = request.spec().computeType();
    return GgmlType.ofComputeType(asked.canonical()).isPresent() ? asked : ComputeType.DEFAULT;
  }

  private void checkLibraryAndDevice() {
    try {
      NativeLibrary library = NativeLibrary.load(NativeBuild.of(request.options()));
      issues.addAll(GpuChecks.here(library, options).issues(request.spec().device()));
    } catch (SutException e) {
      issues.add(Issue.error("native-library-unavailable", e.getMessage(), e.remedy()));
    }
  }

  private void checkComputeType(ModelHeader header, Path file) {
    ComputeType asked = request.spec().computeType();
    String found = header.type().computeType();
    if (asked.isDefault()) {
      issues.add(
          Issue.info(
              "compute-type-default",
              "whisper-jni: compute_type default is " + found + " of " + file.getFileName() + "."));
    } else if (!asked.canonical().equals(found)) {
      issues.add(
          Issue.error(
              "compute-type-mismatch",
              "whisper-jni: compute_type '"
                  + asked
                  + "' was requested, but the header of "
                  + file
                  + " says "
                  + found
                  + ".",
              "Use compute_type: " + found + " or default, or another file of the model."));
    }
  }

  /**
   * Checks what calls ask for.
   *
   * @param task what they ask for
   * @param header the model, if known
   * @return the problems
   */
  static List<Issue> taskIssues(TranscriptionTask task, Optional<ModelHeader> header) {
    List<Issue> issues = new ArrayList<>();
    task.language()
        .map(code -> code.toLowerCase(Locale.ROOT))
        .flatMap(
            code ->
                header.isPresent()
                    ? Languages.refusal(header.get(), code)
                    : Optional.of("language '" + code + "' is not one of Whisper's")
                        .filter(reason -> !Languages.CODES.contains(code)))
        .ifPresent(
            reason ->
                issues.add(
                    Issue.error(
                        "language-unsupported",
                        "whisper-jni: " + reason + ".",
                        "Use a language of the model, or a multilingual model.")));
    if (task.kind() == TranscriptionTask.Kind.TRANSLATE
        && header.isPresent()
        && !header.get().multilingual()) {
      issues.add(
          Issue.error(
              "translate-unsupported",
              "whisper-jni: translation was requested from an English-only model.",
              "Use a multilingual model, whose name does not end in .en."));
    }
    if (task.wordTimestamps() || task.vadFilter()) {
      issues.add(
          Issue.error(
              "task-unsupported",
              "whisper-jni: its API has no word timestamps and no voice activity detection.",
              "Leave word_timestamps and vad_filter off, or use another backend."));
    }
    return issues;
  }

  private void checkModelsOptions(ModelHeader model, Path file) {
    if (model.withoutTimestamps()
        && request
            .spec()
            .options()
            .flag(WhisperOptions.WITHOUT_TIMESTAMPS)
            .equals(Optional.of(false))) {
      refuseOption(
          WhisperOptions.WITHOUT_TIMESTAMPS,
          "is false, but whisper.cpp 1.7.1 switches time tokens off for models with two layers of"
              + " the decoder (the first Distil-Whisper models)",
          "Leave it out, or use another model.");
    }
    try {
      PromptUse.of(options, file).flatMap(PromptUse::issue).ifPresent(issues::add);
    } catch (IOException | ModelFormatException e) {
      issues.add(
          Issue.error(
              "model-invalid",
              "whisper-jni: model file "
                  + file
                  + " changed while it was read: "
                  + e.getMessage()
                  + ".",
              GgmlInput.DOWNLOAD_AGAIN));
    }
  }

  private void checkOptions() {
    Options asked = request.spec().options();
    issues.addAll(ContextChecks.of(asked, options));
    if (!options.greedy() && options.number(WhisperOptions.TEMPERATURE) > 0) {
      refuseOption(
          WhisperOptions.BEAM_SIZE,
          "is "
              + options.integer(WhisperOptions.BEAM_SIZE)
              + ", but whisper.cpp has beams at temperature 0 alone, and temperature is "
              + options.number(WhisperOptions.TEMPERATURE),
          "Set beam_size to 1, or temperature to 0.");
    }
    if (asked.get(WhisperOptions.CUDA_LIBRARIES).isPresent()
        && NativeBuild.key(request.options()).equals(WhisperJniProvider.ID)) {
      refuseOption(
          WhisperOptions.CUDA_LIBRARIES,
          "would have no effect: the library that comes with whisper-jni has no CUDA",
          "Set library_path to the folder of a build with CUDA, or leave it out.");
    }
    WhisperOptions.IGNORED_BY_ENGINE.forEach(
        (name, reason) -> {
          if (asked.get(name).isPresent()) {
            refuseOption(name, "would have no effect: " + reason, "Leave it out.");
          }
        });
    if (!options.greedy() && options.integer(WhisperOptions.BEST_OF) != 1) {
      refuseOption(
          WhisperOptions.BEST_OF,
          "is "
              + options.integer(WhisperOptions.BEST_OF)
              + ", but whisper-jni passes it on only if beam_size is 1",
          "Leave best_of out (it is 1 with beam search), or set beam_size to 1.");
    }
    double increment = options.number(WhisperOptions.TEMPERATURE_INCREMENT);
    if (increment > 0 && increment < SMALLEST_INCREMENT) {
      refuseOption(
          WhisperOptions.TEMPERATURE_INCREMENT,
          "is " + increment + "; allowed: 0, or " + SMALLEST_INCREMENT + " to 1",
          "Use 0 to switch the fallback off.");
    }
    options
        .initialPrompt()
        .filter(prompt -> prompt.codePoints().anyMatch(c -> c == 0 || c > Character.MAX_VALUE))
        .ifPresent(
            prompt ->
                refuseOption(
                    WhisperOptions.INITIAL_PROMPT,
                    "has a NUL or a character above U+FFFF, which whisper-jni would garble",
                    "Leave out emoji and similar characters."));
    warnOfOptions();
  }

  private void warnOfOptions() {
    if (!options.flag(WhisperOptions.NO_CONTEXT)) {
      issues.add(
          Issue.warning(
              "calls-dependent",
              "whisper-jni: with no_context: false, each call continues the text of the call before.",
              "Leave no_context at true to measure calls that do not depend on their order."));
    }
    int threads = options.integer(WhisperOptions.THREADS);
    int processors = Runtime.getRuntime().availableProcessors();
    if (threads > processors) {
      issues.add(
          Issue.warning(
              "threads-oversubscribed",
              "whisper-jni: threads is "
                  + threads
                  + ", this process has "
                  + processors
                  + " processors.",
              "whisper.cpp's threads spin while they wait: use at most the number of processors."));
    }
  }

  private void refuseOption(String name, String problem, String remedy) {
    issues.add(
        Issue.error(
            "option-unsupported", "whisper-jni: option " + name + " " + problem + ".", remedy));
  }
}
