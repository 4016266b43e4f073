package io.humhelix.bench.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One record as it was read. Immutable and thread-safe. What a record lacks is empty: hum-helix's
 * own records have neither ids nor a status.
 */
public final class StoredRecord {

  private final Path file;
  private final RecordPlace place;
  private final String id;
  private final boolean verified;
  private final ObjectNode json;

  StoredRecord(Path file, RecordPlace place, String id, boolean verified, ObjectNode json) {
    this.file = file;
    this.place = place;
    this.id = id;
    this.verified = verified;
    this.json = json;
  }

  /**
   * Returns the file that it was read from.
   *
   * @return the results file
   */
  public Path file() {
    return file;
  }

  /** Where in the file it is. */
  RecordPlace place() {
    return place;
  }

  /**
   * Returns what identifies the record among all files: {@code <run id>-<seq>}, or for a record of
   * hum-helix {@code legacy-} with a hash of its content.
   *
   * @return never empty
   */
  public String id() {
    return id;
  }

  /**
   * Returns whether its checksum shows that it is what was written.
   *
   * @return false for hum-helix's records and those that lost their checksum
   */
  public boolean isVerified() {
    return verified;
  }

  /**
   * Returns what it tells.
   *
   * @return {@link RecordKind#TRIAL} for hum-helix's records
   */
  public RecordKind kind() {
    return text("record")
        .map(RecordKind::of)
        .orElse(json.has("record") ? RecordKind.OTHER : RecordKind.TRIAL);
  }

  /**
   * Returns the run.
   *
   * @return 32 hexadecimal digits, or empty
   */
  public Optional<String> runId() {
    return text("run_id");
  }

  /**
   * Returns the place within the run's file.
   *
   * @return from 0, or empty
   */
  public OptionalInt seq() {
    return integer("seq");
  }

  /**
   * Returns the run config.
   *
   * @return its id, or empty
   */
  public Optional<String> runConfigId() {
    return text("run_config_id");
  }

  /**
   * Returns the fork.
   *
   * @return its number from 1, or empty
   */
  public OptionalInt fork() {
    return integer("fork");
  }

  /**
   * Returns the trial.
   *
   * @return its number within kind and fork, from 1, or empty
   */
  public OptionalInt trial() {
    return integer("trial");
  }

  /**
   * Returns how the trial or run config ended.
   *
   * @return empty for other records, and for a status of a later version
   */
  public Optional<TrialStatus> status() {
    return text("status")
        .flatMap(
            word -> {
              for (TrialStatus status : TrialStatus.values()) {
                if (status.name().equals(word)) {
                  return Optional.of(status);
                }
              }
              return Optional.empty();
            });
  }

  /**
   * Returns the flat values of a valid measured trial.
   *
   * @return empty for every other record
   */
  public Optional<TrialValues> values() {
    boolean counts =
        kind() == RecordKind.TRIAL
            && (!json.has("status") || status().filter(TrialStatus.OK::equals).isPresent());
    return counts ? TrialValues.from(json) : Optional.empty();
  }

  /**
   * Returns the measurements, of trials that do not count too.
   *
   * @return values by metric name, in the order stored
   */
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    JsonNode stored = json.path("metrics");
    stored
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (stored.get(name).isNumber()) {
                metrics.put(name, stored.get(name).doubleValue());
              }
            });
    return Collections.unmodifiableMap(metrics);
  }

  /**
   * Returns a text.
   *
   * @param key a top-level key
   * @return its value, or empty if it is not there or not a text
   */
  public Optional<String> text(String key) {
    return Optional.ofNullable(json.get(key)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  /**
   * Returns everything that the record holds, keys of later versions included.
   *
   * @return maps, lists, {@link String}, {@link Integer}, {@link Long}, {@link Double} and {@link
   *     Boolean}, a copy of one's own
   */
  public Map<String, Object> asMap() {
    return Json.MAPPER.convertValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  /** The record itself, never to be changed. */
  ObjectNode tree() {
    return json;
  }

  private OptionalInt integer(String key) {
    JsonNode value = json.get(key);
    return value != null && value.isIntegralNumber() && value.canConvertToInt()
        ? OptionalInt.of(value.intValue())
        : OptionalInt.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredRecord that && id.equals(that.id) && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, json);
  }

  @Override
  public String toString() {
    return kind() + " " + id + " of " + file;
  }
}
