package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A clip's values in a record, and back. */
final class ClipJson {

  private ClipJson() {}

  static ArrayNode list(List<ClipResult> clips) {
    ArrayNode list = Json.array();
    clips.forEach(clip -> list.add(node(clip)));
    return list;
  }

  private static ObjectNode node(ClipResult clip) {
    ObjectNode node = Json.object();
    Json.put(node, "clip", clip.clipId());
    node.put("position", clip.position());
    Json.putFinite(node, "audio_s", clip.audioSeconds());
    node.put("start_ns", clip.startNanos());
    node.put("inference_ns", clip.inferenceNanos());
    node.put("transcription_ns", clip.transcriptionNanos());
    clip.firstSegmentNanos().ifPresent(nanos -> node.put("first_segment_ns", nanos));
    Json.put(node, "text", clip.text());
    ArrayNode segments = node.putArray("segments");
    for (Segment segment : clip.segments()) {
      ObjectNode one =
          span(segments.addObject(), segment.startSeconds(), segment.endSeconds(), segment.text());
      if (!segment.words().isEmpty()) {
        ArrayNode words = one.putArray("words");
        for (Word word : segment.words()) {
          span(words.addObject(), word.startSeconds(), word.endSeconds(), word.text());
        }
      }
    }
    if (!clip.phases().isEmpty()) {
      ArrayNode phases = node.putArray("phases");
      for (Phase phase : clip.phases()) {
        ObjectNode one = phases.addObject();
        Json.put(one, "phase", phase.name());
        one.put("ns", phase.nanos());
        phase.count().ifPresent(count -> one.put("count", count));
      }
    }
    clip.score().ifPresent(score -> node.set("score", ScoreJson.node(score)));
    return node;
  }

  private static ObjectNode span(ObjectNode node, double start, double end, String text) {
    Json.putFinite(node, "start_s", start);
    Json.putFinite(node, "end_s", end);
    Json.put(node, "text", text);
    return node;
  }

  /** Reads a clip; a place in the audio that was not finite comes back as NaN. */
  static ClipResult read(JsonNode node) {
    List<Segment> segments = new ArrayList<>();
    for (JsonNode one : node.path("segments")) {
      List<Word> words = new ArrayList<>();
      for (JsonNode word : one.path("words")) {
        words.add(new Word(seconds(word, "start_s"), seconds(word, "end_s"), text(word, "text")));
      }
      segments.add(
          new Segment(seconds(one, "start_s"), seconds(one, "end_s"), text(one, "text"), words));
    }
    List<Phase> phases = new ArrayList<>();
    for (JsonNode phase : node.path("phases")) {
      JsonNode count = phase.get("count");
      phases.add(
          new Phase(
              text(phase, "phase"),
              phase.path("ns").longValue(),
              count == null ? OptionalLong.empty() : OptionalLong.of(count.longValue())));
    }
    JsonNode first = node.get("first_segment_ns");
    return new ClipResult(
        text(node, "clip"),
        node.path("position").intValue(),
        seconds(node, "audio_s"),
        node.path("start_ns").longValue(),
        node.path("inference_ns").longValue(),
        node.path("transcription_ns").longValue(),
        first == null ? OptionalLong.empty() : OptionalLong.of(first.longValue()),
        text(node, "text"),
        segments,
        phases,
        Optional.ofNullable(node.get("score")).map(ScoreJson::read));
  }

  /** Latencies of clips at a glance, for a record whose clips lie in an artifact. */
  static Optional<ObjectNode> summary(ArrayNode clips) {
    long[] totals = new long[clips.size()];
    for (int i = 0; i < totals.length; i++) {
      JsonNode clip = clips.get(i);
      if (!clip.has("inference_ns")) {
        return Optional.empty();
      }
      totals[i] = clip.path("inference_ns").longValue() + clip.path("transcription_ns").longValue();
    }
    if (totals.length == 0) {
      return Optional.empty();
    }
    Arrays.sort(totals);
    ObjectNode summary = Json.object();
    summary.put("min", totals[0]);
    summary.put("median", (totals[(totals.length - 1) / 2] + totals[totals.length / 2]) / 2);
    summary.put("max", totals[totals.length - 1]);
    return Optional.of(summary);
  }

  private static double seconds(JsonNode node, String key) {
    return node.path(key).asDouble(Double.NaN);
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asText("");
  }
}
