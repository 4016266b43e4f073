package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.store.TrialValues;
import io.humhelix.bench.summary.FinestTallies;
import java.util.Optional;

/** The table of averages: the page groups the finest sums by whatever the reader chooses. */
final class MeansPart implements ReportPart {

  /** About 2 MiB of the page. */
  static final int MOST_SUMS = 400_000;

  @Override
  public String key() {
    return "means";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    FinestTallies tallies = sources.tallies().finest(MOST_SUMS);
    if (tallies.rows() == 0) {
      return Optional.empty();
    }
    ObjectNode data = (ObjectNode) PictureJson.of(tallies);
    newestAudio(sources).ifPresent(audio -> data.put("newest_audio", audio));
    return Optional.of(data);
  }

  /** What the newest run measured first: nobody looks for last year's clip. */
  private static Optional<String> newestAudio(ReportSources sources) {
    return sources.runs().stream()
        .findFirst()
        .flatMap(run -> run.runConfigs().stream().findFirst())
        .map(config -> TrialValues.audioFile(config.runConfig().workload()));
  }
}
