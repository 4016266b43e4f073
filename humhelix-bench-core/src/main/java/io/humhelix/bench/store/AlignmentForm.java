package io.humhelix.bench.store;

import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.Alignment.Operation;
import io.humhelix.bench.result.Alignment.Step;
import io.humhelix.bench.result.ClipScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The alignment of a score: one letter per operation ({@code =}, {@code S}, {@code D}, {@code I}),
 * since its words are those of the two texts, parted at blanks. Where they are not (a normaliser of
 * one's own may part words elsewhere), every step is written out.
 */
final class AlignmentForm {

  /** In the order of {@link Operation}. */
  private static final String LETTERS = "=SDI";

  private AlignmentForm() {}

  static void write(ClipScore score, Map<String, Object> tree) {
    tree.remove("alignment");
    StringBuilder ops = new StringBuilder();
    score.alignment().steps().forEach(step -> ops.append(letter(step.operation())));
    tree.put("ops", ops.toString());
    Optional<Alignment> back = align(score.reference(), score.hypothesis(), ops);
    if (back.filter(score.alignment()::equals).isEmpty()) {
      tree.put("steps", score.alignment().steps().stream().map(AlignmentForm::step).toList());
    }
  }

  private static List<Object> step(Step step) {
    return List.of(String.valueOf(letter(step.operation())), step.reference(), step.hypothesis());
  }

  static void read(Map<String, Object> tree) throws CodecException {
    tree.put("alignment", alignment(tree));
  }

  private static Alignment alignment(Map<String, Object> tree) throws CodecException {
    if (tree.get("steps") instanceof List<?> written) {
      List<Step> steps = new ArrayList<>();
      for (Object one : written) {
        if (!(one instanceof List<?> step) || step.size() != 3) {
          throw new CodecException("has a step " + one);
        }
        steps.add(
            new Step(
                operation(String.valueOf(step.get(0))),
                String.valueOf(step.get(1)),
                String.valueOf(step.get(2))));
      }
      return new Alignment(steps);
    }
    String ops = String.valueOf(tree.get("ops"));
    for (int i = 0; i < ops.length(); i++) {
      operation(ops.substring(i, i + 1));
    }
    return align(String.valueOf(tree.get("reference")), String.valueOf(tree.get("hypothesis")), ops)
        .orElseThrow(() -> new CodecException("has ops that do not fit its texts"));
  }

  /** The words of both texts, taken as the letters say; empty where they do not come out even. */
  private static Optional<Alignment> align(String reference, String hypothesis, CharSequence ops) {
    Iterator<String> left = words(reference);
    Iterator<String> right = words(hypothesis);
    List<Step> steps = new ArrayList<>(ops.length());
    try {
      for (int i = 0; i < ops.length(); i++) {
        Operation operation = Operation.values()[LETTERS.indexOf(ops.charAt(i))];
        steps.add(
            new Step(
                operation,
                operation == Operation.INSERTION ? "" : left.next(),
                operation == Operation.DELETION ? "" : right.next()));
      }
    } catch (NoSuchElementException e) {
      return Optional.empty();
    }
    return left.hasNext() || right.hasNext() ? Optional.empty() : Optional.of(new Alignment(steps));
  }

  private static Iterator<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).iterator();
  }

  private static char letter(Operation operation) {
    return LETTERS.charAt(operation.ordinal());
  }

  private static Operation operation(String letter) throws CodecException {
    int place = letter.length() == 1 ? LETTERS.indexOf(letter) : -1;
    if (place < 0) {
      throw new CodecException("has an alignment letter '" + letter + "' that nobody knows");
    }
    return Operation.values()[place];
  }
}
