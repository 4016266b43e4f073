package io.humhelix.bench.backend.onnx.decode;

/**
 * Tokens that follow each other.
 *
 * @param from the first
 * @param to behind the last
 */
record TokenRange(int from, int to) {}
