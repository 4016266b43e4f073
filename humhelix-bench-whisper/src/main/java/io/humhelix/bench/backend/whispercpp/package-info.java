/**
 * The backend {@code whisper.cpp}: a libwhisper of the machine, in this process.
 *
 * <p>{@link io.humhelix.bench.backend.whispercpp.WhisperCppProvider} is found by {@link
 * java.util.ServiceLoader}. Model files are read and checked here before native code sees them,
 * since whisper.cpp ends the whole process on most damaged ones.
 */
package io.humhelix.bench.backend.whispercpp;
