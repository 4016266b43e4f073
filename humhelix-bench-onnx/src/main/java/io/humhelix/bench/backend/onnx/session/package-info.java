/**
 * ONNX Runtime itself: its native library, its execution providers and what sessions are made with.
 */
package io.humhelix.bench.backend.onnx.session;
