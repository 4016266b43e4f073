package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.spi.SutException;

/**
 * A window among those that were encoded with it.
 *
 * @param audio all of them
 * @param index this one, from 0
 */
record EncodedWindow(EncodedAudio audio, int index) {

  /** What to do with a single window. */
  @FunctionalInterface
  interface Use<T> {
    T of(EncodedAudio window) throws SutException;
  }

  /** Uses only this window; copies nothing if it is the only one. */
  <T> T alone(Use<T> use) throws SutException {
    if (audio.windows() == 1) {
      return use.of(audio);
    }
    try (EncodedAudio window = audio.windows(index, 1)) {
      return use.of(window);
    }
  }
}
