package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.internal.text.JoinedText;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a response that came in one piece. Thread-safe. */
final class TranscriptReader {

  private final ResponseCheck check;
  private final String format;
  private final ServerApi api;

  /**
   * A reader.
   *
   * @param format one of the option's
   */
  TranscriptReader(ResponseCheck check, String format, ServerApi api) {
    this.check = check;
    this.format = format;
    this.api = api;
  }

  Transcript read(ServerResponse response, TranscriptionTask task) throws SutException {
    if (format.equals(HttpOptions.TEXT)) {
      return Transcript.ofText(api.text(check.text(response, api.textTypes())));
    }
    JsonNode answer = check.object(response);
    String text = api.text(text(response, answer, "text"));
    List<Issue> issues = CutText.of(answer).stream().toList();
    if (!format.equals(HttpOptions.VERBOSE_JSON)) {
      return inLanguage(Transcript.ofText(text).withIssues(issues), answer);
    }
    List<Segment> segments = segments(response, answer);
    if (task.wordTimestamps()
        && !text.isBlank()
        && segments.stream().allMatch(s -> s.words().isEmpty())) {
      throw check.protocol(
          response,
          "word timestamps were requested, but the response has none" + check.quote(text));
    }
    return inLanguage(
        Transcript.of(text, segments)
            .withIssues(Stream.concat(issues.stream(), api.issues(answer).stream()).toList()),
        answer);
  }

  private static Transcript inLanguage(Transcript transcript, JsonNode answer) {
    return language(answer).map(transcript::withLanguage).orElse(transcript);
  }

  /** The language that the server says it decoded. */
  static Optional<String> language(JsonNode answer) {
    return Optional.ofNullable(answer.path("language").textValue()).flatMap(LanguageNames::code);
  }

  /** Reads {@code segments}, and the words in them or next to them. */
  List<Segment> segments(ServerResponse response, JsonNode answer) throws SutException {
    List<Segment> segments = new ArrayList<>();
    for (JsonNode segment : answer.path("segments")) {
      segments.add(segment(response, segment));
    }
    List<Word> words = words(response, answer);
    return words.isEmpty() || segments.stream().anyMatch(s -> !s.words().isEmpty())
        ? segments
        : distributed(segments, words);
  }

  Segment segment(ServerResponse response, JsonNode segment) throws SutException {
    return new Segment(
        seconds(response, segment, "start"),
        seconds(response, segment, "end"),
        text(response, segment, "text"),
        words(response, segment));
  }

  private List<Word> words(ServerResponse response, JsonNode parent) throws SutException {
    List<Word> words = new ArrayList<>();
    for (JsonNode word : parent.path("words")) {
      // whisper.cpp leaves the times of words out where it has none.
      if (word.has("start") && word.has("end")) {
        words.add(
            new Word(
                seconds(response, word, "start"),
                seconds(response, word, "end"),
                text(response, word, "word")));
      }
    }
    return words;
  }

  /** Gives each word to the segment in which it starts; OpenAI lists them apart. */
  private static List<Segment> distributed(List<Segment> segments, List<Word> words) {
    if (segments.isEmpty()) {
      return List.of(
          new Segment(
              words.get(0).startSeconds(),
              words.get(words.size() - 1).endSeconds(),
              joined(words),
              words));
    }
    List<Segment> filled = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      List<Word> own = new ArrayList<>();
      boolean last = i == segments.size() - 1;
      while (next < words.size()
          && (last || words.get(next).startSeconds() < segment.endSeconds())) {
        own.add(words.get(next++));
      }
      filled.add(new Segment(segment.startSeconds(), segment.endSeconds(), segment.text(), own));
    }
    return filled;
  }

  private static String joined(List<Word> words) {
    JoinedText text = new JoinedText();
    words.forEach(word -> text.addPart(word.text()));
    return text.toString();
  }

  private String text(ServerResponse response, JsonNode object, String name) throws SutException {
    JsonNode value = object.get(name);
    if (value == null || !value.isTextual()) {
      throw check.protocol(
          response, "the response has no text '" + name + "'" + check.quote(object.toString()));
    }
    return value.textValue();
  }

  private double seconds(ServerResponse response, JsonNode object, String name)
      throws SutException {
    JsonNode value = object.get(name);
    if (value == null || !value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw check.protocol(
          response, "the response has no time '" + name + "'" + check.quote(object.toString()));
    }
    return value.doubleValue();
  }
}
