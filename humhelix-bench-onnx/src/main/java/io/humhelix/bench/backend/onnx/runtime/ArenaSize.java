package io.humhelix.bench.backend.onnx.runtime;

/**
 * The arena in which the key/value cache lies: with {@link MemoryUse#sharedArena} that of the whole
 * network, else the decoder's.
 *
 * @param allocatedBytes what it has taken from the system or device, and keeps
 * @param peakUsedBytes most that was in use at a time since it was made
 */
public record ArenaSize(long allocatedBytes, long peakUsedBytes) {}
