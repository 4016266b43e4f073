package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.ComputeDevice;
import io.humhelix.bench.backend.ggml.DeviceCheck;
import io.humhelix.bench.backend.ggml.EngineChecks;
import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.whispercpp.library.LibraryChoice;
import io.humhelix.bench.backend.whispercpp.library.WhisperLibrary;
import io.humhelix.bench.backend.whispercpp.library.WhisperVersion;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds everything that stands in the way of one run config, without loading its model. */
final class WhisperCppPreflight {

  private final OpenRequest request;
  private final EngineOptions options;
  private final EngineChecks checks;
  private Optional<WhisperLibrary> library = Optional.empty();

  private WhisperCppPreflight(OpenRequest request) {
    this.request = request;
    this.options = WhisperCppOptions.of(request.options());
    this.checks = new EngineChecks(WhisperCppProvider.ID, request, options);
  }

  static Preflight of(OpenRequest request) {
    return new WhisperCppPreflight(request).run();
  }

  private Preflight run() {
    checkLibraryAndDevice();
    checks.checkModel();
    checks.checkOptions();
    checkPrompt();
    checkRegex();
    checkLength();
    new WordChecks(request, options, checks).run();
    Optional<Path> vad = checkVad();
    List<Path> files = new ArrayList<>();
    if (checks.header().isPresent()) {
      checks.file().ifPresent(files::add);
    }
    vad.ifPresent(files::add);
    return new Preflight(checks.issues(), files);
  }

  private void checkLibraryAndDevice() {
    Device device = request.spec().device();
    try {
      library = Optional.of(WhisperLibrary.load(LibraryFile.of(request.options())));
    } catch (SutException e) {
      checks.add(Issue.error("native-library-unavailable", e.getMessage(), e.remedy()));
      return;
    }
    WhisperLibrary loaded = library.get();
    if (!loaded.version().tried()) {
      checks.add(
          Issue.warning(
              "engine-untested",
              WhisperCppProvider.ID
                  + ": "
                  + LibraryChoice.ALLOW_UNTESTED
                  + " is true, and this backend was not tried with whisper.cpp "
                  + loaded.version()
                  + ".",
              "Compare its texts with whisper-cli's of the same version before you trust figures."));
    }
    if (device.isCpu()) {
      return;
    }
    try {
      ComputeDevice found =
          DeviceStep.take(loaded, device, options.allowsSoftwareDevice()).device();
      if (found.software()) {
        checks.add(
            Issue.warning(
                "software-device",
                WhisperCppProvider.ID + ": " + DeviceCheck.softwareDevice(found) + ".",
                "Take these figures for a trial of the interface, not for a GPU's."));
      }
    } catch (SutException e) {
      checks.add(Issue.error("device-unavailable", e.getMessage(), e.remedy()));
    }
  }

  private void checkPrompt() {
    boolean carried =
        options.effective().flag(WhisperCppOptions.CARRY_INITIAL_PROMPT).orElse(false);
    if (carried && options.initialPrompt().isEmpty()) {
      checks.refuseOption(
          WhisperCppOptions.CARRY_INITIAL_PROMPT,
          "would have no effect: there is no initial_prompt",
          "Leave it out, or set initial_prompt.");
    }
    library
        .filter(loaded -> carried && !loaded.version().from(WhisperVersion.CARRIES_PROMPT))
        .ifPresent(
            loaded ->
                checks.refuseOption(
                    WhisperCppOptions.CARRY_INITIAL_PROMPT,
                    "needs whisper.cpp "
                        + WhisperVersion.CARRIES_PROMPT
                        + "; the library is "
                        + loaded.version(),
                    "Leave it out, or name a later library."));
    if (options.initialPrompt().filter(prompt -> prompt.indexOf('\0') >= 0).isPresent()) {
      checks.refuseOption(
          EngineOptions.INITIAL_PROMPT, "has a NUL, which ends a text of C", "Leave it out.");
    }
  }

  /** The library ends the process on an expression that C++ cannot read. */
  private void checkRegex() {
    request
        .spec()
        .options()
        .text("suppress_regex")
        .flatMap(CppRegex::problem)
        .ifPresent(
            problem ->
                checks.refuseOption(
                    "suppress_regex",
                    "is no regular expression of C++ (ECMAScript's): " + problem,
                    "Correct it: groups, classes, alternatives and quantifiers are allowed."));
  }

  private void checkLength() {
    boolean cut = options.integer(WhisperCppOptions.MAX_LENGTH) > 0;
    if (!cut && options.flag(WhisperCppOptions.SPLIT_ON_WORD)) {
      checks.refuseOption(
          WhisperCppOptions.SPLIT_ON_WORD,
          "would have no effect: max_length is 0",
          "Leave it out, or set max_length.");
    }
    if (cut && options.flag(EngineOptions.WITHOUT_TIMESTAMPS)) {
      checks.refuseOption(
          WhisperCppOptions.MAX_LENGTH,
          "is "
              + options.integer(WhisperCppOptions.MAX_LENGTH)
              + ", but whisper.cpp cuts segments by times that without_timestamps switches off",
          "Leave one of the two out.");
    }
  }

  private Optional<Path> checkVad() {
    Options asked = request.spec().options();
    if (!request.task().vadFilter()) {
      asked.asMap().keySet().stream()
          .filter(name -> name.startsWith(WhisperCppOptions.VAD))
          .forEach(
              name ->
                  checks.refuseOption(
                      name,
                      "would have no effect: vad_filter is off",
                      "Set vad_filter: true in the definition, or leave it out."));
      return Optional.empty();
    }
    if (WhisperCppOptions.states(options) > 1) {
      checks.refuseOption(
          WhisperCppOptions.STATES,
          "is "
              + WhisperCppOptions.states(options)
              + ", but whisper.cpp has vad_filter with one state alone",
          "Leave it out, or vad_filter off.");
    }
    if (request.task().wordTimestamps()
        && library
            .filter(loaded -> !loaded.version().from(WhisperVersion.TOKEN_TIMES_WITH_VAD))
            .isPresent()) {
      checks.add(
          Issue.error(
              "task-unsupported",
              WhisperCppProvider.ID
                  + ": word_timestamps beside vad_filter need whisper.cpp "
                  + WhisperVersion.TOKEN_TIMES_WITH_VAD
                  + ", since earlier ones do not map times of words back to the clip.",
              "Name a later library, or leave one of the two off."));
    }
    VadModel model = VadModel.of(options.effective(), request.models());
    model.issue().ifPresent(checks::add);
    return model.file();
  }
}
