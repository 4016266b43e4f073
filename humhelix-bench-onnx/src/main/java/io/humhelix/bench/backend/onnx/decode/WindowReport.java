package io.humhelix.bench.backend.onnx.decode;

/**
 * How well a window of the audio was decoded.
 *
 * @param startSeconds where it begins in the clip
 * @param temperature that gave its text; above 0 if earlier tries failed
 * @param meanLogProbability mean over its tokens and the end of text; NaN if not looked at
 * @param silenceProbability probability that nothing is said; NaN if not looked at
 * @param compressionRatio bytes of its text by bytes of their zlib form
 * @param tokens text and time tokens, of a silent window too
 * @param silent whether it was taken for silence, and its text dropped
 */
public record WindowReport(
    double startSeconds,
    double temperature,
    double meanLogProbability,
    double silenceProbability,
    double compressionRatio,
    int tokens,
    boolean silent) {}
