package io.humhelix.bench.backend.ggml;

import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model that was found and checked, for opening.
 *
 * @param file its file
 * @param header its sizes
 */
public record UsableModel(Path file, ModelHeader header) {

  /**
   * Finds and checks a model.
   *
   * @param backend the id of who asks, for messages
   * @param request what is to be opened
   * @return the model
   * @throws SutException of kind MODEL if there is none, or whisper.cpp must not see it
   */
  public static UsableModel of(String backend, OpenRequest request) throws SutException {
    ModelLocator located =
        ModelLocator.locate(
            backend, request.spec().model(), request.spec().computeType(), request.models());
    Path file = located.file().orElseThrow(() -> failure(located.issue().orElseThrow()));
    CheckedModel checked = CheckedModel.of(backend, file);
    return new UsableModel(
        file, checked.header().orElseThrow(() -> failure(checked.issue().orElseThrow())));
  }

  /**
   * Counts what the model takes of the prompt.
   *
   * @param backend the id of who asks, for messages
   * @param options every option in effect
   * @return empty if there is no prompt
   * @throws SutException of kind MODEL if the file changed meanwhile
   */
  public Optional<PromptUse> promptUse(String backend, EngineOptions options) throws SutException {
    try {
      return options.promptUse(file);
    } catch (IOException | ModelFormatException e) {
      throw new SutException(
          FailureKind.MODEL,
          backend + ": model file " + file + " changed while it was read: " + e.getMessage(),
          ModelFormatException.DOWNLOAD_AGAIN,
          e);
    }
  }

  /**
   * Makes a failure of a problem with a model.
   *
   * @param issue the problem
   * @return of kind MODEL
   */
  public static SutException failure(Issue issue) {
    return new SutException(FailureKind.MODEL, issue.message(), issue.remedy());
  }
}
