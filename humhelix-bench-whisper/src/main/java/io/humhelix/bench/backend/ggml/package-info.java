/**
 * What the backends of whisper.cpp share: its ggml model files, read and checked before native code
 * sees them, and what its log tells of devices and errors. Not for other use: it changes with the
 * backends.
 */
package io.humhelix.bench.backend.ggml;
