package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.runtime.ArenaSize;
import io.humhelix.bench.backend.onnx.runtime.RuntimeNetwork;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SampledQuantity;
import io.humhelix.bench.spi.Sampler;
import io.humhelix.bench.spi.SamplerProvider;
import io.humhelix.bench.spi.SutProvider;
import java.util.List;

/**
 * Samples ONNX Runtime's arena: on a GPU part of what the process holds there, apart from weights
 * and the provider's own memory. It tells how much of a memory peak is kept for later use.
 */
public final class OnnxArenaSamplers implements SamplerProvider {

  static final SampledQuantity ALLOCATED =
      SampledQuantity.peak(
          "onnxruntime_arena", "bytes", "what ONNX Runtime's arena has taken and keeps");
  static final SampledQuantity USED =
      SampledQuantity.peak(
          "onnxruntime_arena_used", "bytes", "most of it that was in use at a time since the load");

  /** Creates the provider; loads nothing. */
  public OnnxArenaSamplers() {
    // For ServiceLoader.
  }

  @Override
  public String id() {
    return "onnxruntime-arena";
  }

  @Override
  public int spiVersion() {
    return SutProvider.SPI_VERSION;
  }

  /** {@inheritDoc} Loads nothing: other backends' processes ask this too. */
  @Override
  public Availability probe() {
    return Availability.available("statistics of ONNX Runtime's allocators");
  }

  @Override
  public Sampler open(SutSpec spec) {
    return new ArenaSampler(
        spec.backend().equals(OnnxRuntimeProvider.ID) ? List.of(ALLOCATED, USED) : List.of());
  }

  private record ArenaSampler(List<SampledQuantity> quantities) implements Sampler {

    @Override
    public void read(double[] values) {
      if (quantities.isEmpty()) {
        return;
      }
      List<ArenaSize> sizes = RuntimeNetwork.arenas();
      boolean known = !sizes.isEmpty();
      values[0] = known ? sizes.stream().mapToDouble(ArenaSize::allocatedBytes).sum() : Double.NaN;
      values[1] = known ? sizes.stream().mapToDouble(ArenaSize::peakUsedBytes).sum() : Double.NaN;
    }

    @Override
    public void close() {
      // Nothing to release.
    }
  }
}
