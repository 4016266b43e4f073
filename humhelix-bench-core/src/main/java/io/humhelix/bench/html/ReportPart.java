package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.store.StoreException;
import java.util.Optional;

/** A part of the report: what the page's script of the same name draws. */
interface ReportPart {

  /** The key of its data. */
  String key();

  /**
   * Makes its data.
   *
   * @return empty if there is nothing to show: then the page has no such part
   */
  Optional<JsonNode> data(ReportSources sources) throws StoreException;
}
