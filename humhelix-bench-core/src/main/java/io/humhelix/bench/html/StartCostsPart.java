package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.picture.StartCosts;
import java.util.Optional;

/** Load, first call and later ones. */
final class StartCostsPart implements ReportPart {

  @Override
  public String key() {
    return "phases";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    StartCosts picture = StartCosts.of(sources.entries());
    return picture.costs().isEmpty() && picture.running().isEmpty()
        ? Optional.empty()
        : Optional.of(PictureJson.of(picture));
  }
}
