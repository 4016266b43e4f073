package io.humhelix.bench.backend.ggml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The numeric forms in which a Whisper model's matrices are stored, with the numbers of ggml's file
 * format (whisper.cpp, {@code ggml.h}: {@code ggml_ftype}, {@code ggml_type}).
 */
public enum GgmlType {
  /** 32-bit floating point. */
  F32("float32", 0, 0, 1, 4),
  /** 16-bit floating point. */
  F16("float16", 1, 1, 1, 2),
  /** Quantised to blocks, {@code q4_0}. */
  Q4_0(2, 2, 32, 18),
  /** Quantised to blocks, {@code q4_1}. */
  Q4_1(3, 3, 32, 20),
  /** Quantised to blocks, {@code q5_0}. */
  Q5_0(8, 6, 32, 22),
  /** Quantised to blocks, {@code q5_1}. */
  Q5_1(9, 7, 32, 24),
  /** Quantised to blocks, {@code q8_0}. */
  Q8_0(7, 8, 32, 34),
  /** Quantised to blocks, {@code q2_k}. */
  Q2_K(10, 10, 256, 84),
  /** Quantised to blocks, {@code q3_k}. */
  Q3_K(11, 11, 256, 110),
  /** Quantised to blocks, {@code q4_k}. */
  Q4_K(12, 12, 256, 144),
  /** Quantised to blocks, {@code q5_k}. */
  Q5_K(13, 13, 256, 176),
  /** Quantised to blocks, {@code q6_k}. */
  Q6_K(14, 14, 256, 210);

  /** What {@code compute_type: default} takes, the most precise first; 32 bit last, since rare. */
  public static final List<GgmlType> BY_PREFERENCE =
      List.of(F16, Q8_0, Q6_K, Q5_1, Q5_0, Q5_K, Q4_1, Q4_0, Q4_K, Q3_K, Q2_K, F32);

  private final String computeType;
  private final int fileType;
  private final int tensorType;
  private final int blockElements;
  private final int blockBytes;

  GgmlType(int fileType, int tensorType, int blockElements, int blockBytes) {
    this(null, fileType, tensorType, blockElements, blockBytes);
  }

  GgmlType(String computeType, int fileType, int tensorType, int blockElements, int blockBytes) {
    this.computeType = computeType == null ? name().toLowerCase(Locale.ROOT) : computeType;
    this.fileType = fileType;
    this.tensorType = tensorType;
    this.blockElements = blockElements;
    this.blockBytes = blockBytes;
  }

  static Optional<GgmlType> ofFileType(int number) {
    return Arrays.stream(values()).filter(type -> type.fileType == number).findFirst();
  }

  /**
   * Finds a type.
   *
   * @param canonical the name in definitions and results
   * @return the type, if there is one of the name
   */
  public static Optional<GgmlType> ofComputeType(String canonical) {
    return Arrays.stream(values()).filter(type -> type.computeType.equals(canonical)).findFirst();
  }

  /**
   * Returns the name in definitions and results.
   *
   * @return such as {@code q5_1}
   */
  public String computeType() {
    return computeType;
  }

  /** What whisper.cpp appends to a model's file name; nothing for 16 bit. */
  String fileSuffix() {
    return switch (this) {
      case F16 -> "";
      case F32 -> "-f32";
      default -> "-" + computeType;
    };
  }

  boolean quantised() {
    return blockElements > 1;
  }

  int tensorType() {
    return tensorType;
  }

  int blockElements() {
    return blockElements;
  }

  long bytes(long elements) {
    return elements / blockElements * blockBytes;
  }
}
