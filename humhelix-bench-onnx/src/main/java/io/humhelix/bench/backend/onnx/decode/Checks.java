package io.humhelix.bench.backend.onnx.decode;

/** Limits of options. */
final class Checks {

  private Checks() {}

  static void require(boolean holds, String what, Object found, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(what + " is " + found + "; it must be " + allowed);
    }
  }
}
