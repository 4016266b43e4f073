package io.humhelix.bench.backend.onnx.model;

import io.humhelix.bench.result.Issue;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of reading a model folder.
 *
 * @param model the model, if ONNX Runtime may see its files
 * @param issues why not, otherwise: everything that was found, each of severity ERROR
 */
public record ModelReader(Optional<WhisperModel> model, List<Issue> issues) {

  /** Where the layout has its graphs; Optimum's export leaves them beside the configuration. */
  static final String GRAPH_FOLDER = "onnx";

  public ModelReader {
    Objects.requireNonNull(model, "model");
    issues = List.copyOf(issues);
  }

  /**
   * Reads and checks a folder. Of the graphs, weights are passed over.
   *
   * @param folder where {@code config.json} lies
   * @param choice which of its graphs
   * @return the model, or all that is wrong
   */
  public static ModelReader read(Path folder, GraphChoice choice) {
    Findings findings = new Findings();
    ConfigReader configReader = new ConfigReader(folder, findings);
    Optional<WhisperConfig> config = configReader.read();
    Optional<GraphFinder.GraphPaths> paths = new GraphFinder(folder, findings).find(choice);
    if (paths.isPresent()) {
      Optional<GraphFile> encoder = graph(folder, paths.get().encoder(), findings);
      Optional<GraphFile> decoder = graph(folder, paths.get().decoder(), findings);
      Optional<GraphFile> withPast =
          paths.get().withPast().flatMap(path -> graph(folder, path, findings));
      boolean complete =
          encoder.isPresent()
              && decoder.isPresent()
              && withPast.isPresent() == paths.get().withPast().isPresent();
      if (complete && config.isPresent()) {
        ModelGraphs graphs = new ModelGraphs(encoder.get(), decoder.get(), withPast);
        new GraphCheck(config.get().sizes(), findings).check(graphs);
        if (findings.none()) {
          WhisperModel model =
              new WhisperModel(
                  folder,
                  config.get(),
                  folder.resolve(ConfigReader.TOKENIZER),
                  graphs,
                  configReader.files());
          return new ModelReader(Optional.of(model), List.of());
        }
      }
    }
    return new ModelReader(Optional.empty(), findings.issues());
  }

  private static Optional<GraphFile> graph(Path folder, Path path, Findings findings) {
    return findings.attempt(
        path,
        () -> {
          GraphParser.ParsedGraph parsed = GraphParser.parse(path);
          List<Path> external = ExternalData.resolve(path, folder, parsed.externalLocations());
          String computeType = GraphVariant.ofFileName(path.getFileName().toString()).computeType();
          return new GraphFile(path, computeType, parsed.signature(), external);
        });
  }
}
