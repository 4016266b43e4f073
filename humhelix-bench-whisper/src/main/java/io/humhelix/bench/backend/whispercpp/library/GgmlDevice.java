package io.humhelix.bench.backend.whispercpp.library;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A device that a loaded library lists.
 *
 * @param kind as definitions have it, such as {@code cuda}; {@code cpu} for the processor and what
 *     helps it
 * @param index which of its kind, from 0
 * @param name ggml's own, such as {@code Vulkan0}
 * @param description such as the name of the card
 * @param gpuNumber what {@code whisper_context_params.gpu_device} calls it; empty if whisper.cpp
 *     does not take it for a GPU
 */
public record GgmlDevice(
    String kind, int index, String name, String description, OptionalInt gpuNumber) {

  private static final Map<String, String> KINDS =
      Map.of("mtl", "metal", "hip", "rocm", "blas", "cpu");

  /**
   * Returns the kind of a ggml backend.
   *
   * @param registry the backend's name, such as {@code CUDA}
   * @return as definitions have it
   */
  static String kind(String registry) {
    String lower = registry.toLowerCase(Locale.ROOT);
    return KINDS.getOrDefault(lower, lower);
  }

  /**
   * Returns what the definition calls it.
   *
   * @return such as {@code cuda:0}
   */
  public String device() {
    return kind.equals("cpu") ? kind : kind + ":" + index;
  }

  @Override
  public String toString() {
    return device() + " (" + description + ")";
  }
}
