package io.humhelix.bench.backend.onnx.runtime;

import com.sun.jna.Pointer;
import io.humhelix.bench.spi.SutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An {@code OrtValue} that owns its memory. */
final class NativeTensor implements Tensor {

  private final OrtApi api;
  private final Format format;
  private final long[] shape;
  private final ByteBuffer bytes;
  private Pointer value;

  /**
   * A new tensor.
   *
   * @param allocator where its memory comes from
   * @param readable whether Java reads and writes it, which needs host memory
   */
  NativeTensor(OrtApi api, Pointer allocator, boolean readable, Format format, long... shape)
      throws SutException {
    this.api = api;
    this.format = format;
    this.shape = shape.clone();
    this.value = api.tensor(allocator, format, shape);
    LiveObjects.opened();
    try {
      this.bytes = readable ? view() : null;
    } catch (SutException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private ByteBuffer view() throws SutException {
    long size = format.bytes(shape);
    if (size == 0) {
      return ByteBuffer.allocate(0).order(ByteOrder.nativeOrder());
    }
    return api.out(OrtFunction.GET_TENSOR_MUTABLE_DATA, "Reading a tensor", value)
        .getByteBuffer(0, size)
        .order(ByteOrder.nativeOrder());
  }

  Pointer value() {
    if (value == null) {
      throw new IllegalStateException("The tensor is closed.");
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
    if (bytes == null) {
      throw new UnsupportedOperationException("The tensor is not for Java to read.");
    }
    return bytes.duplicate().order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    if (value != null) {
      api.release(OrtFunction.RELEASE_VALUE, value);
      value = null;
      LiveObjects.closed();
    }
  }
}
