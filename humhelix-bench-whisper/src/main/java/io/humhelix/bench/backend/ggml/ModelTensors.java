package io.humhelix.bench.backend.ggml;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors that the file of a model with a given header holds: whisper.cpp wants each of them
 * once, no other, in these shapes ({@code whisper_model_load}).
 */
final class ModelTensors {

  /**
   * One tensor of the file.
   *
   * @param type numeric form of its elements
   * @param dimensions innermost first
   */
  record Tensor(GgmlType type, List<Integer> dimensions) {

    /** A tensor of the same type with other dimensions. */
    Tensor of(Integer... others) {
      return new Tensor(type, List.of(others));
    }

    long dataBytes() {
      return type.bytes(
          dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
    }
  }

  private static final int FIXED_FIELDS = 3 * Integer.BYTES;

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final GgmlType matrices;
  private final int state;

  ModelTensors(ModelHeader header) {
    this.matrices = header.type();
    this.state = header.state();
    // Convolutions stay 16 bit in quantised files.
    GgmlType convolutions = header.type() == GgmlType.F32 ? GgmlType.F32 : GgmlType.F16;
    add("encoder.positional_embedding", GgmlType.F32, state, ModelHeader.AUDIO_CONTEXT);
    add("encoder.conv1.weight", convolutions, 3, header.mels(), state);
    add("encoder.conv1.bias", GgmlType.F32, 1, state);
    add("encoder.conv2.weight", convolutions, 3, state, state);
    add("encoder.conv2.bias", GgmlType.F32, 1, state);
    addNorm("encoder.ln_post");
    for (int layer = 0; layer < header.audioLayers(); layer++) {
      addLayer("encoder.blocks." + layer + ".");
    }
    add("decoder.positional_embedding", GgmlType.F32, state, ModelHeader.TEXT_CONTEXT);
    add("decoder.token_embedding.weight", matrices, state, header.vocabulary());
    addNorm("decoder.ln");
    for (int layer = 0; layer < header.textLayers(); layer++) {
      addLayer("decoder.blocks." + layer + ".");
      addAttention("decoder.blocks." + layer + ".cross_attn");
    }
  }

  private void addLayer(String prefix) {
    addNorm(prefix + "mlp_ln");
    addLinear(prefix + "mlp.0", state, 4 * state);
    addLinear(prefix + "mlp.2", 4 * state, state);
    addAttention(prefix + "attn");
  }

  private void addAttention(String prefix) {
    addNorm(prefix + "_ln");
    addLinear(prefix + ".query", state, state);
    add(prefix + ".key.weight", matrices, state, state);
    addLinear(prefix + ".value", state, state);
    addLinear(prefix + ".out", state, state);
  }

  private void addLinear(String prefix, int in, int out) {
    add(prefix + ".weight", matrices, in, out);
    add(prefix + ".bias", GgmlType.F32, out);
  }

  private void addNorm(String prefix) {
    add(prefix + ".weight", GgmlType.F32, state);
    add(prefix + ".bias", GgmlType.F32, state);
  }

  private void add(String name, GgmlType type, Integer... dimensions) {
    tensors.put(name, new Tensor(type, List.of(dimensions)));
  }

  int count() {
    return tensors.size();
  }

  /** All that were not taken yet, by name, in the order of whisper.cpp's files. */
  Map<String, Tensor> all() {
    return Collections.unmodifiableMap(tensors);
  }

  /** Takes a tensor out, so that each can be taken once. Null if it is unknown or was taken. */
  Tensor take(String name) {
    return tensors.remove(name);
  }

  /** Bytes of all tensors that were not taken yet, their own headers included. */
  long fileBytes() {
    return tensors.entrySet().stream()
        .mapToLong(
            entry ->
                FIXED_FIELDS
                    + (long) Integer.BYTES * entry.getValue().dimensions().size()
                    + entry.getKey().getBytes(StandardCharsets.UTF_8).length
                    + entry.getValue().dataBytes())
        .sum();
  }
}
