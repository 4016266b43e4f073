package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.history.History;
import io.humhelix.bench.picture.RunHistory;
import io.humhelix.bench.report.HistoryReport;
import io.humhelix.bench.report.Symbols;
import java.util.Optional;

/** Metrics over runs. */
final class RunHistoryPart implements ReportPart {

  @Override
  public String key() {
    return "history";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    if (sources.history().isEmpty()) {
      return Optional.empty();
    }
    History history = sources.history().get();
    HistoryReport words = new HistoryReport(history, false, Symbols.UNICODE);
    RunHistory picture = RunHistory.of(history, words::causes);
    if (picture.series().isEmpty()) {
      return Optional.empty();
    }
    ObjectNode data = (ObjectNode) PictureJson.of(picture);
    data.put("headline", words.headline());
    data.put("changed", !history.changed().isEmpty());
    return Optional.of(data);
  }
}
