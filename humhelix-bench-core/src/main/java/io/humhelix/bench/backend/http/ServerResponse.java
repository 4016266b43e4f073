package io.humhelix.bench.backend.http;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.util.Locale;

/**
 * A server's response to one request.
 *
 * @param request what was sent
 * @param status the status code
 * @param version the version of HTTP that was spoken
 * @param headers the head
 * @param body complete, or still arriving if it is streamed
 * @param moments when what happened
 * @param deadlineNanos until when the body is waited for
 */
record ServerResponse(
    ServerRequest request,
    int status,
    HttpClient.Version version,
    HttpHeaders headers,
    ResponseBody body,
    ExchangeTimes times,
    long deadlineNanos) {

  static final String EVENT_STREAM = "text/event-stream";

  /** Returns the content type without parameters, in lower case; empty if there is none. */
  String contentType() {
    return contentType(headers);
  }

  static String contentType(HttpHeaders headers) {
    return headers
        .firstValue("content-type")
        .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }
}
