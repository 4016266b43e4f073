package io.humhelix.bench.spi;

import io.humhelix.bench.model.TranscriptionTask;
import java.util.Objects;

/**
 * A clip whose audio comes in chunks. Its content and length are not known in advance.
 *
 * @param clipId the clip within its workload, for messages
 * @param task the task
 */
public record StreamRequest(String clipId, TranscriptionTask task) {
  public StreamRequest {
    Objects.requireNonNull(clipId, "clipId");
    Objects.requireNonNull(task, "task");
  }
}
