package io.humhelix.bench.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.result.ClipScore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scores without texts, by their bytes: the same bytes are decoded once. Not thread-safe. */
final class KnownScores {

  /** What is remembered is forgotten beyond so many of a normaliser: texts may all differ. */
  private static final int MOST = 10_000;

  private final WithoutTexts slim;
  private final Map<String, Map<ByteBuffer, ClipScore>> scores = new HashMap<>();

  KnownScores(WithoutTexts slim) {
    this.slim = slim;
  }

  /** Reads a score; the normaliser is that of the trial, for a score that names none. */
  ClipScore of(byte[] bytes, int from, int to, String normalizer)
      throws IOException, CodecException {
    Map<ByteBuffer, ClipScore> known = scores.computeIfAbsent(normalizer, any -> new HashMap<>());
    ClipScore score = known.get(ByteBuffer.wrap(bytes, from, to - from));
    if (score == null) {
      if (known.size() >= MOST) {
        known.clear();
      }
      byte[] json = Arrays.copyOfRange(bytes, from, to);
      score = decoded(json, normalizer);
      known.put(ByteBuffer.wrap(json), score);
    }
    return score;
  }

  private ClipScore decoded(byte[] json, String normalizer) throws IOException, CodecException {
    JsonNode node;
    try {
      node = Json.MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new CodecException("is not JSON: " + e.getOriginalMessage(), e);
    }
    Map<String, Object> tree = Json.map(node);
    tree.putIfAbsent("normalizer", normalizer);
    // To align the words is most of the work, and nobody looks at it.
    tree.remove("ops");
    tree.put("steps", List.of());
    return slim.of(DiskForms.CODEC.decode(ClipScore.class, tree));
  }
}
