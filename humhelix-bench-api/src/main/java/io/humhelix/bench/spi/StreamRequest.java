package io.humhelix.bench.spi;

import io.humhelix.bench.model.TranscriptionTask;
import java.util.Objects;

/**
 * A clip whose audio comes in chunks. What it will be, and how long, is not known before it comes.
 *
 * @param clipId the clip within its workload, for messages
 * @param task what is asked for
 */
public record StreamRequest(String clipId, TranscriptionTask task) {
  public StreamRequest {
    Objects.requireNonNull(clipId, "clipId");
    Objects.requireNonNull(task, "task");
  }
}
