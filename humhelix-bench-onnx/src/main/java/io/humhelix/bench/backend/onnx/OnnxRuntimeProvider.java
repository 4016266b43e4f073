package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.util.List;
import java.util.Set;

/**
 * Backend {@code onnxruntime}: Whisper by ONNX Runtime. It is not available yet, and says so
 * wherever it is asked, so that a definition which names it gets a reason and a way out. Immutable
 * and thread-safe.
 */
public final class OnnxRuntimeProvider implements SutProvider {

  private static final String ID = "onnxruntime";
  private static final String REASON =
      "Backend '" + ID + "' is not available yet: this version cannot run Whisper by ONNX Runtime.";
  private static final String REMEDY = "Use backend 'whisper-jni' until then.";

  /** Makes the provider; {@link java.util.ServiceLoader} calls this. */
  public OnnxRuntimeProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "Whisper by ONNX Runtime (not available yet)";
  }

  @Override
  public Availability probe() {
    return Availability.unavailable(REASON, REMEDY);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The device {@code cpu} is listed so that a run config on it is refused for the one reason
   * that counts, and not for its device too.
   */
  @Override
  public Capabilities capabilities() {
    return new Capabilities(Set.of(), Set.of("cpu"), Set.of());
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return Preflight.refused(List.of(Issue.error("backend-unavailable", REASON, REMEDY)));
  }

  /**
   * Fails.
   *
   * @param request whatever is asked for
   * @return never
   * @throws SutException always
   */
  @Override
  public Sut open(OpenRequest request) throws SutException {
    throw new SutException(FailureKind.NATIVE_LIBRARY, REASON, REMEDY);
  }
}
