package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.accuracy.TextLanguage;
import io.humhelix.bench.html.ClipWritings.OfClip;
import io.humhelix.bench.html.ClipWritings.Writing;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Provenance.AudioFingerprint;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Word;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was said and what was written, clip by clip. A clip of several runs is one if id, workload,
 * reference and audio are the same. The page shows it; here each text stands once.
 */
final class TextsPart implements ReportPart {

  static final String KEY = "texts";

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    return new Collected(sources).json();
  }

  /** What a page's policy says of audio: nothing, unless there is some to play. */
  static String policy(JsonNode report) {
    JsonNode audio = report.path(KEY).path("audio");
    if (audio.isEmpty()) {
      return "";
    }
    // To Chromium, all files are of one origin.
    return audio.path(0).asText().startsWith("data:") ? "; media-src data:" : "; media-src 'self'";
  }

  /** What makes two clips the same. */
  private record Key(String workload, String id, String reference, String audio) {}

  /** Part by part. */
  private static final class Collected {

    private final TextPool pool = new TextPool();
    private final PlayedAudio audio;
    private final Map<Key, ObjectNode> clips = new LinkedHashMap<>();
    private final ArrayNode without = JsonText.array();
    private final ReportSources sources;

    Collected(ReportSources sources) {
      this.sources = sources;
      audio = new PlayedAudio(sources.request().audio(), sources.request().folder());
    }

    Optional<JsonNode> json() {
      List<Entry.Measured> entries = sources.entries();
      for (int i = 0; i < entries.size(); i++) {
        add(i, entries.get(i));
      }
      if (clips.isEmpty()) {
        return Optional.empty();
      }
      ObjectNode node = JsonText.object();
      ArrayNode all = node.putArray("clips");
      clips.values().forEach(all::add);
      node.set("pool", pool.json());
      node.set("without", without);
      if (sources.request().audio() != ReportAudio.NONE) {
        node.set("audio", audio.files());
        node.set("silent", audio.silent());
      }
      return Optional.of(node);
    }

    private void add(int number, Entry.Measured one) {
      ErrorUnit unit =
          one.entry().errorUnit().equals(ErrorUnit.CHARACTER.noun())
              ? ErrorUnit.CHARACTER
              : ErrorUnit.WORD;
      Map<String, OfClip> written = ClipWritings.of(sources.withTexts(one), unit);
      Workload workload = one.config().runConfig().workload();
      Map<String, String> hashes = new HashMap<>();
      for (AudioFingerprint clip : one.run().provenance().audio()) {
        if (clip.workload().equals(workload.name())) {
          hashes.put(clip.clipId(), clip.samplesSha256());
        }
      }
      boolean any = false;
      for (AudioClip clip : workload.clips()) {
        OfClip of = written.get(clip.id());
        if (of != null) {
          any = true;
          String hash = hashes.getOrDefault(clip.id(), "");
          ObjectNode node = clip(one, workload, clip, of, hash);
          ((ArrayNode) node.get("said")).add(said(number, of, unit, node.has("audio")));
        }
      }
      if (!any) {
        without.add(number);
      }
    }

    private ObjectNode clip(
        Entry.Measured one, Workload workload, AudioClip clip, OfClip of, String hash) {
      Key key = new Key(workload.name(), clip.id(), clip.reference().orElse(""), hash);
      ObjectNode known = clips.get(key);
      if (known != null) {
        return known;
      }
      ObjectNode node = JsonText.object();
      node.put("id", clip.id());
      node.put("workload", workload.name());
      clip.speaker().ifPresent(name -> node.put("speaker", name));
      clip.reference()
          .filter(text -> !TextHash.isHash(text))
          .ifPresent(text -> node.put("reference", pool.of(text)));
      language(workload, clip, of).ifPresent(code -> node.put("language", code));
      of.writings().stream()
          .findFirst()
          .ifPresent(text -> node.put("seconds", text.sample().audioSeconds()));
      audio
          .of(one.run(), workload.name(), clip)
          .ifPresent(
              file -> {
                ObjectNode played = node.putObject("audio");
                played.put("file", file);
                clip.offsetSeconds()
                    .ifPresent(
                        from -> {
                          played.put("from", from);
                          clip.declaredSeconds()
                              .ifPresent(length -> played.put("to", from + length));
                        });
              });
      node.putArray("said");
      clips.put(key, node);
      return node;
    }

    private static Optional<String> language(Workload workload, AudioClip clip, OfClip of) {
      return TextLanguage.of(
          workload.task().of(clip),
          of.writings().stream().findFirst().flatMap(one -> one.sample().transcript().language()));
    }

    private ObjectNode said(int number, OfClip of, ErrorUnit unit, boolean played) {
      ObjectNode node = JsonText.object();
      node.put("e", number);
      of.errors().ifPresent(errors -> node.put("errors", errors));
      if (of.failed() > 0) {
        node.put("failed_percent", 100 * of.failed());
      }
      of.writings().stream()
          .flatMap(one -> one.score().stream())
          .findFirst()
          .ifPresent(
              score -> {
                node.put("length", unit.counts(score).referenceLength());
                if (!TextHash.isHash(score.reference())) {
                  node.put("reference", pool.of(score.reference()));
                }
              });
      ArrayNode texts = node.putArray("texts");
      of.writings().forEach(one -> texts.add(text(one, unit, played)));
      return node;
    }

    private ObjectNode text(Writing one, ErrorUnit unit, boolean played) {
      ObjectNode node = JsonText.object();
      node.put("calls", one.calls());
      one.written().ifPresent(text -> node.put("w", pool.of(text)));
      one.score().ifPresent(score -> node.put("errors", unit.counts(score).errors()));
      if (!one.isHidden()) {
        one.score().ifPresent(score -> scored(node, score, unit));
      }
      if (played && !one.sample().segments().isEmpty()) {
        ArrayNode segments = node.putArray("segments");
        one.sample().segments().forEach(segment -> segments.add(segment(segment)));
      }
      return node;
    }

    private void scored(ObjectNode node, ClipScore score, ErrorUnit unit) {
      node.put("n", pool.of(score.hypothesis()));
      if (!score.reference().equals(score.hypothesis())) {
        node.put("steps", AlignmentCode.of(score, unit));
      }
    }

    private ArrayNode segment(Segment segment) {
      ArrayNode node = JsonText.array();
      node.add(segment.startSeconds()).add(pool.of(segment.text()));
      for (Word word : segment.words()) {
        node.add(word.startSeconds()).add(pool.of(word.text()));
      }
      return node;
    }
  }
}
