package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OnnxJavaType;
import io.humhelix.bench.backend.onnx.model.TensorType.Element;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;

/** Element types of Whisper's graphs, with their numbers in ONNX and in ONNX Runtime's C API. */
enum Format {
  FLOAT32(1, Float.BYTES, OnnxJavaType.FLOAT),
  INT64(7, Long.BYTES, OnnxJavaType.INT64),
  BOOL(9, 1, OnnxJavaType.BOOL),
  FLOAT16(10, Short.BYTES, OnnxJavaType.FLOAT16);

  private final int number;
  private final int bytes;
  private final OnnxJavaType javaType;

  Format(int number, int bytes, OnnxJavaType javaType) {
    this.number = number;
    this.bytes = bytes;
    this.javaType = javaType;
  }

  /** The enumerator of {@code TensorProto.DataType}, and the same of ONNXTensorElementDataType. */
  int number() {
    return number;
  }

  OnnxJavaType javaType() {
    return javaType;
  }

  /** How many bytes a tensor of this shape takes. */
  long bytes(long... shape) {
    long size = bytes;
    for (long dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    return size;
  }

  static Format of(Element element, String where) throws SutException {
    return switch (element) {
      case FLOAT -> FLOAT32;
      case FLOAT16 -> FLOAT16;
      case INT64 -> INT64;
      case BOOL -> BOOL;
      default ->
          throw new SutException(
              FailureKind.MODEL,
              where + " is of type " + element + "; float, float16, int64 and bool can be run.",
              "Use the float32, float16 or a quantised export of the model.");
    };
  }
}
