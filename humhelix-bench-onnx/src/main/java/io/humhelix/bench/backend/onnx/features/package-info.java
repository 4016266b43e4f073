/** From samples to the log-mel features that Whisper's encoder reads. */
package io.humhelix.bench.backend.onnx.features;
