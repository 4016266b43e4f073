/** Whisper's networks in ONNX Runtime. */
package io.humhelix.bench.backend.onnx.runtime;
