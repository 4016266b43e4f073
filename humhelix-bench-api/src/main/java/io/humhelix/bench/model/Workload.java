package io.humhelix.bench.model;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The input of a benchmark: clips, and the task of the system under test.
 *
 * @param name unique within its definition
 * @param clips at least one clip, ids unique
 * @param task the task
 */
public record Workload(String name, List<AudioClip> clips, TranscriptionTask task) {

  public Workload {
    Objects.requireNonNull(task, "task");
    clips = List.copyOf(clips);
    if (name.isBlank()) {
      throw new IllegalArgumentException("the workload's name is blank");
    }
    if (clips.isEmpty()) {
      throw new IllegalArgumentException("workload '" + name + "' has no clips");
    }
    Set<String> ids = new HashSet<>();
    for (AudioClip clip : clips) {
      if (!ids.add(clip.id())) {
        throw new IllegalArgumentException(
            "workload '" + name + "' has two clips with the id '" + clip.id() + "'");
      }
    }
  }

  /**
   * A workload with the default task.
   *
   * @param name unique within its definition
   * @param clips at least one clip
   * @return the workload
   */
  public static Workload of(String name, AudioClip... clips) {
    return new Workload(name, List.of(clips), TranscriptionTask.DEFAULT);
  }

  /**
   * Returns the different tasks of the clips.
   *
   * @return in the order of the clips; one, unless clips have languages of their own
   */
  public List<TranscriptionTask> tasks() {
    return clips.stream().map(task::of).distinct().toList();
  }

  /**
   * Returns this workload with another task.
   *
   * @param other the task
   * @return a new workload
   */
  public Workload withTask(TranscriptionTask other) {
    return new Workload(name, clips, other);
  }
}
