package io.humhelix.bench.result;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.Remeasured;
import java.util.Objects;
import java.util.Optional;

/**
 * What a live system under test really is, as opposed to what was requested.
 *
 * @param engine name of the engine, such as {@code whisper.cpp}
 * @param engineVersion its version; {@code unknown} if the engine does not report it
 * @param device the device that does the work, such as {@code cpu} or {@code cuda:0}
 * @param executionProvider the engine's name for what does the work, such as {@code CUDA}
 * @param computeType the numeric form in use
 * @param options every option in effect, defaults included
 */
public record EffectiveSut(
    String engine,
    String engineVersion,
    String device,
    String executionProvider,
    String computeType,
    Options options) {

  private static final String UNKNOWN = "unknown";

  public EffectiveSut {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(engineVersion, "engineVersion");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(executionProvider, "executionProvider");
    Objects.requireNonNull(computeType, "computeType");
    Objects.requireNonNull(options, "options");
  }

  /**
   * Returns whether the engine may be the one that a system had in a baseline.
   *
   * @param of the system of the baseline
   * @return false if name or version are known on both sides and differ
   */
  public boolean hasEngineOf(Remeasured of) {
    return alike(of.engine(), engine) && alike(of.engineVersion(), engineVersion);
  }

  private static boolean alike(Optional<String> before, String now) {
    return before.isEmpty()
        || before.get().equals(UNKNOWN)
        || now.equals(UNKNOWN)
        || before.get().equals(now);
  }
}
