package io.humhelix.bench.spi;

/** A feature that a definition may use and that not every engine has. */
public enum Capability {
  /** Takes the language of the speech. */
  LANGUAGE,
  /** Translates speech of any language to English text. */
  TRANSLATE,
  /** Gives the times of single words. */
  WORD_TIMESTAMPS,
  /** Skips parts without voice. */
  VAD,
  /** Can choose one of several devices of a kind. */
  DEVICE_INDEX,
  /** Gives segments while it still works on later audio. */
  PARTIAL_RESULTS,
  /** Takes audio in chunks, as it is spoken: {@link Sut#stream}. */
  STREAMING_INPUT
}
