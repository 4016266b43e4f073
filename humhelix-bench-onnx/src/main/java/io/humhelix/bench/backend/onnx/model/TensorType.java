package io.humhelix.bench.backend.onnx.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Element type and shape of a graph's input or output.
 *
 * @param element the element type
 * @param shape sizes; {@link #UNKNOWN} where a dimension is a symbol; empty if the graph states no
 *     shape
 */
public record TensorType(Element element, List<Long> shape) {

  /** The size of a dimension that is known only when the graph runs. */
  public static final long UNKNOWN = -1;

  public TensorType {
    shape = List.copyOf(shape);
  }

  /** Element types, with the numbers of ONNX's {@code TensorProto.DataType}. */
  public enum Element {
    /** 32-bit floating point. */
    FLOAT(1),
    /** 32-bit whole number. */
    INT32(6),
    /** 64-bit whole number. */
    INT64(7),
    /** Truth value. */
    BOOL(9),
    /** 16-bit floating point of IEEE 754. */
    FLOAT16(10),
    /** 16-bit floating point with the exponent of 32 bit. */
    BFLOAT16(16),
    /** Any other: no Whisper graph takes or gives it. */
    OTHER(0);

    private final int number;

    Element(int number) {
      this.number = number;
    }

    static Element of(long number) {
      for (Element element : values()) {
        if (element.number == number && element != OTHER) {
          return element;
        }
      }
      return OTHER;
    }
  }

  @Override
  public String toString() {
    return element.name().toLowerCase(Locale.ROOT)
        + shape.stream()
            .map(size -> size == UNKNOWN ? "?" : size.toString())
            .collect(Collectors.joining(", ", "[", "]"));
  }
}
