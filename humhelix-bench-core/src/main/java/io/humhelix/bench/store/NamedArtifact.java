package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file beside a results file, as a record of it names it.
 *
 * @param recordId the record
 * @param kind what it holds: the path of the key that was moved there, such as {@code clips}, or a
 *     word such as {@code worker-stderr}
 * @param place folder and name, with a slash between them, from the folder of the results file on;
 *     what the record says where that is no place of ours
 * @param bytes its length
 * @param sha256 its SHA-256 in lower-case hexadecimal digits
 */
public record NamedArtifact(String recordId, String kind, String place, long bytes, String sha256) {

  /** What is there. */
  public enum State {
    /** The file that the record names. */
    INTACT,
    /** No file. */
    MISSING,
    /** A file of other content. */
    CHANGED,
    /** The record names a place elsewhere than beside the results file; it is never looked at. */
    OUTSIDE
  }

  /** A folder beside the results, and a file in it; nothing that leads elsewhere. */
  private static final Pattern PLACE =
      Pattern.compile("benchmark-[A-Za-z0-9-]+\\.artifacts/[A-Za-z0-9_-]+\\.[a-z]{1,8}");

  /** Attached files are named by the path that they had on the host of the run. */
  private static final Pattern END = Pattern.compile("(?:.*[/\\\\])?([^/\\\\]+)[/\\\\]([^/\\\\]+)");

  private static final String LIST = "artifacts";

  public NamedArtifact {
    Objects.requireNonNull(recordId, "recordId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(sha256, "sha256");
  }

  /** All that a record names, in its order. */
  static List<NamedArtifact> in(StoredRecord record) {
    List<NamedArtifact> found = new ArrayList<>();
    collect(record.id(), record.tree(), "", found);
    return found;
  }

  private static void collect(String id, JsonNode node, String path, List<NamedArtifact> found) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String key = member.getKey();
      JsonNode value = member.getValue();
      if (key.endsWith(ArtifactReader.SUFFIX) && describes(value)) {
        String moved = key.substring(0, key.length() - ArtifactReader.SUFFIX.length());
        found.add(of(id, path + moved, value.path("file").textValue(), value));
      } else if (key.equals(LIST) && value.isArray()) {
        for (JsonNode one : value) {
          if (describes(one)) {
            Matcher end = END.matcher(one.path("file").textValue());
            String place = end.matches() ? end.group(1) + "/" + end.group(2) : "";
            found.add(of(id, one.path("kind").asText(), place, one));
          }
        }
      } else if (value.isObject()) {
        collect(id, value, path + key + "-", found);
      }
    }
  }

  private static boolean describes(JsonNode node) {
    return node.path("file").isTextual()
        && node.path("bytes").isIntegralNumber()
        && node.path("sha256").isTextual();
  }

  private static NamedArtifact of(String id, String kind, String place, JsonNode description) {
    return new NamedArtifact(
        id,
        kind,
        place,
        description.path("bytes").longValue(),
        description.path("sha256").textValue());
  }

  /** Whether it is beside the results, where it may be looked at. */
  boolean isBeside() {
    return PLACE.matcher(place).matches();
  }

  /**
   * Returns where the file is.
   *
   * @param resultsFile the results file whose record names it
   * @return a file in the folder beside it
   * @throws IllegalArgumentException if the record names another place
   */
  public Path beside(Path resultsFile) {
    if (!isBeside()) {
      throw new IllegalArgumentException("'" + place + "' is not beside the results");
    }
    return resultsFile.resolveSibling(place);
  }

  /**
   * Looks at the file.
   *
   * @param resultsFile the results file whose record names it
   * @param read whether to read it for its SHA-256; else its length alone is compared
   * @return what is there
   * @throws StoreException if it cannot be read
   */
  public State check(Path resultsFile, boolean read) throws StoreException {
    if (!isBeside()) {
      return State.OUTSIDE;
    }
    Path file = beside(resultsFile);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return State.MISSING;
    }
    try {
      boolean same = Files.size(file) == bytes && (!read || sha256.equals(FileBytes.sha256(file)));
      return same ? State.INTACT : State.CHANGED;
    } catch (IOException e) {
      throw new StoreException(file, "artifact '" + file + "' cannot be read: " + Reasons.of(e), e);
    }
  }
}
