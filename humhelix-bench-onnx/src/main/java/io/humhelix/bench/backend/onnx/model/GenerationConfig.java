package io.humhelix.bench.backend.onnx.model;

import java.util.List;
import java.util.OptionalInt;

/**
 * How a model's text is to be generated, from {@code generation_config.json}; where that file or a
 * key of it is missing, from {@code config.json}. Immutable.
 *
 * @param maxTokens most tokens of a window, prompt included ({@code max_length}, at most the
 *     decoder's positions)
 * @param suppressed tokens that are never taken ({@code suppress_tokens}), in the file's order
 * @param suppressedAtBegin tokens that are not taken first ({@code begin_suppress_tokens})
 * @param maxInitialTimestampIndex latest first time token in steps of 0.02 s; empty if the file
 *     does not say
 * @param alignmentHeads attention heads whose weights follow the audio; empty if the file does not
 *     say, and then the model has no word times
 * @param medianFilterWidth width of the filter over these weights, odd ({@code
 *     median_filter_width})
 */
public record GenerationConfig(
    int maxTokens,
    List<Integer> suppressed,
    List<Integer> suppressedAtBegin,
    OptionalInt maxInitialTimestampIndex,
    List<AlignmentHead> alignmentHeads,
    int medianFilterWidth) {

  public GenerationConfig {
    suppressed = List.copyOf(suppressed);
    suppressedAtBegin = List.copyOf(suppressedAtBegin);
    alignmentHeads = List.copyOf(alignmentHeads);
  }

  /**
   * A head of the decoder's attention to the audio.
   *
   * @param layer layer of the decoder, from 0
   * @param head head within it, from 0
   */
  public record AlignmentHead(int layer, int head) {}
}
