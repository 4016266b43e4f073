package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The hashes of model files, as provenance has them, by run config. */
final class ModelHashes {

  /** Key of a model file: ids of the run configs that it belongs to. */
  static final String RUN_CONFIGS = "run_configs";

  private ModelHashes() {}

  /**
   * Returns the files of a run config's model. Files of one name may lie in several of its folders.
   *
   * @param models records of all files of a run
   * @param id of the run config
   * @return hashes by the file's name
   */
  static SortedMap<String, SortedSet<String>> of(JsonNode models, String id) {
    SortedMap<String, SortedSet<String>> hashes = new TreeMap<>();
    for (JsonNode model : models) {
      JsonNode runConfigs = model.path(RUN_CONFIGS);
      boolean own = runConfigs.isMissingNode();
      for (JsonNode one : runConfigs) {
        own |= one.asText().equals(id);
      }
      if (own) {
        hashes
            .computeIfAbsent(model.path("file").asText(), file -> new TreeSet<>())
            .add(model.path("sha256").asText());
      }
    }
    return hashes;
  }
}
