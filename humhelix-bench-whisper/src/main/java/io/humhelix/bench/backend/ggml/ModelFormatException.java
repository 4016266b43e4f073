package io.humhelix.bench.backend.ggml;

/** A file is not a Whisper model that whisper.cpp can be trusted with. */
public final class ModelFormatException extends Exception {

  /** What helps against most damage. */
  public static final String DOWNLOAD_AGAIN = "Download or convert the model again.";

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

  /**
   * Returns what to do.
   *
   * @return a sentence for people
   */
  public String remedy() {
    return remedy;
  }
}
