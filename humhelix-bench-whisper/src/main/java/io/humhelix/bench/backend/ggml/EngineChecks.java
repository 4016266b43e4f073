package io.humhelix.bench.backend.ggml;

import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OpenRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands in the way of a run config of whisper.cpp, whichever way it is called: its model, its
 * task, and options that the engine would not follow. Collects issues; not thread-safe.
 */
public final class EngineChecks {

  private static final double SMALLEST_INCREMENT = 0.01;

  private final String backend;
  private final OpenRequest request;
  private final EngineOptions options;
  private final List<Issue> issues = new ArrayList<>();
  private Optional<Path> file = Optional.empty();
  private Optional<ModelHeader> header = Optional.empty();

  /**
   * Creates checks.
   *
   * @param backend the id of who checks, for messages
   * @param request what is to be opened
   * @param options every option in effect
   */
  public EngineChecks(String backend, OpenRequest request, EngineOptions options) {
    this.backend = backend;
    this.request = request;
    this.options = options;
  }

  /** Looks for the model and into it. */
  public void checkModel() {
    ModelLocator located =
        ModelLocator.locate(backend, request.spec().model(), searched(), request.models());
    located.issue().ifPresent(issues::add);
    file = located.file();
    Optional<CheckedModel> checked = file.map(path -> CheckedModel.of(backend, path));
    checked.flatMap(CheckedModel::issue).ifPresent(issues::add);
    header = checked.flatMap(CheckedModel::header);
    header.ifPresent(model -> checkComputeType(model, file.orElseThrow()));
    issues.addAll(taskIssues(backend, request.task(), header));
  }

  private ComputeType searched() {
    ComputeType asked = request.spec().computeType();
    return GgmlType.ofComputeType(asked.canonical()).isPresent() ? asked : ComputeType.DEFAULT;
  }

  private void checkComputeType(ModelHeader model, Path path) {
    ComputeType asked = request.spec().computeType();
    String found = model.type().computeType();
    if (asked.isDefault()) {
      issues.add(
          Issue.info(
              "compute-type-default",
              backend + ": compute_type default is " + found + " of " + path.getFileName() + "."));
    } else if (!asked.canonical().equals(found)) {
      issues.add(
          Issue.error(
              "compute-type-mismatch",
              backend
                  + ": compute_type '"
                  + asked
                  + "' was requested, but the header of "
                  + path
                  + " says "
                  + found
                  + ".",
              "Use compute_type: " + found + " or default, or another file of the model."));
    }
  }

  /**
   * Checks what calls ask for.
   *
   * @param backend the id of who checks, for messages
   * @param task what they ask for
   * @param header the model, if known
   * @return the problems of language and translation
   */
  public static List<Issue> taskIssues(
      String backend, TranscriptionTask task, Optional<ModelHeader> header) {
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
                        backend + ": " + reason + ".",
                        "Use a language of the model, or a multilingual model.")));
    if (task.kind() == TranscriptionTask.Kind.TRANSLATE
        && header.isPresent()
        && !header.get().multilingual()) {
      issues.add(
          Issue.error(
              "translate-unsupported",
              backend + ": translation was requested from an English-only model.",
              "Use a multilingual model, whose name does not end in .en."));
    }
    return issues;
  }

  /** Looks for options that contradict each other, the model or the machine. */
  public void checkOptions() {
    Options asked = request.spec().options();
    issues.addAll(ContextChecks.of(backend, asked, options));
    if (!options.greedy() && options.number(EngineOptions.TEMPERATURE) > 0) {
      refuseOption(
          EngineOptions.BEAM_SIZE,
          "is "
              + options.integer(EngineOptions.BEAM_SIZE)
              + ", but whisper.cpp has beams at temperature 0 alone, and temperature is "
              + options.number(EngineOptions.TEMPERATURE),
          "Set beam_size to 1, or temperature to 0.");
    }
    double increment = options.number(EngineOptions.TEMPERATURE_INCREMENT);
    if (increment > 0 && increment < SMALLEST_INCREMENT) {
      refuseOption(
          EngineOptions.TEMPERATURE_INCREMENT,
          "is " + increment + "; allowed: 0, or " + SMALLEST_INCREMENT + " to 1",
          "Use 0 to switch the fallback off.");
    }
    header.ifPresent(model -> checkAgainst(model, file.orElseThrow()));
    warnOfOptions();
  }

  private void checkAgainst(ModelHeader model, Path path) {
    if (model.withoutTimestamps()
        && request
            .spec()
            .options()
            .flag(EngineOptions.WITHOUT_TIMESTAMPS)
            .equals(Optional.of(false))) {
      refuseOption(
          EngineOptions.WITHOUT_TIMESTAMPS,
          "is false, but whisper.cpp switches time tokens off for models with two layers of the"
              + " decoder (the first Distil-Whisper models)",
          "Leave it out, or use another model.");
    }
    try {
      options.promptUse(path).flatMap(use -> use.issue(backend)).ifPresent(issues::add);
    } catch (IOException | ModelFormatException e) {
      issues.add(
          Issue.error(
              "model-invalid",
              backend
                  + ": model file "
                  + path
                  + " changed while it was read: "
                  + e.getMessage()
                  + ".",
              ModelFormatException.DOWNLOAD_AGAIN));
    }
  }

  private void warnOfOptions() {
    if (!options.flag(EngineOptions.NO_CONTEXT)) {
      issues.add(
          Issue.warning(
              "calls-dependent",
              backend
                  + ": with no_context: false, each call continues the text of the call before.",
              "Leave no_context at true to measure calls that do not depend on their order."));
    }
    int threads = options.integer(EngineOptions.THREADS);
    int processors = Runtime.getRuntime().availableProcessors();
    if (threads > processors) {
      issues.add(
          Issue.warning(
              "threads-oversubscribed",
              backend
                  + ": threads is "
                  + threads
                  + ", this process has "
                  + processors
                  + " processors.",
              "whisper.cpp's threads spin while they wait: use at most the number of processors."));
    }
  }

  /**
   * Adds a problem of an option.
   *
   * @param name the option
   * @param problem what is wrong with it, the end of a sentence that begins with its name
   * @param remedy what to do
   */
  public void refuseOption(String name, String problem, String remedy) {
    issues.add(
        Issue.error(
            "option-unsupported", backend + ": option " + name + " " + problem + ".", remedy));
  }

  /**
   * Adds a problem.
   *
   * @param issue of the backend itself
   */
  public void add(Issue issue) {
    issues.add(issue);
  }

  /**
   * Returns the problems so far.
   *
   * @return in the order in which they were found
   */
  public List<Issue> issues() {
    return List.copyOf(issues);
  }

  /**
   * Returns the file of the model.
   *
   * @return empty if there is none, or before {@link #checkModel}
   */
  public Optional<Path> file() {
    return file;
  }

  /**
   * Returns the sizes of the model.
   *
   * @return empty if it cannot be used, or before {@link #checkModel}
   */
  public Optional<ModelHeader> header() {
    return header;
  }
}
