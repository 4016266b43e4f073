package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.picture.LatencySpread;
import java.util.Optional;

/** How latencies are spread. */
final class LatencySpreadPart implements ReportPart {

  @Override
  public String key() {
    return "latency_spread";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    LatencySpread picture = LatencySpread.of(sources.entries());
    return picture.spreads().isEmpty() ? Optional.empty() : Optional.of(PictureJson.of(picture));
  }
}
