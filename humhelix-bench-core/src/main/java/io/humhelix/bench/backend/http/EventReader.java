package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.internal.text.SegmentTexts;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a response that arrives as events, in the three forms that servers send: OpenAI's typed
 * events ({@code transcript.text.delta}, {@code .segment}, {@code .done}), vLLM's chunks ({@code
 * choices[].delta.content}, {@code [DONE]}), and plain ones with the text of a segment each, as
 * faster-whisper's servers send them. Used for one response.
 */
final class EventReader {

  private static final String DONE = "[DONE]";

  private final Transport transport;
  private final ResponseCheck check;
  private final TranscriptReader reader;
  private final TranscriptionProgress progress;
  private final StringBuilder text = new StringBuilder();
  private final List<Segment> segments = new ArrayList<>();
  private final boolean plainText;
  private String finalText;
  private Optional<String> language = Optional.empty();
  private boolean endExpected;
  private boolean ended;
  private boolean any;

  /** A reader; {@code plainText} says that events may hold the bare text. */
  EventReader(
      Transport transport,
      ResponseCheck check,
      TranscriptReader reader,
      TranscriptionProgress progress,
      boolean plainText) {
    this.transport = transport;
    this.check = check;
    this.reader = reader;
    this.progress = progress;
    this.plainText = plainText;
  }

  Transcript read(ServerResponse response) throws SutException {
    EventLines lines = new EventLines();
    for (byte[] part = transport.next(response); part != null; part = transport.next(response)) {
      for (String event : lines.take(part)) {
        take(response, event);
      }
    }
    if (lines.unfinished() || (endExpected && !ended) || !any) {
      throw check.protocol(
          response, "the event stream ended before the text was complete" + check.quote(soFar()));
    }
    Transcript transcript = Transcript.of(finalText == null ? soFar() : finalText, segments);
    return language.map(transcript::withLanguage).orElse(transcript);
  }

  /** Deltas are pieces of a text; segments are texts of their own. */
  private String soFar() {
    return text.isEmpty()
        ? SegmentTexts.joined(segments.stream().map(Segment::text).toList())
        : text.toString();
  }

  private void take(ServerResponse response, String event) throws SutException {
    if (event.strip().equals(DONE)) {
      ended = true;
      any = true;
      return;
    }
    if (plainText && !event.stripLeading().startsWith("{")) {
      append(event);
      return;
    }
    JsonNode node =
        check.requireNoError(
            response, check.parse(response, event.getBytes(StandardCharsets.UTF_8)));
    language = TranscriptReader.language(node).or(() -> language);
    switch (node.path("type").asText("")) {
      case "transcript.text.delta" -> {
        endExpected = true;
        append(required(response, node, "delta"));
      }
      case "transcript.text.segment" -> {
        endExpected = true;
        segment(response, node);
      }
      case "transcript.text.done" -> {
        finalText = required(response, node, "text");
        ended = true;
        first();
        if (text.isEmpty() && !finalText.isEmpty()) {
          progress.partialText(finalText);
        }
      }
      case "" -> untyped(response, node);
      default -> {
        // Usage counts and the like are no text.
      }
    }
  }

  private void untyped(ServerResponse response, JsonNode node) throws SutException {
    if (node.path("choices").isArray()) {
      endExpected = true;
      any = true;
      for (JsonNode choice : node.path("choices")) {
        JsonNode content = choice.path("delta").path("content");
        if (content.isTextual()) {
          append(content.textValue());
        }
      }
    } else if (node.path("segments").isArray()) {
      for (JsonNode segment : node.path("segments")) {
        segment(response, segment);
      }
      first();
    } else if (node.path("start").isNumber() && node.path("end").isNumber()) {
      segment(response, node);
    } else {
      append(required(response, node, "text"));
    }
  }

  private void segment(ServerResponse response, JsonNode node) throws SutException {
    Segment segment = reader.segment(response, node);
    first();
    segments.add(segment);
    progress.segment(segment);
  }

  private void append(String more) {
    first();
    if (!more.isEmpty()) {
      text.append(more);
      progress.partialText(more);
    }
  }

  private void first() {
    any = true;
    progress.segmentsReadable();
  }

  private String required(ServerResponse response, JsonNode node, String name) throws SutException {
    JsonNode value = node.get(name);
    if (value == null || !value.isTextual()) {
      throw check.protocol(
          response, "an event has no text '" + name + "'" + check.quote(node.toString()));
    }
    return value.textValue();
  }
}
