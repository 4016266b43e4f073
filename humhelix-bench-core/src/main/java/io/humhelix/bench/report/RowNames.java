package io.humhelix.bench.report;

import io.humhelix.bench.result.RunConfigResult;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Names of run configs as rows have them: two that would look alike are told by their ids. */
final class RowNames {

  private RowNames() {}

  static Map<RunConfigResult, String> of(List<RunConfigResult> configs) {
    Map<String, Integer> looks = new HashMap<>();
    configs.forEach(config -> looks.merge(look(config), 1, Integer::sum));
    Map<RunConfigResult, String> names = new IdentityHashMap<>();
    for (RunConfigResult config : configs) {
      String name = DisplayText.oneLine(config.label());
      names.put(
          config,
          looks.get(look(config)) == 1 ? name : name + " [" + config.runConfig().id() + "]");
    }
    return names;
  }

  /** What is left for the eye: no control characters, and nothing without a width of its own. */
  private static String look(RunConfigResult config) {
    return Normalizer.normalize(DisplayText.oneLine(config.label()), Normalizer.Form.NFKC)
        .replaceAll("[\\p{Cf}\\s]+", " ");
  }
}
