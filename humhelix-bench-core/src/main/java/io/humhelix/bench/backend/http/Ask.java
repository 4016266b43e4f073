package io.humhelix.bench.backend.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;

/**
 * A request to the server.
 *
 * @param method {@code GET} or {@code POST}
 * @param path below the server's address
 * @param accept the content types wanted
 * @param contentType of the body; empty without one
 * @param body what is sent
 * @param deadline for the whole answer
 * @param streamed whether events may come
 */
record Ask(
    String method,
    String path,
    String accept,
    String contentType,
    BodyPublisher body,
    Duration deadline,
    boolean streamed) {

  @Override
  public String toString() {
    return method + " " + path;
  }
}
