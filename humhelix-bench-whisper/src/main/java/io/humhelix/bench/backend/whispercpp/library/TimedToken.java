package io.humhelix.bench.backend.whispercpp.library;

/**
 * A token of text with its times, in hundredths of a second.
 *
 * @param bytes UTF-8, possibly a part of a character
 * @param begin by the engine's estimate from time tokens and loudness
 * @param end likewise
 * @param aligned when it is spoken, by dynamic time warping; -1 without
 */
@SuppressWarnings("ArrayRecordComponent")
public record TimedToken(byte[] bytes, long begin, long end, long aligned) {}
