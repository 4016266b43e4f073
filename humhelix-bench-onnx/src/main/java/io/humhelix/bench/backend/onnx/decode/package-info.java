/**
 * Whisper's decoding: prompts, rules over logits, greedy and beam search, temperature fallback,
 * windows of long audio. It knows the networks only as {@link
 * io.humhelix.bench.backend.onnx.decode.WhisperNetwork}.
 */
package io.humhelix.bench.backend.onnx.decode;
