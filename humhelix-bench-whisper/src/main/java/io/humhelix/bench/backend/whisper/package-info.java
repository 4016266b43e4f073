/**
 * The backend {@code whisper-jni}: whisper.cpp in this process, through the whisper-jni library.
 *
 * <p>{@link io.humhelix.bench.backend.whisper.WhisperJniProvider} is found by {@link
 * java.util.ServiceLoader}. Since whisper.cpp ends the whole process on most damaged model files,
 * every file is read and checked here before native code sees it.
 */
package io.humhelix.bench.backend.whisper;
