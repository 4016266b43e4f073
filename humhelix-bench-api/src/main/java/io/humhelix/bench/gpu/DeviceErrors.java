package io.humhelix.bench.gpu;

import io.humhelix.bench.result.FailureKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What CUDA, cuBLAS, cuDNN, TensorRT, HIP, Vulkan, WebGPU and the engines above them say when a
 * device cannot be used: what it means and the first thing to do. The sources of the texts: {@code
 * cudaGetErrorString} (CUDA Runtime API, "Data types", {@code cudaError}), {@code cublasStatus_t},
 * {@code cudnnStatus_t}, {@code hipError_t}, {@code VkResult}, dlopen(3), and the engines' issues.
 */
public final class DeviceErrors {

  /**
   * What an engine's text says of a device.
   *
   * @param kind of {@link FailureKind#DEVICE}, {@link FailureKind#OUT_OF_MEMORY_DEVICE} and {@link
   *     FailureKind#NATIVE_LIBRARY}
   * @param reason what is wrong, as a sentence without its full stop
   * @param remedy the first thing to do; whole sentences
   */
  public record DeviceError(FailureKind kind, String reason, String remedy) {

    public DeviceError {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(remedy, "remedy");
    }
  }

  /** A text as a pattern, and what it means. */
  record Row(Pattern text, DeviceError meaning) {}

  /** How dlopen, CTranslate2 and cuDNN name a library that they do not find. */
  private static final Pattern LIBRARY =
      Pattern.compile(
          "(lib[\\w+-]+\\.so[\\w.]*): cannot open shared object file"
              + "|library (lib[\\w+-]+\\.so[\\w.]*|\\w+\\.dll) is not found or cannot be loaded"
              + "|unable to load any of \\{(lib[\\w+-]+\\.so[\\w.]*|\\w+\\.dll)"
              + "|could not locate (\\w+\\.dll)"
              + "|could not load library (lib[\\w+-]+\\.so[\\w.]*|\\w+\\.dll)",
          Pattern.CASE_INSENSITIVE);

  /** Names of files say nothing of devices, though they may have "cuda" in them. */
  private static final Pattern PATHS =
      Pattern.compile(
          "'[^'\n]*[/\\\\][^'\n]*'|\"[^\"\n]*[/\\\\][^\"\n]*\""
              + "|(?<!\\S)(?!driver/library)\\S*[/\\\\]\\S*",
          Pattern.CASE_INSENSITIVE);

  private DeviceErrors() {}

  /**
   * Looks for what a text says of a device.
   *
   * @param text an engine's message, possibly with what it logged
   * @return what it means; empty if it is not about a device
   */
  public static Optional<DeviceError> find(String text) {
    Optional<DeviceError> library = library(text);
    if (library.isPresent()) {
      return library;
    }
    String withoutPaths = PATHS.matcher(text).replaceAll(" ");
    return DeviceErrorTexts.ROWS.stream()
        .filter(row -> row.text().matcher(withoutPaths).find())
        .map(Row::meaning)
        .findFirst();
  }

  /**
   * Looks whether a text says anywhere that a device has no memory left, whatever else it says.
   *
   * @param text an engine's message, possibly with what it logged
   * @return true if it does
   */
  public static boolean saysOutOfMemory(String text) {
    String withoutPaths = PATHS.matcher(text).replaceAll(" ");
    return DeviceErrorTexts.ROWS.stream()
        .filter(row -> row.meaning().kind() == FailureKind.OUT_OF_MEMORY_DEVICE)
        .anyMatch(row -> row.text().matcher(withoutPaths).find());
  }

  private static Optional<DeviceError> library(String text) {
    Matcher named = LIBRARY.matcher(text);
    while (named.find()) {
      for (int i = 1; i <= named.groupCount(); i++) {
        String name = named.group(i);
        Optional<GpuPart> part = name == null ? Optional.empty() : GpuPart.of(name);
        if (part.isPresent()) {
          return Optional.of(
              new DeviceError(
                  FailureKind.NATIVE_LIBRARY,
                  part.get().displayed(name) + " is missing (" + name + ")",
                  part.get().remedy(name)));
        }
      }
    }
    return Optional.empty();
  }

  /** The rows of the table, for its test. */
  static List<Row> rows() {
    return DeviceErrorTexts.ROWS;
  }
}
