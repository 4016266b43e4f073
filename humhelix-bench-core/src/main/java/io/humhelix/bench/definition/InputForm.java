package io.humhelix.bench.definition;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the clips of a workload were named, shorter and more telling than one by one.
 *
 * @param files paths and patterns, relative to the working directory
 * @param references a file of references; empty if there is none
 */
public record InputForm(List<String> files, Optional<Path> references) {

  public InputForm {
    files = List.copyOf(files);
    references = references.map(Path::toAbsolutePath).map(Path::normalize);
  }
}
