package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.SutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One cheap question before anything is measured. Servers differ in what they have beside
 * transcription, so any response shows that there is one; its content is used if it is clear.
 */
final class ServerCheck {

  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int FIRST_REDIRECT = 300;
  private static final int FIRST_CLIENT_ERROR = 400;
  private static final int UNAUTHORIZED = 401;

  private ServerCheck() {}

  static List<Issue> of(ServerApi api, String model, Transport transport) {
    ResponseCheck check = new ResponseCheck(transport);
    ServerRequest request = ServerRequest.get(api.checkPath(), "*/*", DEADLINE);
    ServerResponse response;
    try {
      response = transport.send(request);
    } catch (SutException e) {
      return List.of(
          Issue.error(
              e.kind() == FailureKind.PROTOCOL ? "server-answer-unusable" : "server-unreachable",
              e.getMessage() + ".",
              e.remedy()));
    }
    int status = response.status();
    boolean redirected = status >= FIRST_REDIRECT && status < FIRST_CLIENT_ERROR;
    if (redirected || status == UNAUTHORIZED || status == UNAVAILABLE) {
      try {
        check.requireOk(response);
      } catch (SutException e) {
        String code =
            redirected
                ? "server-redirects"
                : status == UNAUTHORIZED ? "api-key-refused" : "server-not-ready";
        return List.of(Issue.error(code, e.getMessage() + ".", e.remedy()));
      }
    }
    return status == OK && api instanceof OpenAiApi ? listed(response, model, check) : List.of();
  }

  /** Many servers list their models, and some load others on demand: a hint, no more. */
  private static List<Issue> listed(ServerResponse response, String model, ResponseCheck check) {
    List<String> ids = new ArrayList<>();
    try {
      for (JsonNode entry : check.object(response).path("data")) {
        ids.add(entry.path("id").asText(""));
      }
    } catch (SutException e) {
      return List.of();
    }
    return ids.isEmpty() || ids.contains(model)
        ? List.of()
        : List.of(
            Issue.warning(
                "model-not-listed",
                "http: the server does not list the model '"
                    + model
                    + "', but"
                    + check.quote(String.join(", ", ids)).substring(1)
                    + ".",
                "Check the name; some servers load other models on demand."));
  }
}
