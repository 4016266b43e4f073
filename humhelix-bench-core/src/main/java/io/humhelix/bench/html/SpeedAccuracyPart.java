package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.picture.SpeedAccuracy;
import java.util.Optional;

/** Error rate against speed. */
final class SpeedAccuracyPart implements ReportPart {

  @Override
  public String key() {
    return "speed_accuracy";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    SpeedAccuracy picture = SpeedAccuracy.of(sources.entries());
    return picture.points().isEmpty() ? Optional.empty() : Optional.of(PictureJson.of(picture));
  }
}
