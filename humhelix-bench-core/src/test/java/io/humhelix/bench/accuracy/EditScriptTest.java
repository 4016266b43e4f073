package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.result.Alignment.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EditScriptTest {

  private static final int RUNS = Boolean.getBoolean("humhelix.test.full") ? 50_000 : 3_000;

  @Test
  void isMinimalAndReproducesBothTexts() {
    Random random = new Random(7);
    for (int run = 0; run < RUNS; run++) {
      int[] reference = symbols(random, random.nextInt(40), 1 + random.nextInt(6));
      int[] hypothesis = symbols(random, random.nextInt(40), 1 + random.nextInt(6));
      check(reference, hypothesis);
    }
  }

  @Test
  void isMinimalBeyondTheSizeOfTheWholeMatrix() {
    Random random = new Random(11);
    for (int run = 0; run < RUNS / 100; run++) {
      int alphabet = 1 + random.nextInt(300);
      int[] reference = symbols(random, random.nextInt(900), alphabet);
      check(reference, symbols(random, random.nextInt(900), alphabet));
      check(reference, altered(random, reference, alphabet));
    }
  }

  @Test
  void isMinimalWhereOneSideIsShort() {
    Random random = new Random(13);
    for (int length = 0; length <= 3; length++) {
      int[] few = symbols(random, length, 3);
      int[] many = symbols(random, 20_000, 3);
      check(few, many);
      check(many, few);
    }
  }

  @Test
  void givesAllDistancesOfAColumn() {
    Random random = new Random(17);
    for (int run = 0; run < RUNS / 10; run++) {
      int[] reference = symbols(random, random.nextInt(200), 1 + random.nextInt(9));
      int[] hypothesis = symbols(random, random.nextInt(200), 1 + random.nextInt(9));
      assertArrayEquals(
          bruteForce(reference, hypothesis), DistanceColumn.of(reference, hypothesis));
    }
  }

  private static void check(int[] reference, int[] hypothesis) {
    List<Operation> operations = EditScript.between(reference, hypothesis);
    int r = 0;
    int h = 0;
    int errors = 0;
    List<Integer> said = new ArrayList<>();
    List<Integer> heard = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation != Operation.INSERTION) {
        said.add(reference[r++]);
      }
      if (operation != Operation.DELETION) {
        heard.add(hypothesis[h++]);
      }
      if (operation == Operation.EQUAL) {
        assertEquals(reference[r - 1], hypothesis[h - 1]);
      } else {
        errors++;
      }
    }
    assertArrayEquals(reference, said.stream().mapToInt(i -> i).toArray());
    assertArrayEquals(hypothesis, heard.stream().mapToInt(i -> i).toArray());
    assertEquals(bruteForce(reference, hypothesis)[reference.length], errors);
  }

  /** The textbook recurrence: distances of each beginning of the reference to the hypothesis. */
  private static int[] bruteForce(int[] reference, int[] hypothesis) {
    int[] column = new int[reference.length + 1];
    for (int i = 0; i <= reference.length; i++) {
      column[i] = i;
    }
    for (int j = 1; j <= hypothesis.length; j++) {
      int diagonal = column[0];
      column[0] = j;
      for (int i = 1; i <= reference.length; i++) {
        int cost = reference[i - 1] == hypothesis[j - 1] ? 0 : 1;
        int distance = Math.min(diagonal + cost, Math.min(column[i], column[i - 1]) + 1);
        diagonal = column[i];
        column[i] = distance;
      }
    }
    return column;
  }

  private static int[] symbols(Random random, int length, int alphabet) {
    return random.ints(length, 0, alphabet).toArray();
  }

  private static int[] altered(Random random, int[] symbols, int alphabet) {
    List<Integer> result = new ArrayList<>();
    for (int symbol : symbols) {
      int dice = random.nextInt(12);
      if (dice > 0) {
        result.add(dice == 1 ? random.nextInt(alphabet) : symbol);
      }
      if (dice == 2) {
        result.add(random.nextInt(alphabet));
      }
    }
    return result.stream().mapToInt(i -> i).toArray();
  }
}
