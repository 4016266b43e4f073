package io.humhelix.bench.backend.whisper;

import java.util.regex.Pattern;

/**
 * What a loaded native library says of itself. whisper.cpp 1.7.1 writes {@code CUDA = 0 | METAL = 1
 * | …}, later versions groups such as {@code CUDA : ARCHS = 900 | …} for the backends that they
 * have.
 *
 * @param text as the library wrote it
 */
record SystemInfo(String text) {

  /**
   * Returns whether the library can have a kind of device.
   *
   * @param kind such as {@code cuda}, lower case
   * @return false only if the library is certainly without it. Vulkan is not named: 1.7.1 sets
   *     {@code BLAS} when it is there, later versions say nothing
   */
  boolean mayHave(String kind) {
    return switch (kind) {
      case "cpu" -> true;
      case "vulkan" -> matches("\\bBLAS = 1\\b") || !matches("\\bBLAS = ");
      default -> matches("\\b" + kind + " = 1\\b") || matches("(?:^|\\| )" + kind + " : ");
    };
  }

  private boolean matches(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(text).find();
  }
}
