package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.FileFingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps records within their size: the longest list or text moves to a file in the folder beside
 * the results file, and a key {@code <name>_artifact} tells where and what it is. Lists go as JSON
 * lines and leave no key behind; a text leaves its first part under its key, so that the key stays
 * a text. An artifact is on the disk before the record that names it.
 */
final class Artifacts {

  static final int KEPT_TEXT = 16_384;

  /** Code of the issue that tells of a text that was too long. */
  static final String SHORTENED = "text-shortened";

  private static final int SMALLEST = 4096;
  private static final int CHUNK = 1 << 20;

  private final StoreIo io;
  private final Path folder;
  private final List<Artifact> written = new ArrayList<>();

  Artifacts(StoreIo io, Path folder) {
    this.io = io;
    this.folder = folder;
  }

  static Path folderFor(Path resultsFile) {
    String name = String.valueOf(resultsFile.getFileName());
    String base = name.replaceFirst("(\\.repaired)?\\.db\\.yaml$", "");
    return resultsFile.resolveSibling(base + ".artifacts");
  }

  List<Artifact> written() {
    return List.copyOf(written);
  }

  /** A member of a record that may move. */
  private record Candidate(ObjectNode parent, String key, String path, int bytes) {}

  /** Returns the record's JSON, small enough for one line; the record is changed for that. */
  byte[] fit(ObjectNode record, long seq) throws IOException {
    byte[] json = RecordJson.bytes(record);
    while (RecordLine.frame(json).length > RecordLine.MAX_BYTES) {
      Candidate longest = longest(record, "", new Candidate(record, "", "", SMALLEST));
      if (longest.key().isEmpty()) {
        throw new IOException(
            "a record of "
                + json.length
                + " bytes has neither a list nor a text to move out; allowed are "
                + RecordLine.MAX_BYTES);
      }
      move(record, longest, seq);
      json = RecordJson.bytes(record);
    }
    return json;
  }

  private static Candidate longest(ObjectNode node, String path, Candidate best) {
    Candidate longest = best;
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String key = member.getKey();
      if (member.getValue() instanceof ObjectNode object) {
        longest = longest(object, path + key + "-", longest);
      } else if (isMovable(node, key)) {
        int bytes = RecordJson.bytes(member.getValue()).length;
        if (bytes > longest.bytes()) {
          longest = new Candidate(node, key, path + key, bytes);
        }
      }
    }
    return longest;
  }

  private static boolean isMovable(ObjectNode node, String key) {
    return !node.has(key + "_artifact")
        && (node.get(key).isArray() || node.get(key).isTextual())
        && key.length() < RecordJson.MAX_KEY / 2;
  }

  private void move(ObjectNode record, Candidate candidate, long seq) throws IOException {
    JsonNode value = candidate.parent().get(candidate.key());
    String safe = candidate.path().replaceAll("[^A-Za-z0-9_-]", "_");
    String wanted =
        "0".repeat(Math.max(0, 6 - Long.toString(seq).length()))
            + seq
            + "-"
            + safe.substring(0, Math.min(100, safe.length()))
            + (value.isArray() ? ".jsonl" : ".txt");
    String name = free(wanted);
    ObjectNode description = Json.object();
    Json.put(description, "file", folder.getFileName() + "/" + name);
    if (value instanceof ArrayNode list) {
      List<byte[]> lines = new ArrayList<>(list.size());
      list.forEach(
          element ->
              lines.add((RecordJson.write(element) + "\n").getBytes(StandardCharsets.UTF_8)));
      description.put("count", list.size());
      describe(description, write(name, lines));
      summary(list).ifPresent(summary -> description.set("total_ns", summary));
      candidate.parent().remove(candidate.key());
    } else {
      String text = RecordJson.wellFormed(value.textValue());
      description.put("count", text.length());
      describe(description, write(name, List.of(text.getBytes(StandardCharsets.UTF_8))));
      int kept = Math.min(KEPT_TEXT, text.length() / 4);
      int cut = Character.isHighSurrogate(text.charAt(kept - 1)) ? kept - 1 : kept;
      candidate.parent().put(candidate.key(), text.substring(0, cut));
      shortened(record, candidate.path(), cut);
    }
    candidate.parent().set(candidate.key() + "_artifact", description);
  }

  /** A writer that was killed may have left a file whose record was never written. */
  private String free(String name) {
    String free = name;
    for (int i = 2; io.exists(folder.resolve(free)); i++) {
      free = name.replaceFirst("\\.", "-" + i + ".");
    }
    return free;
  }

  /** Latencies of clips at a glance, for a record whose clips lie in an artifact. */
  private static Optional<ObjectNode> summary(ArrayNode clips) {
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

  private static void shortened(ObjectNode record, String what, int kept) {
    if (record.get("issues") instanceof ArrayNode issues) {
      ObjectNode issue = issues.addObject();
      issue.put("severity", "INFO");
      issue.put("code", SHORTENED);
      issue.put(
          "message",
          what + " is too long for a record: its first " + kept + " characters are kept here.");
      issue.put("remedy", "The whole text is in the file that " + what + "_artifact names.");
    }
  }

  private FileFingerprint write(String name, List<byte[]> parts) throws IOException {
    io.createFolders(folder);
    io.forceFolder(NewFile.folderOf(folder));
    Path file = folder.resolve(name);
    MessageDigest sha256 = RecordJson.sha256();
    long bytes = 0;
    try (StoreIo.Output out = io.create(file)) {
      ByteArrayOutputStream pending = new ByteArrayOutputStream();
      for (byte[] part : parts) {
        sha256.update(part);
        bytes += part.length;
        pending.writeBytes(part);
        if (pending.size() > CHUNK) {
          out.write(pending.toByteArray());
          pending.reset();
        }
      }
      out.write(pending.toByteArray());
      out.force();
    }
    io.forceFolder(folder);
    FileFingerprint fingerprint =
        new FileFingerprint(name, bytes, HexFormat.of().formatHex(sha256.digest()));
    written.add(
        new Artifact(
            name.replaceFirst("^[0-9]+-(.*?)(-[0-9]+)?\\.[a-z]+$", "$1"), file, fingerprint));
    return fingerprint;
  }

  /** Copies a file; one that has the name already keeps it. */
  Artifact attach(String kind, String name, Path content) throws IOException {
    if (!name.matches("[A-Za-z0-9-]{1,150}\\.[a-z]{1,8}")) {
      throw new IllegalArgumentException("'" + name + "' is no name of an artifact");
    }
    io.createFolders(folder);
    io.forceFolder(NewFile.folderOf(folder));
    Path file = folder.resolve(free(name));
    MessageDigest sha256 = RecordJson.sha256();
    long bytes = 0;
    try (InputStream in = Files.newInputStream(content);
        StoreIo.Output out = io.create(file)) {
      for (byte[] part = in.readNBytes(CHUNK); part.length > 0; part = in.readNBytes(CHUNK)) {
        sha256.update(part);
        bytes += part.length;
        out.write(part);
      }
      out.force();
    }
    io.forceFolder(folder);
    String digest = HexFormat.of().formatHex(sha256.digest());
    Artifact artifact =
        new Artifact(kind, file, new FileFingerprint(file.getFileName().toString(), bytes, digest));
    written.add(artifact);
    return artifact;
  }

  private static void describe(ObjectNode description, FileFingerprint fingerprint) {
    description.put("bytes", fingerprint.bytes());
    description.put("sha256", fingerprint.sha256());
  }
}
