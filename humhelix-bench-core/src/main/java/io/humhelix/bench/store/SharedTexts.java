package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The texts of a run config, which are mostly alike in every trial: with segments, words and scores
 * they are nearly all of a long record. A trial whose clips all have the texts of an earlier one
 * names that one's record in place of them, if its own record is then at least three times smaller;
 * {@code transcription} stays. Read, such trials share the texts in memory, too.
 */
final class SharedTexts {

  /** Names the record that has the texts. */
  static final String KEY = "texts_of";

  /** What a clip has of its own in every trial. */
  private static final Set<String> OWN =
      Set.of(
          "position",
          "audio_s",
          "start_ns",
          "inference_ns",
          "transcription_ns",
          "first_segment_ns",
          "phases");

  private static final int LEAST_GAIN = 3;

  private String id = "";
  private String normalizer = "";
  private ArrayNode contents = Json.array();
  private List<ClipResult> clips = List.of();

  /** Leaves the texts of a trial's record out where they pay; the record is changed for that. */
  void write(ObjectNode record) {
    if (!(record.get("clips") instanceof ArrayNode own) || own.isEmpty()) {
      return;
    }
    String ofRecord = record.path("normalizer").asText();
    if (ofRecord.equals(normalizer) && sameContents(own)) {
      ObjectNode small = record.deepCopy();
      strip((ArrayNode) small.get("clips"));
      Json.put(small, KEY, id);
      if (RecordJson.bytes(small).length * LEAST_GAIN <= RecordJson.bytes(record).length) {
        record.set("clips", small.get("clips"));
        Json.put(record, KEY, id);
        return;
      }
    }
    contents = own.deepCopy();
    normalizer = ofRecord;
    id = record.path("record_id").asText();
  }

  private static void strip(ArrayNode clips) {
    for (JsonNode clip : clips) {
      ((ObjectNode) clip).remove(contentKeys(clip));
    }
  }

  private static List<String> contentKeys(JsonNode clip) {
    List<String> keys = new ArrayList<>();
    clip.fieldNames().forEachRemaining(keys::add);
    keys.removeIf(key -> OWN.contains(key) || key.equals("clip"));
    return keys;
  }

  /** Reads a trial with its texts; empty for another record. */
  Optional<TrialResult> read(StoredRecord record) throws StoreException {
    if (!record.kind().isTrial()) {
      return Optional.empty();
    }
    ArrayNode own = ArtifactReader.list(record, "clips");
    Optional<String> source = record.text(KEY);
    // Earlier versions wrote the same texts again: to decode them again is the most of reading.
    String ofRecord = record.text("normalizer").orElse("");
    boolean again = source.isEmpty() && ofRecord.equals(normalizer) && sameContents(own);
    Optional<TrialResult> trial = RecordDecoder.trial(record, again ? times(own) : own);
    if (trial.isEmpty() || trial.get().clips().isEmpty()) {
      return trial;
    }
    if (again || source.filter(id::equals).isPresent() && sameClips(trial.get().clips())) {
      id = again ? record.id() : id;
      return trial.map(t -> t.withClips(shared(t.clips())));
    }
    if (source.isPresent()) {
      return trial.map(t -> withoutTexts(t, source.get()));
    }
    id = record.id();
    contents = own;
    normalizer = ofRecord;
    clips = trial.get().clips();
    return trial;
  }

  /** The clips of the record that another one names; empty if it is not the one read last. */
  Optional<List<ClipResult>> of(String source) {
    return id.equals(source) ? Optional.of(clips) : Optional.empty();
  }

  /** Keeps clips that were read in another way, with or without their texts. */
  void keep(String record, List<ClipResult> read) {
    id = record;
    contents = Json.array();
    clips = read;
  }

  private static TrialResult withoutTexts(TrialResult trial, String source) {
    List<Issue> issues = new ArrayList<>(trial.issues());
    issues.add(
        Issue.warning(
            RunReader.TEXTS_LOST,
            "the texts of this trial are in record "
                + source
                + ", which is damaged or missing. Its times stand; its errors are not compared.",
            "Read the file as it was written, not a repaired or shortened copy."));
    return trial.withClips(List.of()).withIssues(issues);
  }

  private boolean sameContents(ArrayNode others) {
    if (others.size() != contents.size() || others.isEmpty()) {
      return false;
    }
    for (int i = 0; i < others.size(); i++) {
      if (!sameContent(others.get(i), contents.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameContent(JsonNode one, JsonNode other) {
    List<String> keys = contentKeys(one);
    return one.path("clip").equals(other.path("clip"))
        && keys.equals(contentKeys(other))
        && keys.stream().allMatch(key -> one.get(key).equals(other.get(key)));
  }

  private static ArrayNode times(ArrayNode clips) {
    ArrayNode times = clips.deepCopy();
    strip(times);
    return times;
  }

  private boolean sameClips(List<ClipResult> others) {
    return others.stream()
        .map(ClipResult::clipId)
        .toList()
        .equals(clips.stream().map(ClipResult::clipId).toList());
  }

  /** The calls and phases of some clips with the texts of those that were read before. */
  private List<ClipResult> shared(List<ClipResult> others) {
    List<ClipResult> shared = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      ClipResult own = others.get(i);
      ClipResult source = clips.get(i);
      boolean samePhases = own.phases().equals(source.phases());
      shared.add(
          new ClipResult(
              own.call(),
              samePhases ? source.transcript() : source.transcript().withPhases(own.phases()),
              source.score()));
    }
    return shared;
  }
}
