package io.humhelix.bench.result;

import java.util.List;
import java.util.Objects;

/**
 * A word-by-word alignment of a reference and a hypothesis after normalisation, of minimal edit
 * distance (Levenshtein, every operation costs 1).
 *
 * @param steps the operations in reading order
 */
public record Alignment(List<Step> steps) {

  /** The kind of an operation. */
  public enum Operation {
    /** Both texts have the word. */
    EQUAL,
    /** The hypothesis has another word. */
    SUBSTITUTION,
    /** The hypothesis lacks the word. */
    DELETION,
    /** The reference lacks the word. */
    INSERTION
  }

  /**
   * One operation.
   *
   * @param operation its kind
   * @param reference the word of the reference; empty for an insertion
   * @param hypothesis the word of the hypothesis; empty for a deletion
   */
  public record Step(Operation operation, String reference, String hypothesis) {
    /** Checks that nothing is null. */
    public Step {
      Objects.requireNonNull(operation, "operation");
      Objects.requireNonNull(reference, "reference");
      Objects.requireNonNull(hypothesis, "hypothesis");
    }
  }

  /** Copies the steps. */
  public Alignment {
    steps = List.copyOf(steps);
  }

  /**
   * Counts the operations.
   *
   * @return the word counts of this alignment
   */
  public ErrorCounts counts() {
    long[] n = new long[Operation.values().length];
    for (Step step : steps) {
      n[step.operation().ordinal()]++;
    }
    long substitutions = n[Operation.SUBSTITUTION.ordinal()];
    long deletions = n[Operation.DELETION.ordinal()];
    return new ErrorCounts(
        substitutions,
        deletions,
        n[Operation.INSERTION.ordinal()],
        n[Operation.EQUAL.ordinal()] + substitutions + deletions);
  }
}
