/** From tokens to text and back, by a model's {@code tokenizer.json}. */
package io.humhelix.bench.backend.onnx.tokens;
