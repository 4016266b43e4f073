package io.humhelix.bench.backend.onnx.model;

/** A file is not what a Whisper model in this layout has at its place. */
final class ModelFormatException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * A finding.
   *
   * @param message what was found and what is allowed; the file is named by whoever reports it
   * @param remedy what to do
   */
  ModelFormatException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
