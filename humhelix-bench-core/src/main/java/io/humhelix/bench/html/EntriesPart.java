package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.picture.Entry;
import java.util.Optional;

/** What marks and curves of all pictures stand for. */
final class EntriesPart implements ReportPart {

  @Override
  public String key() {
    return "entries";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    return Optional.of(
        PictureJson.of(sources.entries().stream().map(Entry.Measured::entry).toList()));
  }
}
