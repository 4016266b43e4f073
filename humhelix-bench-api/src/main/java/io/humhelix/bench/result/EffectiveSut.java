package io.humhelix.bench.result;

import io.humhelix.bench.model.Options;
import java.util.Objects;

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
  public EffectiveSut {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(engineVersion, "engineVersion");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(executionProvider, "executionProvider");
    Objects.requireNonNull(computeType, "computeType");
    Objects.requireNonNull(options, "options");
  }
}
