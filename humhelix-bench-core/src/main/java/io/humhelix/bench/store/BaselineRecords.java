package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.result.ErrorUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The records of a run as a baseline has them. */
final class BaselineRecords {

  static final String LEFT_OUT = "left_out";

  private static final String TRANSCRIPTION = "transcription";

  private static final String CLIPS = "clips";

  /** Returns whether a record is the smaller copy of one, as a baseline has it. */
  static boolean isCopy(JsonNode record) {
    return record.has(LEFT_OUT) || record.has(BaselineCopy.NOTE);
  }

  /** Returns whether a record of a baseline lacks the texts of its calls. */
  static boolean lacksTexts(JsonNode record) {
    for (JsonNode key : record.path(LEFT_OUT)) {
      if (key.asText().equals(TRANSCRIPTION)) {
        return true;
      }
    }
    return false;
  }

  /** Of a clip; what a later version adds may hold a text, so that it is not among these. */
  private static final Set<String> KEPT =
      Set.of(
          "clip",
          "position",
          "audio_s",
          "start_ns",
          "inference_ns",
          "transcription_ns",
          "first_segment_ns",
          "language",
          "score");

  /** Said of the file as a whole. */
  static final List<String> WITHOUT_TEXTS =
      List.of(
          "texts, segments, words and alignments (hashes of the normalised texts are there)",
          "reference texts (hashes are there)",
          "phases and issues of single clips",
          "clips of warm-up and search trials, and all but the first of first passes",
          "artifacts");

  static final List<String> WITH_TEXTS = List.of("artifacts");

  private final BaselineNote note;
  private final Map<String, ErrorUnit> units;

  BaselineRecords(BaselineNote note, Map<String, ErrorUnit> units) {
    this.note = note;
    this.units = Map.copyOf(units);
  }

  /** Returns a record of the baseline. */
  ObjectNode of(StoredRecord record) throws StoreException {
    Map<String, Object> tree = Json.map(record.tree());
    ArtifactReader.restore(record, record.tree(), tree);
    withoutArtifacts(tree);
    Set<String> leftOut = new TreeSet<>();
    if (tree.get(LEFT_OUT) instanceof List<?> before) {
      before.forEach(key -> leftOut.add((String) key));
    }
    if (tree.get("artifacts") instanceof List<?> list && !list.isEmpty()) {
      tree.put("artifacts", List.of());
      leftOut.add("artifacts");
    }
    if (!note.texts()) {
      if (record.kind().isTrial()) {
        trial(record, tree, leftOut);
      }
      references(tree, leftOut);
    }
    if (!leftOut.isEmpty()) {
      tree.put(LEFT_OUT, List.copyOf(leftOut));
    }
    if (record.kind() == RecordKind.RUN) {
      Map<String, Object> said = DiskForms.CODEC.encode(note);
      said.put(LEFT_OUT, note.texts() ? WITH_TEXTS : WITHOUT_TEXTS);
      tree.put(BaselineCopy.NOTE, said);
    }
    return Json.putAll(Json.object(), tree);
  }

  /** What was moved to files is back in its place. */
  private static void withoutArtifacts(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      map.keySet().removeIf(key -> ((String) key).endsWith(ArtifactReader.SUFFIX));
      map.values().forEach(BaselineRecords::withoutArtifacts);
    }
  }

  private void trial(StoredRecord record, Map<String, Object> tree, Set<String> leftOut) {
    if (tree.remove(TRANSCRIPTION) != null) {
      leftOut.add(TRANSCRIPTION);
    }
    String unit = units.getOrDefault(record.runConfigId().orElse(""), ErrorUnit.WORD).noun();
    if (tree.get(CLIPS) instanceof List<?> clips) {
      long most =
          switch (record.kind()) {
            case TRIAL -> clips.size();
            case FIRST_CALL -> 1;
            default -> 0;
          };
      if (most < clips.size()) {
        leftOut.add(CLIPS);
      }
      List<Object> kept = new ArrayList<>();
      clips.stream().limit(most).forEach(clip -> kept.add(clip(clip, unit, leftOut)));
      tree.put(CLIPS, kept);
    }
    if (tree.get(FailedCallsForm.KEY) instanceof Map<?, ?> failed
        && failed.get("scores") instanceof List<?> scores) {
      Map<String, Object> smaller = copy(failed);
      smaller.put(
          "scores",
          scores.stream()
              .map(
                  one -> {
                    Map<String, Object> clip = copy((Map<?, ?>) one);
                    clip.put("score", score((Map<?, ?>) clip.get("score"), unit));
                    return (Object) clip;
                  })
              .toList());
      tree.put(FailedCallsForm.KEY, smaller);
      leftOut.add("reference");
    }
  }

  private static Map<String, Object> clip(Object clip, String unit, Set<String> leftOut) {
    Map<String, Object> small = copy((Map<?, ?>) clip);
    for (String key : List.copyOf(small.keySet())) {
      if (!KEPT.contains(key)) {
        small.remove(key);
        leftOut.add(key);
      }
    }
    if (small.get("score") instanceof Map<?, ?> score) {
      small.put("score", score(score, unit));
      leftOut.addAll(List.of("reference", "hypothesis", "ops"));
    }
    return small;
  }

  /** The counts, and hashes in place of the texts. */
  private static Map<String, Object> score(Map<?, ?> score, String unit) {
    Map<String, Object> small = copy(score);
    small.remove("ops");
    small.put("reference", TextHash.of(String.valueOf(score.get("reference")), unit));
    small.put("hypothesis", TextHash.of(String.valueOf(score.get("hypothesis"))));
    small.put("steps", List.of());
    return small;
  }

  private static void references(Map<String, Object> tree, Set<String> leftOut) {
    if (tree.get("definition") instanceof Map<?, ?> definition
        && definition.get("workloads") instanceof List<?> workloads) {
      Map<String, Object> changed = copy(definition);
      changed.put(
          "workloads", workloads.stream().map(one -> workload((Map<?, ?>) one, leftOut)).toList());
      tree.put("definition", changed);
    }
  }

  private static Object workload(Map<?, ?> workload, Set<String> leftOut) {
    Map<String, Object> changed = copy(workload);
    if (workload.get(CLIPS) instanceof List<?> clips) {
      changed.put(
          CLIPS,
          clips.stream()
              .map(
                  one -> {
                    Map<String, Object> clip = copy((Map<?, ?>) one);
                    if (clip.get("reference") instanceof String text) {
                      clip.put("reference", TextHash.of(text));
                      leftOut.add("reference");
                    }
                    return (Object) clip;
                  })
              .toList());
    }
    return changed;
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put((String) key, value));
    return copy;
  }
}
