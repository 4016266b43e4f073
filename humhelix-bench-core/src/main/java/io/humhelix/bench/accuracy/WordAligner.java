package io.humhelix.bench.accuracy;

import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.Alignment.Operation;
import io.humhelix.bench.result.Alignment.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Aligns two lists of words with the least number of errors. */
final class WordAligner {

  private WordAligner() {}

  static Alignment align(List<String> reference, List<String> hypothesis) {
    Map<String, Integer> numbers = new HashMap<>();
    List<Operation> operations =
        EditScript.between(numbered(reference, numbers), numbered(hypothesis, numbers));
    List<Step> steps = new ArrayList<>(operations.size());
    int r = 0;
    int h = 0;
    for (Operation operation : operations) {
      String said = operation == Operation.INSERTION ? "" : reference.get(r++);
      String heard = operation == Operation.DELETION ? "" : hypothesis.get(h++);
      steps.add(new Step(operation, said, heard));
    }
    return new Alignment(steps);
  }

  private static int[] numbered(List<String> words, Map<String, Integer> numbers) {
    int[] symbols = new int[words.size()];
    int i = 0;
    for (String word : words) {
      Integer number = numbers.get(word);
      if (number == null) {
        number = numbers.size();
        numbers.put(word, number);
      }
      symbols[i++] = number;
    }
    return symbols;
  }
}
