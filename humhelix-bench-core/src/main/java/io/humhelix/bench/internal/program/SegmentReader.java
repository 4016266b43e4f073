package io.humhelix.bench.internal.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.text.JoinedText;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.TranscriptionProgress;
import java.util.ArrayList;
import java.util.List;

/** Takes the answers to one transcription. */
final class SegmentReader implements ProgramClient.Answers {

  private static final double NANOS = 1e9;

  private final TranscriptionProgress progress;
  private final List<Segment> segments = new ArrayList<>();
  private Transcript transcript;
  private String device = "";

  SegmentReader(TranscriptionProgress progress) {
    this.progress = progress;
  }

  @Override
  public boolean take(ObjectNode answer) throws LineProtocolException {
    String type = answer.path("type").asText();
    switch (type) {
      case "readable" -> {
        progress.segmentsReadable();
        return false;
      }
      case "segment" -> {
        Segment segment = segment(answer);
        progress.segment(segment);
        segments.add(segment);
        return false;
      }
      case "done" -> {
        done(answer);
        return true;
      }
      default ->
          throw new LineProtocolException(
              "it answered transcribe with '"
                  + type
                  + "'; allowed: readable, segment, done, error");
    }
  }

  private void done(ObjectNode answer) throws LineProtocolException {
    JsonNode text = answer.path("text");
    if (!text.isTextual() && !text.isMissingNode() && !text.isNull()) {
      throw new LineProtocolException("the text of done is " + text + "; expected: a text");
    }
    JoinedText joined = new JoinedText();
    segments.forEach(segment -> joined.addPart(segment.text()));
    String whole = text.isTextual() ? text.textValue() : joined.toString();
    if (!segments.isEmpty() && !unspaced(whole).equals(unspaced(joined.toString()))) {
      throw new LineProtocolException("the text of done differs from the text of its segments");
    }
    device = answer.path("device").asText("");
    transcript = Transcript.of(whole, segments).withPhases(phases(answer.path("phases")));
    JsonNode language = answer.path("language");
    if (!language.isMissingNode() && !language.isNull()) {
      if (!language.isTextual() || !Hello.isLanguage(language.textValue())) {
        throw new LineProtocolException(
            "the language of done is "
                + language
                + "; expected: the ISO 639-1 code of the language that was decoded, such as en");
      }
      transcript = transcript.withLanguage(language.textValue());
    }
  }

  /** Segments may have lost the blanks at their ends; the final text has them. */
  private static String unspaced(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static List<Phase> phases(JsonNode node) throws LineProtocolException {
    List<Phase> phases = new ArrayList<>();
    for (var entry : node.properties()) {
      phases.add(new Phase(entry.getKey(), Math.round(seconds(node, entry.getKey()) * NANOS)));
    }
    return phases;
  }

  private static Segment segment(ObjectNode node) throws LineProtocolException {
    List<Word> words = new ArrayList<>();
    for (JsonNode word : node.path("words")) {
      words.add(new Word(seconds(word, "start"), seconds(word, "end"), text(word)));
    }
    return new Segment(seconds(node, "start"), seconds(node, "end"), text(node), words);
  }

  private static String text(JsonNode node) throws LineProtocolException {
    if (!node.path("text").isTextual()) {
      throw new LineProtocolException("a segment or word has no text: " + node);
    }
    return node.path("text").textValue();
  }

  private static double seconds(JsonNode node, String key) throws LineProtocolException {
    JsonNode value = node.path(key);
    if (!value.isNumber() || !(value.doubleValue() >= 0) || value.doubleValue() > 1e9) {
      throw new LineProtocolException(
          "'" + key + "' is " + value + "; expected: seconds, 0 or more");
    }
    return value.doubleValue();
  }

  /** What was made of the answers. */
  Transcript transcript() {
    return transcript;
  }

  /** The device that did the work, if it was told. */
  String device() {
    return device;
  }
}
