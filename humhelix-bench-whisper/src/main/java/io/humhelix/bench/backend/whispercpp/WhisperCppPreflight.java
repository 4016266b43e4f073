package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.ComputeDevice;
import io.humhelix.bench.backend.ggml.DeviceCheck;
import io.humhelix.bench.backend.ggml.EngineChecks;
import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.ModelHeader;
import io.humhelix.bench.backend.whispercpp.library.AlignmentHeads;
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
import java.util.stream.Stream;

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
    checkWords();
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

  private void checkWords() {
    Options asked = request.spec().options();
    boolean words = request.task().wordTimestamps();
    boolean aligned = WhisperCppOptions.alignsWords(options);
    if (asked.get(WhisperCppOptions.WORD_TIMES).isPresent() && !words) {
      checks.refuseOption(
          WhisperCppOptions.WORD_TIMES,
          "would have no effect: no word_timestamps are asked for",
          "Set word_timestamps: true in the definition, or leave it out.");
    }
    if (asked.get(WhisperCppOptions.ALIGNMENT_HEADS).isPresent() && !(words && aligned)) {
      checks.refuseOption(
          WhisperCppOptions.ALIGNMENT_HEADS,
          "would have no effect without word_times: dtw",
          "Leave it out.");
    }
    if (words && options.flag(EngineOptions.WITHOUT_TIMESTAMPS)) {
      checks.refuseOption(
          EngineOptions.WITHOUT_TIMESTAMPS,
          "is true, but times of words are computed from time tokens",
          "Leave it out, or word_timestamps.");
    }
    if (!words || !aligned) {
      return;
    }
    if (asked.flag(WhisperCppOptions.FLASH_ATTENTION).equals(Optional.of(true))) {
      checks.refuseOption(
          WhisperCppOptions.FLASH_ATTENTION,
          "is true, but whisper.cpp has no dynamic time warping with it",
          "Leave it out (it is false with word_times: dtw), or use word_times: token.");
    }
    if (request.task().vadFilter()) {
      checks.refuseOption(
          WhisperCppOptions.WORD_TIMES,
          "is dtw, whose times whisper.cpp does not map back to the clip beside vad_filter",
          "Use word_times: token, or leave vad_filter off.");
    }
    if (checks.header().isPresent()) {
      checkHeads(checks.file().orElseThrow(), checks.header().get());
    }
  }

  private void checkHeads(Path file, ModelHeader model) {
    Optional<AlignmentHeads> heads = heads(options, file);
    if (heads.filter(found -> found.fit(model)).isPresent()) {
      return;
    }
    checks.refuseOption(
        WhisperCppOptions.ALIGNMENT_HEADS,
        heads
            .map(
                found ->
                    "is "
                        + found.model()
                        + ", but "
                        + file.getFileName()
                        + " has other sizes: "
                        + model.textLayers()
                        + " layers of "
                        + model.state())
            .or(
                () ->
                    request
                        .spec()
                        .options()
                        .text(WhisperCppOptions.ALIGNMENT_HEADS)
                        .map(name -> "is " + name + ", which is no model of OpenAI"))
            .orElse(
                "is needed: "
                    + file.getFileName()
                    + " does not tell which of OpenAI's models it is"),
        "Name the one whose sizes the model has: "
            + String.join(
                ", ", Stream.of(AlignmentHeads.values()).map(AlignmentHeads::model).toList())
            + "; or use word_times: token.");
  }

  /** The heads of the option, else those of a file's name. */
  static Optional<AlignmentHeads> heads(EngineOptions options, Path file) {
    Optional<String> named = options.effective().text(WhisperCppOptions.ALIGNMENT_HEADS);
    return named.isPresent()
        ? AlignmentHeads.of(named.get())
        : AlignmentHeads.ofFile(file.getFileName().toString());
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
