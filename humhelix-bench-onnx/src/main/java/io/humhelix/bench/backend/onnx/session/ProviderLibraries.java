package io.humhelix.bench.backend.onnx.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of the execution providers that lie beside ONNX Runtime's library: in the folder of a
 * native build, or where its Java API unpacks those of the jar.
 *
 * @param folder the folder of a native build; empty for the jar's
 */
record ProviderLibraries(Optional<Path> folder) {

  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final String CORE = "/libonnxruntime.so";

  /** The name of a provider's file. */
  static String fileName(ExecutionProvider provider) {
    return System.mapLibraryName(
        "onnxruntime_providers_" + provider.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Returns a provider's files, and CUDA's after TensorRT's, which hands nodes on to it.
   *
   * @param provider the provider
   * @return those that are there
   */
  List<Path> of(ExecutionProvider provider) {
    Optional<Path> where = folder.or(ProviderLibraries::unpacked);
    return Stream.of(provider, ExecutionProvider.CUDA)
        .filter(one -> one == provider || provider == ExecutionProvider.TENSORRT)
        .distinct()
        .flatMap(one -> where.map(path -> path.resolve(fileName(one))).stream())
        .filter(Files::isRegularFile)
        .toList();
  }

  /** ONNX Runtime's Java API has no call for MIGraphX: it is registered like a plug-in. */
  Optional<PluginLibrary> pluginOf(ExecutionProvider provider) {
    return provider == ExecutionProvider.MIGRAPHX
        ? of(provider).stream().findFirst().map(file -> new PluginLibrary(provider.word(), file))
        : Optional.empty();
  }

  /** Where the library lies that this process has mapped. */
  private static Optional<Path> unpacked() {
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .filter(line -> line.contains(CORE))
          .map(line -> Path.of(line.substring(line.indexOf('/'))).getParent())
          .findFirst();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
