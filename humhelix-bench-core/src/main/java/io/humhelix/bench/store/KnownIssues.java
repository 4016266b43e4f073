package io.humhelix.bench.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Issues of trials by their bytes: the same bytes are decoded once. Not thread-safe. */
final class KnownIssues {

  /** What is remembered is forgotten beyond so many: issues may all differ. */
  private static final int MOST = 10_000;

  private final Map<ByteBuffer, List<Issue>> known = new HashMap<>();
  private byte[] lastJson = {};
  private List<Issue> last = List.of();

  /** Reads a list of issues. */
  List<Issue> of(byte[] bytes, int from, int to) throws IOException, CodecException {
    // Most trials have the issues of the one before.
    if (!Arrays.equals(bytes, from, to, lastJson, 0, lastJson.length)) {
      last = find(bytes, from, to);
      lastJson = Arrays.copyOfRange(bytes, from, to);
    }
    return last;
  }

  private List<Issue> find(byte[] bytes, int from, int to) throws IOException, CodecException {
    List<Issue> issues = known.get(ByteBuffer.wrap(bytes, from, to - from));
    if (issues == null) {
      byte[] json = Arrays.copyOfRange(bytes, from, to);
      issues = decoded(json);
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(ByteBuffer.wrap(json), issues);
    }
    return issues;
  }

  private static List<Issue> decoded(byte[] json) throws IOException, CodecException {
    List<Issue> issues = new ArrayList<>();
    try {
      for (JsonNode one : Json.MAPPER.readTree(json)) {
        issues.add(DiskForms.CODEC.decode(Issue.class, Json.tree(one)));
      }
    } catch (JacksonException e) {
      throw new CodecException("is not JSON: " + e.getOriginalMessage(), e);
    }
    return List.copyOf(issues);
  }
}
