package io.humhelix.bench.backend.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits bytes into server-sent events and returns their data (WHATWG HTML, section 9.2). Event
 * names, ids and retry times are not needed, since the data of transcription events says what they
 * are. Used by one thread.
 */
final class EventLines {

  private static final String DATA = "data";

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean hasData;
  private boolean afterReturn;
  private boolean started;

  /** Takes bytes and returns the data of the events that they complete. */
  List<String> take(byte[] bytes) {
    List<String> events = new ArrayList<>();
    for (byte b : bytes) {
      if (b == '\n' && afterReturn) {
        afterReturn = false;
      } else if (b == '\n' || b == '\r') {
        afterReturn = b == '\r';
        endLine(events);
      } else {
        afterReturn = false;
        line.write(b);
      }
    }
    return events;
  }

  /**
   * Returns whether the stream was cut off within an event. The standard drops such an event; for a
   * transcript that would be lost text.
   */
  boolean unfinished() {
    return hasData || line.size() > 0;
  }

  private void endLine(List<String> events) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (!started && text.startsWith("\ufeff")) {
      text = text.substring(1);
    }
    started = true;
    if (text.isEmpty()) {
      if (hasData) {
        events.add(data.toString());
      }
      data.setLength(0);
      hasData = false;
      return;
    }
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    if (field.equals(DATA)) {
      String value = colon < 0 ? "" : text.substring(colon + 1);
      if (hasData) {
        data.append('\n');
      }
      data.append(value.startsWith(" ") ? value.substring(1) : value);
      hasData = true;
    }
  }
}
