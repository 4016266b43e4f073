package io.humhelix.bench.backend.whispercpp.library;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a model is opened ({@code whisper_context_params}).
 *
 * @param gpuNumber which GPU, as {@link GgmlDevice#gpuNumber}; empty for the processor
 * @param flashAttention empty for the library's default
 * @param alignment the heads by which times of tokens are found with dynamic time warping; empty
 *     for none
 * @param states how many calls may run at once, 1 or more; with one, the state is the context's own
 */
public record ContextSettings(
    OptionalInt gpuNumber,
    Optional<Boolean> flashAttention,
    Optional<AlignmentHeads> alignment,
    int states) {

  public ContextSettings {
    Objects.requireNonNull(gpuNumber, "gpuNumber");
    Objects.requireNonNull(flashAttention, "flashAttention");
    Objects.requireNonNull(alignment, "alignment");
    if (states < 1) {
      throw new IllegalArgumentException("states is " + states + "; allowed: 1 or more");
    }
  }

  /** One state on the processor, all else as the library has it. */
  public static final ContextSettings ON_CPU =
      new ContextSettings(OptionalInt.empty(), Optional.empty(), Optional.empty(), 1);

  void writeTo(CStruct params) {
    params.set("use_gpu", gpuNumber.isPresent());
    params.set("gpu_device", gpuNumber.orElse(0));
    flashAttention.ifPresent(on -> params.set("flash_attn", on));
    alignment.ifPresent(
        heads -> {
          params.set("dtw_token_timestamps", true);
          params.set("dtw_aheads_preset", heads.preset());
        });
  }
}
