package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.humhelix.bench.spi.SutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An {@code OnnxTensor}, or the place for one that a run will make. */
final class JavaTensor implements Tensor {

  private final Format format;
  private final long[] shape;
  private ByteBuffer memory;
  private OnnxTensor value;

  /** A place for a tensor that a run makes. */
  JavaTensor(Format format, long... shape) {
    this.format = format;
    this.shape = shape.clone();
  }

  /** A tensor over memory that Java writes and reads. */
  static JavaTensor host(OrtEnvironment environment, Format format, long... shape)
      throws SutException {
    ByteBuffer memory =
        ByteBuffer.allocateDirect(Math.toIntExact(format.bytes(shape)))
            .order(ByteOrder.nativeOrder());
    JavaTensor tensor = new JavaTensor(format, shape);
    try {
      tensor.take(OnnxTensor.createTensor(environment, memory, shape, format.javaType()));
      tensor.memory = memory;
    } catch (OrtException e) {
      throw Failures.running("Making a tensor", e);
    }
    return tensor;
  }

  boolean isThere() {
    return value != null;
  }

  void take(OnnxTensor made) {
    value = made;
    LiveObjects.opened();
  }

  OnnxTensor value() {
    if (value == null) {
      throw new IllegalStateException("The tensor is closed, or nothing has filled it yet.");
    }
    return value;
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public ByteBuffer bytes() {
    value();
    if (memory == null) {
      throw new UnsupportedOperationException("The tensor belongs to ONNX Runtime.");
    }
    return memory.duplicate().order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    if (value != null) {
      value.close();
      value = null;
      LiveObjects.closed();
    }
  }
}
