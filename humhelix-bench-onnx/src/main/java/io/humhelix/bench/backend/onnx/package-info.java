/**
 * The backend {@code onnxruntime}: Whisper by ONNX Runtime in this process.
 *
 * <p>{@link io.humhelix.bench.backend.onnx.OnnxRuntimeProvider} is found by {@link
 * java.util.ServiceLoader}. It puts together what lies below: {@code model} reads a model's folder,
 * {@code session} ONNX Runtime and its execution providers, {@code runtime} runs the networks,
 * {@code features}, {@code tokens} and {@code decode} are the rest of Whisper.
 */
package io.humhelix.bench.backend.onnx;
