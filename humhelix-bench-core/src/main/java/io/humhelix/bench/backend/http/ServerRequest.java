package io.humhelix.bench.backend.http;

import java.time.Duration;

/**
 * A request to the server.
 *
 * @param method {@code GET} or {@code POST}
 * @param path below the server's address
 * @param accept the content types wanted
 * @param contentType of the body; empty without one
 * @param body what is sent; nobody may write to it
 * @param deadline for the whole response
 * @param streamed whether events may come
 */
record ServerRequest(
    String method,
    String path,
    String accept,
    String contentType,
    byte[] body,
    Duration deadline,
    boolean streamed) {

  /** A question without a body. */
  static ServerRequest get(String path, String accept, Duration deadline) {
    return new ServerRequest("GET", path, accept, "", new byte[0], deadline, false);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
