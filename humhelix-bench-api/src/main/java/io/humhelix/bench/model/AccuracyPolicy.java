package io.humhelix.bench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How texts are scored, and when a trial counts as broken.
 *
 * @param normalizer id of the text normaliser; empty leaves it to the language of each clip: the
 *     declared one, else the one that the system says it decoded; translations are English
 * @param maxWerPercent the gate for words: a trial with a higher pooled word error rate, in
 *     percent, is INVALID, whatever its speed; an absolute limit, not a ratio of error rates; empty
 *     means no gate; 0 to 1000. Not held where the writing does not separate words and there is a
 *     gate for characters
 * @param maxCerPercent the gate for characters, as for words
 * @param maxErrorPercent a trial with a larger share of failed calls, in percent, is INVALID; 0 to
 *     100
 */
public record AccuracyPolicy(
    Optional<String> normalizer,
    OptionalDouble maxWerPercent,
    OptionalDouble maxCerPercent,
    double maxErrorPercent) {

  /** The normaliser of the language, no gate for texts, no failed call. */
  public static final AccuracyPolicy DEFAULT =
      new AccuracyPolicy(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0);

  private static final double HIGHEST_RATE_PERCENT = 1000;

  public AccuracyPolicy {
    Objects.requireNonNull(normalizer, "normalizer");
    check("WER", maxWerPercent);
    check("CER", maxCerPercent);
    if (!(maxErrorPercent >= 0 && maxErrorPercent <= 100)) {
      throw new IllegalArgumentException(
          "the largest share of failed calls is " + maxErrorPercent + " %; allowed: 0 to 100");
    }
  }

  private static void check(String rate, OptionalDouble gate) {
    if (gate.isPresent()
        && !(gate.getAsDouble() >= 0 && gate.getAsDouble() <= HIGHEST_RATE_PERCENT)) {
      throw new IllegalArgumentException(
          "the " + rate + " gate is " + gate.getAsDouble() + " %; allowed: 0 to 1000");
    }
  }

  /**
   * Returns whether every clip must have a reference.
   *
   * @return whether there is a gate for words or characters
   */
  public boolean needsReferences() {
    return !gates().isEmpty();
  }

  /**
   * Returns the gates for texts that are set, which need a reference for every clip.
   *
   * @return their keys in definitions, as in {@code max_wer_percent}
   */
  public List<String> gates() {
    List<String> keys = new ArrayList<>();
    if (maxWerPercent.isPresent()) {
      keys.add("max_wer_percent");
    }
    if (maxCerPercent.isPresent()) {
      keys.add("max_cer_percent");
    }
    return List.copyOf(keys);
  }

  /**
   * Returns this policy with another normaliser.
   *
   * @param id such as {@code multilingual}
   * @return a new policy
   */
  public AccuracyPolicy withNormalizer(String id) {
    return new AccuracyPolicy(Optional.of(id), maxWerPercent, maxCerPercent, maxErrorPercent);
  }

  /**
   * Returns this policy with a gate for words.
   *
   * @param percent highest word error rate of a valid trial, in percent, 0 to 1000
   * @return a new policy
   */
  public AccuracyPolicy withMaxWerPercent(double percent) {
    return new AccuracyPolicy(
        normalizer, OptionalDouble.of(percent), maxCerPercent, maxErrorPercent);
  }

  /**
   * Returns this policy with a gate for characters.
   *
   * @param percent highest character error rate of a valid trial, in percent, 0 to 1000
   * @return a new policy
   */
  public AccuracyPolicy withMaxCerPercent(double percent) {
    return new AccuracyPolicy(
        normalizer, maxWerPercent, OptionalDouble.of(percent), maxErrorPercent);
  }

  /**
   * Returns this policy without gates for texts.
   *
   * @return a new policy; what share of calls may fail is as before
   */
  public AccuracyPolicy withoutGates() {
    return new AccuracyPolicy(
        normalizer, OptionalDouble.empty(), OptionalDouble.empty(), maxErrorPercent);
  }

  /**
   * Returns this policy with an allowance for failed calls.
   *
   * @param percent largest share of failed calls in a valid trial, in percent, 0 to 100
   * @return a new policy
   */
  public AccuracyPolicy withMaxErrorPercent(double percent) {
    return new AccuracyPolicy(normalizer, maxWerPercent, maxCerPercent, percent);
  }
}
