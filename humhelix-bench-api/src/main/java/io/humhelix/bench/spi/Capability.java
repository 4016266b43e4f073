package io.humhelix.bench.spi;

/** Something that a definition may ask for and not every engine has. */
public enum Capability {
  /** The language of the speech can be given. */
  LANGUAGE,
  /** Speech of any language to English text. */
  TRANSLATE,
  /** Times of single words. */
  WORD_TIMESTAMPS,
  /** Parts without voice can be left out. */
  VAD,
  /** One of several devices of a kind can be chosen. */
  DEVICE_INDEX,
  /** Segments arrive while later audio is still being worked on. */
  PARTIAL_RESULTS,
  /** Audio can be given in chunks, as it is spoken: {@link Sut#stream}. */
  STREAMING_INPUT
}
