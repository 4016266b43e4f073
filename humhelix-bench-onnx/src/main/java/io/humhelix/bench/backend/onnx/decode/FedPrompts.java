package io.humhelix.bench.backend.onnx.decode;

import java.util.List;

/**
 * A decoding after its prompts.
 *
 * @param logits after the prompts, one array a row
 * @param silence probability of silence of each window; NaN if not looked at
 * @param requests what was asked for, with the languages that were detected
 * @param length of the prompts, in tokens
 */
record FedPrompts(float[][] logits, double[] silence, List<WindowRequest> requests, int length) {}
