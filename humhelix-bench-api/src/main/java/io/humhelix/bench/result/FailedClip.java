package io.humhelix.bench.result;

import java.util.Objects;

/**
 * How a clip counts whose call failed: as an empty text, so that every word of its reference is a
 * deletion.
 *
 * @param clipId id within the workload
 * @param score that of an empty text
 */
public record FailedClip(String clipId, ClipScore score) {
  public FailedClip {
    Objects.requireNonNull(clipId, "clipId");
    Objects.requireNonNull(score, "score");
  }
}
