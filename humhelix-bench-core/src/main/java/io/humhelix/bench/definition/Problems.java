package io.humhelix.bench.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems of a definition and of the manifests that it names. */
final class Problems {

  /** Enough to correct a file by; a file of nothing but problems need not fill the screen. */
  private static final int MOST = 100;

  private final String file;
  private final List<Problem> all = new ArrayList<>();
  private int left;

  Problems(String file) {
    this.file = file;
  }

  void at(Node node, String key, String found, String allowed, String remedy) {
    add(new Problem(file, node.line(), node.column(), key, found, allowed, remedy));
  }

  /** Reports something that has no place in the file, such as an override. */
  void general(String key, String found, String allowed, String remedy) {
    add(new Problem(file, 0, 0, key, found, allowed, remedy));
  }

  void add(Problem problem) {
    if (all.size() < MOST) {
      all.add(problem);
    } else {
      left++;
    }
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  int size() {
    return all.size() + left;
  }

  String file() {
    return file;
  }

  /** Ends reading with all problems, if there is one. */
  void throwIfAny() throws DefinitionException {
    if (all.isEmpty()) {
      return;
    }
    List<Problem> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.<Problem>comparingInt(problem -> problem.file().equals(file) ? 0 : 1)
            .thenComparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column));
    if (left > 0) {
      sorted.add(
          new Problem(file, 0, 0, "", left + " more problems", "", "correct the first ones"));
    }
    throw new DefinitionException(sorted);
  }
}
