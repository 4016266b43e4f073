/**
 * A Whisper model as a folder in the layout of Hugging Face Optimum: where it is, what its
 * configuration says, what its graphs take and give. Everything is read and checked here, in Java,
 * before native code sees a file.
 */
package io.humhelix.bench.backend.onnx.model;
