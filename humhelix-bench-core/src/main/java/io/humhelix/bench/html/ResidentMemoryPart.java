package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.picture.ResidentMemory;
import java.util.Optional;

/** The memory of systems. */
final class ResidentMemoryPart implements ReportPart {

  @Override
  public String key() {
    return "memory";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    ResidentMemory picture = ResidentMemory.of(sources.entries());
    return picture.used().isEmpty() && picture.unmeasured().isEmpty()
        ? Optional.empty()
        : Optional.of(PictureJson.of(picture));
  }
}
