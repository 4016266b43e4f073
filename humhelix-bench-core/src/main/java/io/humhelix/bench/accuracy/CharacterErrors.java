package io.humhelix.bench.accuracy;

import io.humhelix.bench.result.Alignment.Operation;
import io.humhelix.bench.result.ErrorCounts;
import java.util.EnumMap;
import java.util.Map;

/** Counts errors in characters: code points, blanks between words included. */
final class CharacterErrors {

  private CharacterErrors() {}

  static ErrorCounts count(String reference, String hypothesis) {
    int[] said = reference.codePoints().toArray();
    int[] heard = hypothesis.codePoints().toArray();
    Map<Operation, Long> counts = new EnumMap<>(Operation.class);
    for (Operation operation : EditScript.between(said, heard)) {
      counts.merge(operation, 1L, Long::sum);
    }
    return new ErrorCounts(
        counts.getOrDefault(Operation.SUBSTITUTION, 0L),
        counts.getOrDefault(Operation.DELETION, 0L),
        counts.getOrDefault(Operation.INSERTION, 0L),
        said.length);
  }
}
