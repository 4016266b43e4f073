package io.humhelix.bench.model;

import java.nio.file.Path;
import java.util.List;

/**
 * The results that a run is compared with. A baseline is pinned: it only changes when somebody
 * changes it, not because there is a newer run. A slow series of small losses therefore stays
 * visible.
 *
 * @param name its name in reports
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
