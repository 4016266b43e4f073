package io.humhelix.bench.gpu;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a shared library in two parts.
 *
 * @param stem such as {@code libcublas}
 * @param version such as {@code 12} or {@code 11.0}, possibly empty
 */
record SharedName(String stem, String version) {

  private static final Pattern LINUX = Pattern.compile("(lib[\\w+-]+)\\.so(?:\\.([\\d.]*\\d))?");

  /** NVIDIA's names on Windows: {@code cublas64_12.dll}, {@code nvinfer_10.dll}. */
  private static final Pattern WINDOWS = Pattern.compile("([a-zA-Z_]+?)(?:64)?_(\\d+)\\.dll");

  static Optional<SharedName> of(String name) {
    Matcher linux = LINUX.matcher(name);
    if (linux.matches()) {
      return Optional.of(
          new SharedName(linux.group(1), linux.group(2) == null ? "" : linux.group(2)));
    }
    Matcher windows = WINDOWS.matcher(name);
    return windows.matches()
        ? Optional.of(new SharedName("lib" + windows.group(1), windows.group(2)))
        : Optional.empty();
  }

  OptionalInt major() {
    return version.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(version.replaceAll("\\..*", "")));
  }
}
