package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.accuracy.WordSeparation;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.result.ErrorUnit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the first record of a run says of a workload. */
record StoredWorkload(
    String audioFile,
    String audioSha256,
    Map<String, String> speakers,
    Optional<ErrorUnit> errorUnit) {

  /**
   * Reads all of them.
   *
   * @param run the first record of a run, or the one with which it goes on
   * @return by the workload's name
   */
  static Map<String, StoredWorkload> in(JsonNode run) {
    Map<String, Map<String, String>> hashes = new HashMap<>();
    for (JsonNode audio : run.path("provenance").path("audio")) {
      hashes
          .computeIfAbsent(audio.path("workload").asText(), any -> new HashMap<>())
          .put(audio.path("clip").asText(), audio.path("samples_sha256").asText());
    }
    Map<String, StoredWorkload> workloads = new HashMap<>();
    for (JsonNode workload : run.path("definition").path("workloads")) {
      String name = workload.path("name").asText();
      workloads.put(name, of(workload, name, hashes.getOrDefault(name, Map.of())));
    }
    return workloads;
  }

  /** What is known where that record is lost. */
  static StoredWorkload unknown(String name) {
    return new StoredWorkload(name, "", Map.of(), Optional.empty());
  }

  private static StoredWorkload of(JsonNode workload, String name, Map<String, String> hashes) {
    JsonNode clips = workload.path("clips");
    Map<String, String> speakers = new HashMap<>();
    StringBuilder content = new StringBuilder();
    boolean whole = !clips.isEmpty();
    String only = "";
    for (JsonNode clip : clips) {
      String id = clip.path("id").asText();
      only = hashes.getOrDefault(id, "");
      whole &= !only.isEmpty();
      content.append(id).append(' ').append(only).append('\n');
      if (clip.path("speaker").isTextual()) {
        speakers.put(id, clip.path("speaker").textValue());
      }
    }
    String sha256 =
        !whole ? "" : clips.size() == 1 ? only : RecordJson.sha256(bytes(content.toString()));
    return new StoredWorkload(audioFile(clips, name), sha256, speakers, errorUnit(workload));
  }

  /** As {@code ClipErrors} has it for a run that is through. */
  private static Optional<ErrorUnit> errorUnit(JsonNode workload) {
    boolean any = false;
    for (JsonNode clip : workload.path("clips")) {
      JsonNode reference = clip.path("reference");
      if (reference.isTextual()) {
        any = true;
        if (unit(language(workload, clip), reference.textValue()) == ErrorUnit.CHARACTER) {
          return Optional.of(ErrorUnit.CHARACTER);
        }
      }
    }
    return any ? Optional.of(ErrorUnit.WORD) : Optional.empty();
  }

  private static ErrorUnit unit(Optional<String> language, String reference) {
    // A baseline without texts says what their unit was.
    return TextHash.word(reference)
        .map(word -> word.equals(ErrorUnit.CHARACTER.noun()) ? ErrorUnit.CHARACTER : ErrorUnit.WORD)
        .orElseGet(() -> WordSeparation.unit(language, reference));
  }

  private static Optional<String> language(JsonNode workload, JsonNode clip) {
    if (workload.path("task").asText().equals("translate")) {
      return Optional.of("en");
    }
    JsonNode language = clip.has("language") ? clip.path("language") : workload.path("language");
    return Optional.of(language).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String audioFile(JsonNode clips, String workload) {
    JsonNode clip = clips.path(0);
    if (clips.size() != 1) {
      return workload;
    }
    if (clip.has("offset")) {
      return clip.path("id").asText();
    }
    Path name = Path.of(clip.path("audio").asText()).getFileName();
    return name == null ? workload : name.toString();
  }
}
