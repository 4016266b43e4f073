package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** hum-helix's dashboard: every file of the folder, one frame, four means per group. */
public final class Dashboard {

  private static final String SCRIPT =
      String.join(
          "\n",
          "import glob, json, sys, yaml, pandas as pd",
          "rows = []",
          "for f in glob.glob(sys.argv[1] + '/benchmark-*.db.yaml'):",
          "    rows += yaml.safe_load(open(f, encoding='utf-8'))",
          "means = pd.DataFrame(rows).groupby(['model', 'device', 'beam_size', 'audio_file'])[",
          "    ['total_transcription_time', 'inference_time', 'transcription_time', 'rtf']].mean()",
          "print(json.dumps({'|'.join(str(int(x)) if isinstance(x, float) else str(x)",
          "    for x in k): list(v) for k, v in zip(means.index, means.values)}))");

  private Dashboard() {}

  /** Returns the means by {@code model|device|beam_size|audio_file}. */
  public static Map<String, List<Double>> means(Path folder) throws Exception {
    Map<String, List<Double>> means = new TreeMap<>();
    JsonNode printed = Python.json(folder, List.of("yaml", "pandas"), SCRIPT, folder.toString());
    printed
        .properties()
        .forEach(
            group -> {
              List<Double> values = new ArrayList<>();
              group.getValue().forEach(value -> values.add(value.doubleValue()));
              means.put(group.getKey(), values);
            });
    return means;
  }
}
