package io.humhelix.bench.backend.ggml;

import java.io.IOException;
import java.util.List;

/**
 * The sizes of a Whisper model as its file states them, all within what Whisper models have.
 *
 * @param vocabulary tokens; 51864 English only, 51865 multilingual, 51866 since large-v3
 * @param state width of encoder and decoder
 * @param audioLayers layers of the encoder
 * @param textLayers layers of the decoder
 * @param mels mel bands of the spectrogram
 * @param type numeric form of the matrices
 */
public record ModelHeader(
    int vocabulary, int state, int audioLayers, int textLayers, int mels, GgmlType type) {

  /** Encoder positions for Whisper's 30 s window; the same in every Whisper model. */
  public static final int AUDIO_CONTEXT = 1500;

  /** Decoder positions; the same in every Whisper model. */
  public static final int TEXT_CONTEXT = 448;

  /** Width of an attention head; the same in every Whisper model. */
  private static final int HEAD_WIDTH = 64;

  private static final int LARGEST_STATE = 4096;
  private static final int MOST_LAYERS = 64;
  private static final int ENGLISH_ONLY_VOCABULARY = 51_864;
  private static final int LARGE_V3_VOCABULARY = 51_866;

  /** Quantised matrices are stored in layout 2 since May 2023; whisper.cpp would misread others. */
  private static final int QUANTISATION_VERSION = 2;

  private static final int QUANTISATION_FACTOR = 1000;

  static ModelHeader read(GgmlInput in) throws IOException, ModelFormatException {
    int vocabulary =
        oneOf(in, "n_vocab", List.of(ENGLISH_ONLY_VOCABULARY, 51_865, LARGE_V3_VOCABULARY));
    oneOf(in, "n_audio_ctx", List.of(AUDIO_CONTEXT));
    int state = within(in, "n_audio_state", HEAD_WIDTH, LARGEST_STATE);
    if (state % HEAD_WIDTH != 0) {
      throw refused("n_audio_state", state, "a multiple of " + HEAD_WIDTH);
    }
    oneOf(in, "n_audio_head", List.of(state / HEAD_WIDTH));
    int audioLayers = within(in, "n_audio_layer", 1, MOST_LAYERS);
    oneOf(in, "n_text_ctx", List.of(TEXT_CONTEXT));
    oneOf(in, "n_text_state", List.of(state));
    oneOf(in, "n_text_head", List.of(state / HEAD_WIDTH));
    int textLayers = within(in, "n_text_layer", 1, MOST_LAYERS);
    int mels = oneOf(in, "n_mels", List.of(80, 128));
    GgmlType type = readType(in, state);
    return new ModelHeader(vocabulary, state, audioLayers, textLayers, mels, type);
  }

  private static GgmlType readType(GgmlInput in, int state)
      throws IOException, ModelFormatException {
    int field = in.readInt("header field ftype");
    GgmlType type =
        GgmlType.ofFileType(Math.floorMod(field, QUANTISATION_FACTOR))
            .orElseThrow(() -> refused("ftype", field, "a numeric form that whisper.cpp writes"));
    int layout = Math.floorDiv(field, QUANTISATION_FACTOR);
    if (layout != (type.quantised() ? QUANTISATION_VERSION : 0)) {
      throw refused(
          "ftype",
          field,
          "quantisation layout "
              + (type.quantised() ? QUANTISATION_VERSION : 0)
              + " (found "
              + layout
              + ")");
    }
    if (state % type.blockElements() != 0) {
      throw refused(
          "n_audio_state",
          state,
          "a multiple of " + type.blockElements() + " for " + type.computeType());
    }
    return type;
  }

  private static int oneOf(GgmlInput in, String field, List<Integer> allowed)
      throws IOException, ModelFormatException {
    int value = in.readInt("header field " + field);
    if (!allowed.contains(value)) {
      throw refused(field, value, allowed.toString().replaceAll("[\\[\\]]", ""));
    }
    return value;
  }

  private static int within(GgmlInput in, String field, int least, int most)
      throws IOException, ModelFormatException {
    int value = in.readInt("header field " + field);
    if (value < least || value > most) {
      throw refused(field, value, least + " to " + most);
    }
    return value;
  }

  private static ModelFormatException refused(String field, int found, String allowed) {
    return new ModelFormatException(
        "header field " + field + " is " + found + "; allowed: " + allowed,
        ModelFormatException.DOWNLOAD_AGAIN);
  }

  /**
   * Returns whether the model knows languages other than English.
   *
   * @return false for English-only models
   */
  public boolean multilingual() {
    return vocabulary > ENGLISH_ONLY_VOCABULARY;
  }

  /**
   * Returns whether whisper.cpp switches time tokens off, with a warning in its log: so it
   * recognises the first Distil-Whisper models ({@code whisper_full_with_state}, 1.7.1 to 1.9.3).
   *
   * @return whether it does
   */
  public boolean withoutTimestamps() {
    return textLayers == 2 && vocabulary != LARGE_V3_VOCABULARY;
  }

  /**
   * Returns how many languages of {@link Languages} it knows.
   *
   * @return the first so many; 0 for English-only models
   */
  public int languages() {
    return multilingual() ? vocabulary - 51_766 : 0;
  }
}
