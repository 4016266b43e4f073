package io.humhelix.bench.backend.http;

import java.util.Arrays;

/** The protocols that servers speak. */
enum Api {
  /** {@code /v1/audio/transcriptions} of OpenAI and of the many servers that copy it. */
  OPENAI("openai"),
  /** hum-helix's server, which loads models on demand and reports errors with status 200. */
  HUM_HELIX("hum-helix"),
  /** whisper.cpp's example server. */
  WHISPER_CPP("whisper-cpp");

  private final String word;

  Api(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static String[] words() {
    return Arrays.stream(values()).map(Api::word).toArray(String[]::new);
  }

  static Api of(String word) {
    return Arrays.stream(values())
        .filter(api -> api.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no protocol '" + word + "'"));
  }
}
