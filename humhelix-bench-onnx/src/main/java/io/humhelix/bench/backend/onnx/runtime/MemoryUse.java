package io.humhelix.bench.backend.onnx.runtime;

/**
 * Where the tensors of a network lie.
 *
 * @param cachePlace memory of the key/value cache: {@code Cpu}, or the name of the device's memory
 *     and its index, such as {@code Cuda:0}
 * @param cacheOnDevice whether that is a device's memory
 * @param pinned whether host memory that a device reads and writes is locked into place, so that
 *     nothing is copied between
 * @param sharedArena whether all graphs allocate from one arena, instead of one each
 */
public record MemoryUse(
    String cachePlace, boolean cacheOnDevice, boolean pinned, boolean sharedArena) {}
