package io.humhelix.bench.html;

import io.humhelix.bench.accuracy.TextAlignment;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.Alignment.Step;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorUnit;
import java.util.List;

/**
 * An alignment in a few characters: runs of steps, each a number and {@code =} (equal), {@code s}
 * (substitution), {@code d} (deletion) or {@code i} (insertion). The page has both texts, and cuts
 * them into words or characters itself.
 */
final class AlignmentCode {

  private AlignmentCode() {}

  /** Of a score; its own alignment is of words, and none where texts were not read. */
  static String of(ClipScore score, ErrorUnit unit) {
    boolean stored = unit == ErrorUnit.WORD && !score.alignment().steps().isEmpty();
    return of(
        stored ? score.alignment() : TextAlignment.of(score.reference(), score.hypothesis(), unit));
  }

  static String of(Alignment alignment) {
    StringBuilder code = new StringBuilder();
    List<Step> steps = alignment.steps();
    int from = 0;
    for (int i = 1; i <= steps.size(); i++) {
      if (i == steps.size() || steps.get(i).operation() != steps.get(from).operation()) {
        code.append(i - from).append(letter(steps.get(from)));
        from = i;
      }
    }
    return code.toString();
  }

  private static char letter(Step step) {
    return switch (step.operation()) {
      case EQUAL -> '=';
      case SUBSTITUTION -> 's';
      case DELETION -> 'd';
      case INSERTION -> 'i';
    };
  }
}
