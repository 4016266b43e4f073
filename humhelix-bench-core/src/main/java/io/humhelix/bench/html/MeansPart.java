package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
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
    return tallies.rows() == 0 ? Optional.empty() : Optional.of(PictureJson.of(tallies));
  }
}
