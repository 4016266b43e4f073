package io.humhelix.bench.backend.onnx.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A model folder that was read and checked: its graphs are those of a Whisper encoder and decoder
 * and agree with its configuration. Immutable.
 *
 * @param folder where the configuration lies
 * @param config what the configuration says
 * @param tokenizer the file {@code tokenizer.json}
 * @param graphs the networks
 * @param configFiles the JSON files that were read, the tokenizer's included
 */
public record WhisperModel(
    Path folder, WhisperConfig config, Path tokenizer, ModelGraphs graphs, List<Path> configFiles) {

  public WhisperModel {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(graphs, "graphs");
    configFiles = List.copyOf(configFiles);
  }

  /**
   * Returns every file that makes up the model.
   *
   * @return configuration, tokenizer, graphs and their external data
   */
  public List<Path> files() {
    List<Path> files = new ArrayList<>(configFiles);
    for (GraphFile graph : graphs.all()) {
      files.add(graph.path());
      files.addAll(graph.externalData());
    }
    return List.copyOf(files);
  }
}
