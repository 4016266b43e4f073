package io.humhelix.bench.backend.onnx.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a definition says that an execution provider's libraries lie.
 *
 * @param cudaLibraries folders in which CUDA's libraries are looked for first; possibly empty
 * @param plugin a library that brings an execution provider; empty for those that are built in
 */
public record ProviderSources(List<Path> cudaLibraries, Optional<PluginLibrary> plugin) {

  /** Nothing is named. */
  public static final ProviderSources NONE = new ProviderSources(List.of(), Optional.empty());

  public ProviderSources {
    cudaLibraries = List.copyOf(cudaLibraries);
    Objects.requireNonNull(plugin, "plugin");
  }
}
