/**
 * Whisper's networks in ONNX Runtime, with a key/value cache that stays on the device.
 *
 * <p>ONNX Runtime's Java API has no IoBinding: what a session gives comes back to host memory. So
 * sessions are made by the Java API, and run by the C API below it ({@code OrtApi::Run}) with input
 * and output tensors that were allocated on the device beforehand. That is what IoBinding does,
 * with fewer calls: a token costs {@code 4 x layers + 1} of them, where binding the cache's tensors
 * anew, as their growing shapes demand, costs six a layer. A call from Java takes about a
 * microsecond. A plain loop over the Java API alone was measured beside this one, in turn, on the
 * CPU: the same logits to the bit, and the same time (a ratio of 0.97 with other work on the
 * machine). It has nothing that this one lacks, so there is only this one: without the C API a
 * device's cache would be copied at every token, and nothing would tell which nodes run where.
 *
 * <p>What crosses the bus at a token, for a batch of one, {@code s} bytes a number, {@code P}
 * tokens so far, {@code A} encoder positions, {@code W} the model's width, {@code L} decoder layers
 * and {@code V} tokens in the vocabulary:
 *
 * <ul>
 *   <li>here: token, branch flag and logits, {@code 9 + s V} bytes
 *   <li>the plain loop: that, the cache there and back and the encoder's output, {@code 2 s L W (2P
 *       + 1 + A) + s W A} more
 * </ul>
 *
 * <p>For tiny.en in float32 at token 100 this is 0.2 MB against 23 MB. These are sums, not
 * measurements: the device path has not been measured on a GPU yet.
 *
 * <p>The decode loop inside the graph (ONNX {@code Loop}, or ONNX Runtime's own beam search
 * operator for Whisper) was not taken. It would save the copy of the logits too, but the rules over
 * logits (timestamps, suppressed tokens, temperature fallback) would have to be graphs as well, and
 * users would have to export their models anew.
 */
package io.humhelix.bench.backend.onnx.runtime;
