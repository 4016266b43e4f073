package io.humhelix.bench.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How texts are scored, and when a trial counts as broken.
 *
 * @param normalizer id of the text normaliser; empty means {@code english} if the workload's
 *     language is {@code en}, otherwise {@code basic}
 * @param maxWerPercent the gate: a trial with a higher pooled word error rate, in percent, is
 *     INVALID, whatever its speed; an absolute limit, not a ratio of error rates; empty means no
 *     gate
 */
public record AccuracyPolicy(Optional<String> normalizer, OptionalDouble maxWerPercent) {

  /** The normaliser of the language, no gate. */
  public static final AccuracyPolicy DEFAULT =
      new AccuracyPolicy(Optional.empty(), OptionalDouble.empty());

  public AccuracyPolicy {
    Objects.requireNonNull(normalizer, "normalizer");
    if (maxWerPercent.isPresent()
        && !(maxWerPercent.getAsDouble() >= 0 && maxWerPercent.getAsDouble() <= 1000)) {
      throw new IllegalArgumentException(
          "the WER gate is " + maxWerPercent.getAsDouble() + " %; allowed: 0 to 1000");
    }
  }

  /**
   * Returns the id of the normaliser for a workload.
   *
   * @param task the workload's task
   * @return an id such as {@code english}
   */
  public String normalizerFor(TranscriptionTask task) {
    boolean english =
        task.kind() == TranscriptionTask.Kind.TRANSLATE
            || task.language().filter("en"::equals).isPresent();
    return normalizer.orElse(english ? "english" : "basic");
  }

  /**
   * Returns this policy with a gate.
   *
   * @param percent highest word error rate of a valid trial, in percent
   * @return a new policy
   */
  public AccuracyPolicy withMaxWerPercent(double percent) {
    return new AccuracyPolicy(normalizer, OptionalDouble.of(percent));
  }
}
