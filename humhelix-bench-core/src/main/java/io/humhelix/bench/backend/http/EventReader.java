package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an answer that arrives as events, in the three forms that servers send: OpenAI's typed
 * events ({@code transcript.text.delta}, {@code .segment}, {@code .done}), vLLM's chunks ({@code
 * choices[].delta.content}, {@code [DONE]}), and plain ones with the text of a segment each, as
 * faster-whisper's servers send them. Used for one answer.
 */
final class EventReader {

  private static final String DONE = "[DONE]";

  private final Transport transport;
  private final Answers answers;
  private final TranscriptReader reader;
  private final TranscriptionProgress progress;
  private final StringBuilder text = new StringBuilder();
  private final List<Segment> segments = new ArrayList<>();
  private final boolean plainText;
  private String finalText;
  private boolean endExpected;
  private boolean ended;
  private boolean any;

  /** A reader; {@code plainText} says that events may hold the bare text. */
  EventReader(
      Transport transport,
      Answers answers,
      TranscriptReader reader,
      TranscriptionProgress progress,
      boolean plainText) {
    this.transport = transport;
    this.answers = answers;
    this.reader = reader;
    this.progress = progress;
    this.plainText = plainText;
  }

  Transcript read(Reply reply) throws SutException {
    EventLines lines = new EventLines();
    for (byte[] part = transport.next(reply); part != null; part = transport.next(reply)) {
      for (String event : lines.take(part)) {
        take(reply, event);
      }
    }
    if (lines.unfinished() || (endExpected && !ended) || !any) {
      throw answers.protocol(
          reply,
          "the event stream ended before the text was complete" + answers.quote(text.toString()));
    }
    return Transcript.of(finalText == null ? text.toString() : finalText, segments);
  }

  private void take(Reply reply, String event) throws SutException {
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
        answers.requireNoError(reply, answers.parse(reply, event.getBytes(StandardCharsets.UTF_8)));
    switch (node.path("type").asText("")) {
      case "transcript.text.delta" -> {
        endExpected = true;
        append(required(reply, node, "delta"));
      }
      case "transcript.text.segment" -> {
        endExpected = true;
        segment(reply, node);
      }
      case "transcript.text.done" -> {
        finalText = required(reply, node, "text");
        ended = true;
        first();
        if (text.isEmpty() && !finalText.isEmpty()) {
          progress.partialText(finalText);
        }
      }
      case "" -> untyped(reply, node);
      default -> {
        // Usage counts and the like are no text.
      }
    }
  }

  private void untyped(Reply reply, JsonNode node) throws SutException {
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
        segment(reply, segment);
      }
      first();
    } else if (node.path("start").isNumber() && node.path("end").isNumber()) {
      segment(reply, node);
    } else {
      append(required(reply, node, "text"));
    }
  }

  private void segment(Reply reply, JsonNode node) throws SutException {
    Segment segment = reader.segment(reply, node);
    first();
    segments.add(segment);
    text.append(segment.text());
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

  private String required(Reply reply, JsonNode node, String name) throws SutException {
    JsonNode value = node.get(name);
    if (value == null || !value.isTextual()) {
      throw answers.protocol(
          reply, "an event has no text '" + name + "'" + answers.quote(node.toString()));
    }
    return value.textValue();
  }
}
