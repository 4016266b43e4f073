package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.store.Damage.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Records by their ids, each once, as lines in one order: the same bytes, whatever the order in
 * which they were added, and however often.
 */
final class RecordUnion {

  private static final int CHUNK = 1 << 20;

  private static final Comparator<Entry> ORDER =
      Comparator.comparingInt((Entry entry) -> entry.seq().orElse(Integer.MAX_VALUE))
          .thenComparing(Entry::id);

  private final Map<String, Entry> byId = new HashMap<>();
  private final List<Damage> conflicts = new ArrayList<>();

  /** A record without its tree, which is far larger. */
  private record Entry(
      String id,
      OptionalInt seq,
      String where,
      List<NamedArtifact> names,
      byte[] json,
      boolean checked) {

    byte[] line() {
      byte[] framed = RecordLine.frame(json);
      if (checked) {
        return framed;
      }
      byte[] line = Arrays.copyOf(framed, RecordLine.PREFIX.length + json.length + 1);
      line[line.length - 1] = '\n';
      return line;
    }
  }

  /** Adds a record; of two that differ under one id the same one is always taken. */
  void add(StoredRecord stored, byte[] json) throws IOException {
    // Nobody vouches for what lost its checksum; hum-helix's records never had one.
    boolean checked = stored.isVerified() || !stored.tree().has("record");
    Entry entry =
        new Entry(
            stored.id(), stored.seq(), where(stored), NamedArtifact.in(stored), json, checked);
    Entry other = byId.putIfAbsent(stored.id(), entry);
    if (other == null || Arrays.equals(other.json(), json) && other.checked() == checked) {
      return;
    }
    JsonNode mine = Json.MAPPER.readTree(json);
    JsonNode theirs = Json.MAPPER.readTree(other.json());
    if (BaselineRecords.isCopy(mine) != BaselineRecords.isCopy(theirs)) {
      // A baseline has the same record with less in it.
      byId.put(stored.id(), BaselineRecords.isCopy(mine) ? other : entry);
      return;
    }
    if (!mine.equals(theirs)) {
      conflicts.add(conflict(stored, other.where()));
    }
    byId.put(stored.id(), preferred(entry, other));
  }

  /**
   * Says that two files differ in a record.
   *
   * @param record one of them
   * @param other file and line of the other one
   */
  static Damage conflict(StoredRecord record, String other) {
    return Damage.of(
        record,
        Kind.CONFLICT,
        "record "
            + record.id()
            + " differs from the one in "
            + other
            + "; two writers never share a run id, so one of the files was edited: remove it");
  }

  /**
   * Says that a file has a record again, with other content.
   *
   * @param record the later one
   */
  static Damage conflictWithin(StoredRecord record) {
    return Damage.of(
        record,
        Kind.CONFLICT,
        "record "
            + record.id()
            + " differs from the one of this id before it in this file, which counts; no writer"
            + " gives an id twice, so one of them was edited: use the file as it was written");
  }

  static String where(StoredRecord record) {
    return record.file() + ":" + record.place().line();
  }

  private static Entry preferred(Entry one, Entry other) {
    if (one.checked() != other.checked()) {
      return one.checked() ? one : other;
    }
    return Arrays.compareUnsigned(one.json(), other.json()) <= 0 ? one : other;
  }

  int size() {
    return byId.size();
  }

  /** Some of the records. */
  RecordUnion only(Set<String> ids) {
    RecordUnion some = new RecordUnion();
    ids.forEach(id -> some.byId.put(id, byId.get(id)));
    return some;
  }

  List<Damage> conflicts() {
    return List.copyOf(conflicts);
  }

  /** The files that the records name. */
  List<NamedArtifact> artifacts() {
    return sorted().stream().flatMap(entry -> entry.names().stream()).toList();
  }

  private List<Entry> sorted() {
    return byId.values().stream().sorted(ORDER).toList();
  }

  String sha256() {
    MessageDigest digest = RecordJson.sha256();
    sorted().forEach(entry -> digest.update(entry.line()));
    return HexFormat.of().formatHex(digest.digest());
  }

  void writeTo(StoreIo.Output out) throws IOException {
    ByteArrayOutputStream pending = new ByteArrayOutputStream();
    for (Entry entry : sorted()) {
      pending.writeBytes(entry.line());
      if (pending.size() > CHUNK) {
        out.write(pending.toByteArray());
        pending.reset();
      }
    }
    out.write(pending.toByteArray());
  }
}
