package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;

/** Reads an answer that came in one piece. Thread-safe. */
final class TranscriptReader {

  private final Answers answers;
  private final String format;
  private final List<String> textTypes;

  /**
   * A reader.
   *
   * @param format one of the option's
   * @param textTypes the content types of an answer of format {@code text}
   */
  TranscriptReader(Answers answers, String format, List<String> textTypes) {
    this.answers = answers;
    this.format = format;
    this.textTypes = textTypes;
  }

  Transcript read(Reply reply, TranscriptionTask task) throws SutException {
    if (format.equals(HttpOptions.TEXT)) {
      return Transcript.ofText(answers.text(reply, textTypes));
    }
    JsonNode answer = answers.object(reply);
    String text = text(reply, answer, "text");
    if (!format.equals(HttpOptions.VERBOSE_JSON)) {
      return Transcript.ofText(text);
    }
    List<Segment> segments = segments(reply, answer);
    if (task.wordTimestamps()
        && !text.isBlank()
        && segments.stream().allMatch(s -> s.words().isEmpty())) {
      throw answers.protocol(
          reply, "times of words were asked for, but the answer has none" + answers.quote(text));
    }
    return Transcript.of(text, segments);
  }

  /** Reads {@code segments}, and the words that stand in them or beside them. */
  List<Segment> segments(Reply reply, JsonNode answer) throws SutException {
    List<Segment> segments = new ArrayList<>();
    for (JsonNode segment : answer.path("segments")) {
      segments.add(segment(reply, segment));
    }
    List<Word> words = words(reply, answer);
    return words.isEmpty() || segments.stream().anyMatch(s -> !s.words().isEmpty())
        ? segments
        : distributed(segments, words);
  }

  Segment segment(Reply reply, JsonNode segment) throws SutException {
    return new Segment(
        seconds(reply, segment, "start"),
        seconds(reply, segment, "end"),
        text(reply, segment, "text"),
        words(reply, segment));
  }

  private List<Word> words(Reply reply, JsonNode parent) throws SutException {
    List<Word> words = new ArrayList<>();
    for (JsonNode word : parent.path("words")) {
      // whisper.cpp leaves the times of words out where it has none.
      if (word.has("start") && word.has("end")) {
        words.add(
            new Word(
                seconds(reply, word, "start"),
                seconds(reply, word, "end"),
                text(reply, word, "word")));
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
              String.join(" ", words.stream().map(Word::text).toList()),
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

  private String text(Reply reply, JsonNode object, String name) throws SutException {
    JsonNode value = object.get(name);
    if (value == null || !value.isTextual()) {
      throw answers.protocol(
          reply, "the answer has no text '" + name + "'" + answers.quote(object.toString()));
    }
    return value.textValue();
  }

  private double seconds(Reply reply, JsonNode object, String name) throws SutException {
    JsonNode value = object.get(name);
    if (value == null || !value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw answers.protocol(
          reply, "the answer has no time '" + name + "'" + answers.quote(object.toString()));
    }
    return value.doubleValue();
  }
}
