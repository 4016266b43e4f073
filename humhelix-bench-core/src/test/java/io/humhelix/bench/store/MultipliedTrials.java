package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Results files of as many trials as wanted: those of a real file over and over, with other times.
 * Nothing waits for the disk, so that a million take no hour.
 */
public final class MultipliedTrials {

  private static final int TRIALS_OF_A_FORK = 10;
  private static final List<String> TIMES =
      List.of("inference_time", "total_transcription_time", "total_time", "rtf");
  private static final List<String> METRICS =
      List.of("inference_s", "total_transcription_s", "wall_s", "rtf", "latency_p50_s");

  private final ObjectNode header;
  private final List<ObjectNode> trials = new ArrayList<>();
  private final List<ObjectNode> ends = new ArrayList<>();

  /** Takes the trials of a file, one of each run config. */
  public MultipliedTrials(Path template) throws IOException {
    List<ObjectNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(template)) {
      if (line.startsWith("- {")) {
        String json = line.substring(2, line.lastIndexOf("  # crc32c="));
        records.add((ObjectNode) Json.MAPPER.readTree(json));
      }
    }
    header = records.get(0);
    for (ObjectNode record : records) {
      String kind = record.path("record").asText();
      String id = record.path("run_config_id").asText();
      if (kind.equals("trial")
          && trials.stream().noneMatch(t -> t.path("run_config_id").asText().equals(id))) {
        trials.add(record);
      } else if (kind.equals("run_config") || kind.equals("run_end")) {
        ends.add(record);
      }
    }
  }

  /** Writes a file; its number tells it apart from others. */
  public Path write(Path folder, int number, int count) throws IOException {
    Random chance = new Random(number);
    String id = String.format(Locale.ROOT, "%08x%024x", 0xabc00000 + number, number);
    String name =
        String.format(Locale.ROOT, "benchmark-202611%02d-%06d-", 1 + number % 28, number)
            + id.substring(0, 8)
            + ".db.yaml";
    Path file = Files.createDirectories(folder).resolve(name);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      String day = String.format(Locale.ROOT, "2026-11-%02dT00:00:00Z", 1 + number % 28);
      long seq = 0;
      ((ObjectNode) header.path("provenance").path("host")).put("name", "host-" + number % 2);
      header.put("started_at", day);
      line(out, header, id, seq++);
      for (int i = 0; i < count; i++) {
        ObjectNode trial = trials.get(i % trials.size());
        int turn = i / trials.size();
        int fork = 1 + turn / TRIALS_OF_A_FORK;
        double times = Math.exp(0.05 * chance.nextGaussian());
        ObjectNode other = scaled(trial, times);
        other.put("block", fork).put("fork", fork).put("trial", 1 + turn % TRIALS_OF_A_FORK);
        line(out, other, id, seq++);
      }
      for (ObjectNode end : ends) {
        line(out, end, id, seq++);
      }
    }
    return file;
  }

  private static ObjectNode scaled(ObjectNode trial, double times) {
    ObjectNode other = Json.object();
    trial.properties().forEach(e -> other.set(e.getKey(), e.getValue()));
    TIMES.forEach(key -> scale(other, key, times));
    ObjectNode metrics = Json.object();
    trial.path("metrics").properties().forEach(e -> metrics.set(e.getKey(), e.getValue()));
    METRICS.forEach(key -> scale(metrics, key, times));
    scale(metrics, "rtfx_busy", 1 / times);
    scale(metrics, "rtfx_wall", 1 / times);
    other.set("metrics", metrics);
    return other;
  }

  private static void scale(ObjectNode node, String key, double times) {
    JsonNode value = node.path(key);
    if (value.isNumber()) {
      node.put(key, Math.rint(1e9 * times * value.asDouble()) / 1e9);
    }
  }

  private static void line(OutputStream out, ObjectNode record, String id, long seq)
      throws IOException {
    record.put("run_id", id).put("seq", seq).put("record_id", RecordIds.of(id, seq));
    byte[] json = Json.MAPPER.writeValueAsString(record).getBytes(StandardCharsets.UTF_8);
    out.write(RecordLine.frame(json));
  }
}
