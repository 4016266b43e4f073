package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.picture.TrialSequence;
import java.util.Optional;

/** Forks and trials in their order. */
final class TrialSequencePart implements ReportPart {

  @Override
  public String key() {
    return "sequence";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    TrialSequence picture = TrialSequence.of(sources.runs());
    return picture.runs().isEmpty() ? Optional.empty() : Optional.of(PictureJson.of(picture));
  }
}
