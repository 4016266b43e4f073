package io.humhelix.bench.backend.whisper;

import io.humhelix.bench.backend.ggml.EngineChecks;
import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.ModelHeader;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds everything that stands in the way of one run config, without loading its model. */
final class WhisperPreflight {

  private final OpenRequest request;
  private final EngineOptions options;
  private final EngineChecks checks;

  private WhisperPreflight(OpenRequest request) {
    this.request = request;
    this.options = WhisperOptions.of(request.options());
    this.checks = new EngineChecks(WhisperJniProvider.ID, request, options);
  }

  static Preflight of(OpenRequest request) {
    return new WhisperPreflight(request).run();
  }

  private Preflight run() {
    checkLibraryAndDevice();
    checks.checkModel();
    ownTaskIssues(request.task()).forEach(checks::add);
    checks.checkOptions();
    checkOwnOptions();
    return new Preflight(
        checks.issues(), checks.header().isPresent() ? checks.file().stream().toList() : List.of());
  }

  private void checkLibraryAndDevice() {
    try {
      NativeLibrary library = NativeLibrary.load(NativeBuild.of(request.options()));
      GpuChecks.here(library, options).issues(request.spec().device()).forEach(checks::add);
    } catch (SutException e) {
      checks.add(Issue.error("native-library-unavailable", e.getMessage(), e.remedy()));
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
    List<Issue> issues =
        new ArrayList<>(EngineChecks.taskIssues(WhisperJniProvider.ID, task, header));
    issues.addAll(ownTaskIssues(task));
    return issues;
  }

  private static List<Issue> ownTaskIssues(TranscriptionTask task) {
    return task.wordTimestamps() || task.vadFilter()
        ? List.of(
            Issue.error(
                "task-unsupported",
                "whisper-jni: its API has no word timestamps and no voice activity detection.",
                "Use backend whisper.cpp with a library of your own, or leave word_timestamps and"
                    + " vad_filter off."))
        : List.of();
  }

  private void checkOwnOptions() {
    Options asked = request.spec().options();
    if (asked.get(EngineOptions.CUDA_LIBRARIES).isPresent()
        && NativeBuild.key(request.options()).equals(WhisperJniProvider.ID)) {
      checks.refuseOption(
          EngineOptions.CUDA_LIBRARIES,
          "would have no effect: the library that comes with whisper-jni has no CUDA",
          "Set library_path to the folder of a build with CUDA, or leave it out.");
    }
    WhisperOptions.IGNORED_BY_ENGINE.forEach(
        (name, reason) -> {
          if (asked.get(name).isPresent()) {
            checks.refuseOption(name, "would have no effect: " + reason, "Leave it out.");
          }
        });
    if (!options.greedy() && options.integer(EngineOptions.BEST_OF) != 1) {
      checks.refuseOption(
          EngineOptions.BEST_OF,
          "is "
              + options.integer(EngineOptions.BEST_OF)
              + ", but whisper-jni passes it on only if beam_size is 1",
          "Leave best_of out (it is 1 with beam search), or set beam_size to 1.");
    }
    options
        .initialPrompt()
        .filter(prompt -> prompt.codePoints().anyMatch(c -> c == 0 || c > Character.MAX_VALUE))
        .ifPresent(
            prompt ->
                checks.refuseOption(
                    EngineOptions.INITIAL_PROMPT,
                    "has a NUL or a character above U+FFFF, which whisper-jni would garble",
                    "Leave out emoji and similar characters."));
  }
}
