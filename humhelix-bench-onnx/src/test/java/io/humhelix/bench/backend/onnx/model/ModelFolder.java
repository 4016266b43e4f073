package io.humhelix.bench.backend.onnx.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A model folder for tests: the JSON files of the real model with small graphs. */
public final class ModelFolder {

  /** The model that the examples have. */
  public static final Path REAL =
      Path.of(System.getProperty("humhelix.test.data"), "models", "whisper-tiny.en");

  /** The sizes of the real model. */
  public static final NetworkSizes TINY = new NetworkSizes(80, 384, 4, 6, 4, 6, 1500, 448, 51_864);

  private static final JsonMapper JSON = new JsonMapper();

  private final Path path;

  private ModelFolder(Path path) {
    this.path = path;
  }

  /** A folder that is in order. */
  public static ModelFolder in(Path path) throws IOException {
    Files.createDirectories(path.resolve("onnx"));
    for (String name :
        List.of(
            "config.json",
            "generation_config.json",
            "preprocessor_config.json",
            "tokenizer.json")) {
      Files.copy(REAL.resolve(name), path.resolve(name));
    }
    return new ModelFolder(path)
        .graph("encoder_model.onnx", OnnxFile.encoder(TINY))
        .graph("decoder_model_merged.onnx", OnnxFile.merged(TINY));
  }

  public Path path() {
    return path;
  }

  public Path onnx(String name) {
    return path.resolve("onnx").resolve(name);
  }

  public ModelFolder graph(String name, OnnxFile graph) throws IOException {
    Files.write(onnx(name), graph.bytes());
    return this;
  }

  public ModelFolder without(String name) throws IOException {
    Files.delete(path.resolve(name));
    return this;
  }

  public ModelFolder edit(String name, Consumer<ObjectNode> change) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(path.resolve(name).toFile());
    change.accept(root);
    JSON.writeValue(path.resolve(name).toFile(), root);
    return this;
  }

  public ModelReader read() {
    return ModelReader.read(path, GraphChoice.DEFAULT);
  }

  /** Asserts that there is one finding, that it names the file, and that it says what to do. */
  public static void assertRefused(ModelReader reading, String... parts) {
    assertEquals(1, reading.issues().size(), reading.issues().toString());
    assertTrue(reading.model().isEmpty());
    Issue issue = reading.issues().get(0);
    assertEquals(Severity.ERROR, issue.severity());
    assertTrue(issue.message().startsWith("onnxruntime: "), issue.message());
    assertTrue(!issue.remedy().isEmpty());
    for (String part : parts) {
      assertTrue(issue.text().contains(part), issue.text() + " lacks: " + part);
    }
  }
}
