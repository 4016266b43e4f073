package io.humhelix.bench.model;

import java.nio.file.Path;
import java.util.List;

/**
 * Reference results that a run is compared with. A baseline is pinned: it changes when somebody
 * says so, never because a newer run exists, so that a slow series of small losses stays visible.
 *
 * @param name how reports call it
 * @param results its results files, at least one
 */
public record Baseline(String name, List<Path> results) {

  public Baseline {
    results = List.copyOf(results);
    if (name.isBlank()) {
      throw new IllegalArgumentException("the baseline's name is blank");
    }
    if (results.isEmpty()) {
      throw new IllegalArgumentException("baseline '" + name + "' names no results file");
    }
  }
}
