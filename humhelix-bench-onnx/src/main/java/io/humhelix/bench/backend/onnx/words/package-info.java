/**
 * Times of words, from the decoder's attention to the audio: pure functions after OpenAI's {@code
 * whisper.timing}.
 */
package io.humhelix.bench.backend.onnx.words;
