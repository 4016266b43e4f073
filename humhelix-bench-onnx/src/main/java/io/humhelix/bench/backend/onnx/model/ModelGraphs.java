package io.humhelix.bench.backend.onnx.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The networks of a model.
 *
 * @param encoder the encoder
 * @param decoder the decoder: merged (it has the input {@code use_cache_branch}), or the one for
 *     the first call, which takes no cache
 * @param decoderWithPast the decoder for later calls; empty if {@code decoder} is merged
 */
public record ModelGraphs(
    GraphFile encoder, GraphFile decoder, Optional<GraphFile> decoderWithPast) {

  /** Input of a merged decoder that chooses between its two branches. */
  public static final String USE_CACHE_BRANCH = "use_cache_branch";

  /** Start of the names of outputs that hold the cross-attention weights, one a layer. */
  public static final String CROSS_ATTENTIONS = "cross_attentions.";

  public ModelGraphs {
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(decoderWithPast, "decoderWithPast");
  }

  /**
   * Returns whether one decoder graph serves all calls.
   *
   * @return whether there is no second one
   */
  public boolean merged() {
    return decoderWithPast.isEmpty();
  }

  /**
   * Returns whether every decoder graph gives its cross-attention weights.
   *
   * @return whether they can give word timestamps
   */
  public boolean crossAttentions() {
    return all().stream()
        .skip(1)
        .allMatch(
            graph ->
                graph.signature().outputs().keySet().stream()
                    .anyMatch(name -> name.startsWith(CROSS_ATTENTIONS)));
  }

  /**
   * Returns the files.
   *
   * @return the encoder, then one or two decoders
   */
  public List<GraphFile> all() {
    return decoderWithPast
        .map(past -> List.of(encoder, decoder, past))
        .orElseGet(() -> List.of(encoder, decoder));
  }

  /**
   * Returns the numeric form.
   *
   * @return that of both networks, or {@code encoder's+decoder's} where they differ
   */
  public String computeType() {
    return encoder.computeType().equals(decoder.computeType())
        ? encoder.computeType()
        : encoder.computeType() + "+" + decoder.computeType();
  }
}
