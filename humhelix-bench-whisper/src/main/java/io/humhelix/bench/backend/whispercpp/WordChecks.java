package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.EngineChecks;
import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.ModelHeader;
import io.humhelix.bench.backend.whispercpp.library.AlignmentHeads;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.OpenRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands in the way of times of words. */
final class WordChecks {

  private final OpenRequest request;
  private final EngineOptions options;
  private final EngineChecks checks;

  /**
   * Creates checks.
   *
   * @param request what is to be opened
   * @param options every option in effect
   * @param checks gets the problems; the model was checked
   */
  WordChecks(OpenRequest request, EngineOptions options, EngineChecks checks) {
    this.request = request;
    this.options = options;
    this.checks = checks;
  }

  void run() {
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
    if (options.integer(EngineOptions.AUDIO_CONTEXT) > 0) {
      checks.refuseOption(
          EngineOptions.AUDIO_CONTEXT,
          "is "
              + options.integer(EngineOptions.AUDIO_CONTEXT)
              + ", and word_times: dtw ends the process on a window of more audio than that",
          "Leave it out, or use word_times: token.");
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
}
