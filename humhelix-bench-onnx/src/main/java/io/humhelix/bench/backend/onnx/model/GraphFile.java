package io.humhelix.bench.backend.onnx.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * An ONNX file of a model.
 *
 * @param path the file
 * @param computeType the numeric form that its name stands for, such as {@code float16}
 * @param signature what it takes and gives
 * @param externalData separate files with its weights, inside the model's folder
 */
public record GraphFile(
    Path path, String computeType, GraphSignature signature, List<Path> externalData) {

  public GraphFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(computeType, "computeType");
    Objects.requireNonNull(signature, "signature");
    externalData = List.copyOf(externalData);
  }
}
