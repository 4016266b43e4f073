package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Tells good responses from bad ones. A status of 200 is not enough: hum-helix's server and
 * whisper.cpp's older ones report errors with it. Thread-safe.
 */
final class ResponseCheck {

  private static final int OK = 200;
  private static final int FIRST_REDIRECT = 300;
  private static final int FIRST_CLIENT_ERROR = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int TOO_LARGE = 413;
  private static final int TOO_MANY = 429;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int DEEPEST = 32;

  /** Bounded by the size of a response; strict about what comes after the end. */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Transport transport;

  ResponseCheck(Transport transport) {
    this.transport = transport;
  }

  /** Returns the object that a response consists of; it is no error. */
  JsonNode object(ServerResponse response) throws SutException {
    requireOk(response);
    requireType(response, List.of("application/json"));
    return requireNoError(response, parse(response, response.body().complete()));
  }

  /** Returns the text that a response consists of; it is no error. */
  String text(ServerResponse response, List<String> types) throws SutException {
    requireOk(response);
    if (response.contentType().equals("application/json")) {
      // A server that says text and sends an object reports an error by it.
      requireNoError(response, parse(response, response.body().complete()));
    }
    requireType(response, types);
    return utf8(response.body().complete());
  }

  /** Parses JSON that must be an object. */
  JsonNode parse(ServerResponse response, byte[] json) throws SutException {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
      throw protocol(response, "the response is not valid JSON" + where + quote(utf8(json)));
    } catch (IOException e) {
      throw protocol(response, "the response cannot be read");
    }
    if (node == null || !node.isObject()) {
      throw protocol(response, "the response is not a JSON object" + quote(utf8(json)));
    }
    return node;
  }

  /** Returns an object unless it reports an error. */
  JsonNode requireNoError(ServerResponse response, JsonNode object) throws SutException {
    Optional<String> error = error(object);
    if (error.isPresent()) {
      throw failed(
          FailureKind.SUT_ERROR,
          response,
          "the server reports an error" + quote(error.get()),
          "See the server's log.");
    }
    return object;
  }

  /** Refuses whatever is not status 200. */
  void requireOk(ServerResponse response) throws SutException {
    int status = response.status();
    if (status == OK) {
      return;
    }
    String what = "status " + status + detail(response);
    if (status >= FIRST_REDIRECT && status < FIRST_CLIENT_ERROR) {
      throw failed(
          FailureKind.PROTOCOL,
          response,
          "status " + status + " redirects to " + target(response) + "; redirects are not followed",
          "Set the option url to the right server. Following the redirect would send the key there too.");
    }
    throw switch (status) {
      case UNAUTHORIZED, FORBIDDEN ->
          failed(
              FailureKind.AUTHENTICATION,
              response,
              what,
              "Set the key that the server wants by api_key_env or api_key_file.");
      case NOT_FOUND, NOT_ALLOWED ->
          failed(
              FailureKind.PROTOCOL,
              response,
              what,
              "Check the options url and api, and that the server has the model.");
      case TOO_LARGE ->
          failed(FailureKind.AUDIO, response, what, "The clip is too large for this server.");
      case TOO_MANY ->
          failed(
              FailureKind.RATE_LIMIT,
              response,
              what + retryAfter(response),
              "Make fewer concurrent calls, or measure a server without a rate limit. Nothing is"
                  + " retried, since that would hide the time it costs.");
      default ->
          failed(
              status >= FIRST_SERVER_ERROR ? FailureKind.SUT_ERROR : FailureKind.PROTOCOL,
              response,
              what,
              status >= FIRST_SERVER_ERROR
                  ? "See the server's log."
                  : "The server refuses the request: check model and options.");
    };
  }

  /** Refuses other content types. */
  void requireType(ServerResponse response, List<String> types) throws SutException {
    String type = response.contentType();
    boolean json = type.endsWith("+json") && types.contains("application/json");
    if (!types.contains(type) && !json) {
      throw protocol(
          response,
          "the response has the content type '"
              + Quoted.start(transport.scrub(type))
              + "', not "
              + String.join(" or ", types)
              + (response.body().streamed() ? "" : quote(utf8(response.body().complete()))));
    }
  }

  /** Returns a failure of kind PROTOCOL. */
  SutException protocol(ServerResponse response, String what) {
    return failed(
        FailureKind.PROTOCOL,
        response,
        what,
        "Check that url and api name a server of this protocol, and see the server's log.");
  }

  SutException failed(FailureKind kind, ServerResponse response, String what, String remedy) {
    return new SutException(kind, transport.failures().subject(response.request()) + what, remedy);
  }

  /** Returns a quotation without secrets, of bounded length; nothing for an empty text. */
  String quote(String text) {
    String start = Quoted.start(transport.scrub(text));
    return start.isEmpty() ? "" : ": " + start;
  }

  private String detail(ServerResponse response) {
    byte[] body = response.body().complete();
    try {
      JsonNode node = JSON.readTree(body);
      Optional<String> error = node == null ? Optional.empty() : error(node);
      return quote(error.orElse(utf8(body)));
    } catch (IOException e) {
      return quote(utf8(body));
    }
  }

  /** Finds the message in {@code error} as the known servers write it. */
  private static Optional<String> error(JsonNode object) {
    JsonNode error = object.get("error");
    if (error == null || error.isNull()) {
      return Optional.empty();
    }
    if (error.isTextual()) {
      JsonNode more = object.path("error_message");
      return Optional.of(error.textValue() + (more.isTextual() ? ": " + more.textValue() : ""));
    }
    JsonNode message = error.path("message");
    return Optional.of(message.isTextual() ? message.textValue() : error.toString());
  }

  private String retryAfter(ServerResponse response) {
    return response
        .headers()
        .firstValue("retry-after")
        .map(value -> ", retry after" + quote(value))
        .orElse("");
  }

  private String target(ServerResponse response) {
    // Scrubbed as a whole: only a part of a key may be within the host.
    String location = transport.scrub(response.headers().firstValue("location").orElse(""));
    try {
      URI target = new URI(location);
      String host = target.getHost();
      return host == null
          ? "another path of the same host"
          : "host '"
              + Quoted.start(host)
              + (target.getPort() < 0 ? "" : ":" + target.getPort())
              + "'";
    } catch (URISyntaxException e) {
      return "an invalid address";
    }
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
