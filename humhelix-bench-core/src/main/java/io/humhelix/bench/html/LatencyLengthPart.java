package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.picture.LatencyLength;
import java.util.Optional;

/** Latency against the length of clips. */
final class LatencyLengthPart implements ReportPart {

  @Override
  public String key() {
    return "latency_length";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    LatencyLength picture = LatencyLength.of(sources.entries());
    return picture.series().isEmpty() ? Optional.empty() : Optional.of(PictureJson.of(picture));
  }
}
