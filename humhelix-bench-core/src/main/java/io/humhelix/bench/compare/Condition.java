package io.humhelix.bench.compare;

import java.util.List;
import java.util.Objects;

/**
 * One thing that must be alike for two measurements to be comparable.
 *
 * @param group what it belongs to
 * @param keys the names that lead to it within its group, such as {@code options} and {@code
 *     beam_size}; empty for a group of one condition
 */
public record Condition(Group group, List<String> keys) implements Comparable<Condition> {

  /** What a condition belongs to. */
  public enum Group {
    /** Kind and load of the scenario. */
    SCENARIO("scenario", false),
    /** Normaliser that was asked for, and limit of the word error rate. */
    ACCURACY("accuracy", true),
    /** Processes of their own, or not. */
    ISOLATION("isolation", false),
    /** Arguments of the workers' JVM. */
    WORKER_JVM_ARGS("worker_jvm_args", false),
    /** Environment variables of the workers. */
    WORKER_ENV("worker_env", false),
    /** Warm-up; within one run also the count of trials and the seed. */
    TRIALS("trials", false),
    /** What was asked of the system under test. */
    SUT("sut", false),
    /** The task and its language, or that of each clip, and how many clips there are. */
    WORKLOAD("workload", false),
    /** Place of each clip, which within one run decides its turn. */
    CLIP("clip", true),
    /** Reference text of each clip. */
    REFERENCE("references_sha256", false),
    /** What the system under test said that it is. */
    EFFECTIVE("effective", false),
    /** The normalisers that were used; of each clip where there are several. */
    NORMALIZER("normalizer", false),
    /** Each file of the model. */
    MODEL("model_sha256", false),
    /** The samples of each clip. */
    AUDIO("audio_sha256", false),
    /** The machine; its GPUs for systems that may use one. */
    HOST("host", false),
    /** The Java virtual machine. */
    JVM("jvm", false),
    /** Version of the harness. */
    HARNESS("harness_version", true);

    private final String word;
    private final boolean withinRun;

    Group(String word, boolean withinRun) {
      this.word = word;
      this.withinRun = withinRun;
    }

    /**
     * Returns the name by which users declare a group as one that is meant to differ.
     *
     * @return such as {@code host}
     */
    public String word() {
      return word;
    }
  }

  private static final List<String> WITHIN_RUN = List.of("count", "seed");

  public Condition {
    Objects.requireNonNull(group, "group");
    keys = List.copyOf(keys);
  }

  /**
   * A condition.
   *
   * @param group what it belongs to
   * @param keys the names that lead to it
   * @return the condition
   */
  public static Condition of(Group group, String... keys) {
    return new Condition(group, List.of(keys));
  }

  /**
   * Returns the name by which users declare a condition as one that is meant to differ.
   *
   * @return such as {@code sut.options.beam_size}
   */
  public String name() {
    return keys.isEmpty() ? group.word : group.word + "." + String.join(".", keys);
  }

  /**
   * Returns whether it matters only where trials go on in one run: two runs may differ in it.
   *
   * @return true for example of the seed
   */
  public boolean withinRunAlone() {
    return group.withinRun || group == Group.TRIALS && WITHIN_RUN.containsAll(keys);
  }

  /**
   * Returns whether it is of a GPU of the machine.
   *
   * @return false for all else that is known of the machine
   */
  public boolean isGpu() {
    return group == Group.HOST && keys.get(0).startsWith("gpu");
  }

  @Override
  public int compareTo(Condition other) {
    int order = group.compareTo(other.group);
    for (int i = 0; order == 0 && i < Math.min(keys.size(), other.keys.size()); i++) {
      order = keys.get(i).compareTo(other.keys.get(i));
    }
    return order == 0 ? Integer.compare(keys.size(), other.keys.size()) : order;
  }
}
