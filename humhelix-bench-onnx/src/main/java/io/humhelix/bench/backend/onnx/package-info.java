/** Place of the backend {@code onnxruntime}, which says for now that it is not available yet. */
package io.humhelix.bench.backend.onnx;
