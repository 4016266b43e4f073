package io.humhelix.bench.internal.fork;

import io.humhelix.bench.result.Artifact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Stores files beside the results. */
@FunctionalInterface
public interface ArtifactKeeper {

  /** Stores a file; empty if results are not stored. */
  Optional<Artifact> keep(String kind, String name, Path content) throws IOException;
}
