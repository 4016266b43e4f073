package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.picture.TradeOff;
import java.util.Optional;

/** Error rate against speed. */
final class TradeOffPart implements ReportPart {

  @Override
  public String key() {
    return "trade_off";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    TradeOff picture = TradeOff.of(sources.entries());
    return picture.points().isEmpty() ? Optional.empty() : Optional.of(PictureJson.of(picture));
  }
}
