package io.humhelix.bench.backend.whispercpp.library;

import com.sun.jna.Pointer;

/**
 * The parameters of a call, {@code whisper_full_params}: those of the library's defaults that are
 * not set, in the library's own memory layout. Not thread-safe.
 */
public final class FullParams {

  private final CStruct struct;

  FullParams(CStruct struct) {
    this.struct = struct;
  }

  /**
   * Returns whether this library has a field.
   *
   * @param field its name in whisper.h
   * @return whether it is there
   */
  public boolean has(String field) {
    return struct.has(field);
  }

  /**
   * Sets a field.
   *
   * @param field its name in whisper.h, such as {@code n_threads} or {@code greedy.best_of}
   * @param value a Boolean, a Number or a text; null for no text
   * @return these parameters
   * @throws IllegalArgumentException if there is no such field
   */
  public FullParams set(String field, Object value) {
    struct.set(field, value);
    return this;
  }

  /**
   * Reads a field.
   *
   * @param field its name in whisper.h
   * @return a Boolean, Long or Double, or a text; null for no text
   * @throws IllegalArgumentException if there is no such field
   */
  public Object get(String field) {
    return struct.get(field);
  }

  void point(String field, Pointer to) {
    struct.set(field, to);
  }

  CStruct.Value value() {
    return struct.value();
  }
}
