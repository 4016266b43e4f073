package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.internal.text.JoinedText;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a response that arrives as events, in the three forms that servers send: OpenAI's typed
 * events ({@code transcript.text.delta}, {@code .segment}, {@code .done}), vLLM's chunks ({@code
 * choices[].delta.content}, {@code [DONE]}), and plain ones with the text of a segment each, as
 * faster-whisper's servers send them. Used for one response.
 *
 * <p>Deltas are pieces of a text and joined as they are. Segments may have lost the blanks at their
 * ends (speaches 0.6 to 0.8 strips them, {@code text_utils.segments_to_text}), and so may the
 * windows of 30 s that vLLM decodes one by one, each with a {@code finish_reason} of its own
 * (mended there by pull request 39116): a blank comes between them where one is missing. A final
 * text wins over both, unless it is empty after text was sent: speaches 0.9 reads its segments
 * twice for it and finds none ({@code executors/whisper.py}).
 */
final class EventReader {

  private static final String DONE = "[DONE]";

  private final Transport transport;
  private final ResponseCheck check;
  private final TranscriptReader reader;
  private final TranscriptionProgress progress;
  private final JoinedText text = new JoinedText();
  private final Set<Issue> issues = new LinkedHashSet<>();
  private final List<Segment> segments = new ArrayList<>();
  private final boolean plainText;
  private String finalText;
  private Optional<String> language = Optional.empty();
  private boolean endExpected;
  private boolean ended;
  private boolean any;
  private boolean windowEnded;

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
          response,
          "the event stream ended before the text was complete" + check.quote(text.toString()));
    }
    Transcript transcript = Transcript.of(wholeText(), segments).withIssues(List.copyOf(issues));
    return language.map(transcript::withLanguage).orElse(transcript);
  }

  private String wholeText() {
    boolean none = finalText == null || finalText.isBlank() && !text.isEmpty();
    return none ? text.toString() : finalText;
  }

  private void take(ServerResponse response, String event) throws SutException {
    if (event.strip().equals(DONE)) {
      ended = true;
      any = true;
      return;
    }
    if (plainText && !event.stripLeading().startsWith("{")) {
      appendSegment(event);
      return;
    }
    JsonNode node =
        check.requireNoError(
            response, check.parse(response, event.getBytes(StandardCharsets.UTF_8)));
    CutText.of(node).ifPresent(issues::add);
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
        windowEnded |= choice.path("finish_reason").isTextual();
      }
    } else if (node.path("segments").isArray()) {
      for (JsonNode segment : node.path("segments")) {
        segment(response, segment);
      }
      first();
    } else if (node.path("start").isNumber() && node.path("end").isNumber()) {
      segment(response, node);
    } else {
      appendSegment(required(response, node, "text"));
    }
  }

  private void segment(ServerResponse response, JsonNode node) throws SutException {
    Segment segment = reader.segment(response, node);
    first();
    segments.add(segment);
    text.addPart(segment.text());
    progress.segment(segment);
  }

  /** Adds the text of a segment that has no times. */
  private void appendSegment(String segment) {
    windowEnded = true;
    append(segment);
  }

  private void append(String more) {
    first();
    if (more.isEmpty()) {
      return;
    }
    if (windowEnded) {
      text.addPart(more);
      windowEnded = false;
    } else {
      text.addPiece(more);
    }
    progress.partialText(more);
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
