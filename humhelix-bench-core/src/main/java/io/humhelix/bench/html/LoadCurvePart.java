package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.picture.LoadCurve;
import io.humhelix.bench.store.StoreException;
import java.util.Optional;

/** Offered load against latency, goodput and errors. */
final class LoadCurvePart implements ReportPart {

  @Override
  public String key() {
    return "load";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) throws StoreException {
    LoadRuns read = LoadRuns.of(sources);
    LoadCurve picture = LoadCurve.of(read.runs());
    if (picture.panels().isEmpty()) {
      return Optional.empty();
    }
    ObjectNode data = (ObjectNode) PictureJson.of(picture);
    ArrayNode unreadable = data.putArray("unreadable");
    read.unreadable().forEach(unreadable::add);
    return Optional.of(data);
  }
}
