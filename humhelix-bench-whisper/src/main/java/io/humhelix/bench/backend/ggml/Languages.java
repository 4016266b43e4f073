package io.humhelix.bench.backend.ggml;

import java.util.List;
import java.util.Optional;

/** The languages of Whisper, in the order of their tokens; Cantonese came with large-v3. */
public final class Languages {

  /** ISO 639 codes, in the order of their tokens. */
  public static final List<String> CODES =
      List.of(
          ("en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta"
                  + " no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne"
                  + " mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht"
                  + " ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue")
              .split(" "));

  private Languages() {}

  /**
   * Returns why a model cannot work in a language: whisper.cpp itself would take an unknown code
   * without a word and decode from a wrong start token.
   *
   * @param model the model
   * @param language a code of {@link #CODES} in lower case
   * @return the reason, or empty if it can
   */
  public static Optional<String> refusal(ModelHeader model, String language) {
    if (!model.multilingual()) {
      return language.equals("en")
          ? Optional.empty()
          : Optional.of("language '" + language + "' was requested from an English-only model");
    }
    int index = CODES.indexOf(language);
    return index >= 0 && index < model.languages()
        ? Optional.empty()
        : Optional.of("language '" + language + "' is not one of the model's " + model.languages());
  }
}
