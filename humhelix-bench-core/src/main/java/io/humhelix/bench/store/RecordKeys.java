package io.humhelix.bench.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Ids of records with the checksums of their bytes, in little memory: the ids of a run are its id
 * and the numbers from 0 on, of which only the checksum is kept. Not thread-safe.
 */
final class RecordKeys {

  private static final int RUN_ID = 32;
  private static final int LONGEST_NUMBER = 9;

  /** A number is kept in its place as long as so many places are used. */
  private static final int SPARSE = 8;

  private static final int FIRST_ROOM = 1024;

  /** The numbers of one run. */
  private static final class Numbers {
    private int[] checksums = new int[FIRST_ROOM];
    private boolean[] present = new boolean[FIRST_ROOM];
    private int count;

    boolean fits(int number) {
      return number < FIRST_ROOM || number / SPARSE < count + FIRST_ROOM;
    }

    boolean has(int number) {
      return number < present.length && present[number];
    }

    void put(int number, int checksum) {
      if (number >= present.length) {
        int room = Math.max(number + 1, 2 * present.length);
        checksums = Arrays.copyOf(checksums, room);
        present = Arrays.copyOf(present, room);
      }
      present[number] = true;
      checksums[number] = checksum;
      count++;
    }
  }

  private final Map<String, Numbers> runs = new HashMap<>();
  private final Map<String, Integer> others = new HashMap<>();
  private String lastRun = "";
  private Numbers last = new Numbers();

  /**
   * Adds an id.
   *
   * @return whether it is new
   */
  boolean add(String id, int checksum) {
    int number = number(id);
    if (number >= 0) {
      Numbers run = run(id);
      if (run.has(number)) {
        return false;
      }
      if (run.fits(number)) {
        run.put(number, checksum);
        return true;
      }
    }
    return others.putIfAbsent(id, checksum) == null;
  }

  boolean contains(String id) {
    int number = number(id);
    return number >= 0 && runs.containsKey(runOf(id)) && run(id).has(number)
        || others.containsKey(id);
  }

  /** The checksum of an id that is there. */
  int checksum(String id) {
    int number = number(id);
    return number >= 0 && run(id).has(number)
        ? run(id).checksums[number]
        : others.getOrDefault(id, 0);
  }

  void remove(String id) {
    int number = number(id);
    if (number >= 0 && run(id).has(number)) {
      run(id).present[number] = false;
    }
    others.remove(id);
  }

  boolean isEmpty() {
    return others.isEmpty() && runs.values().stream().allMatch(run -> run.count == 0);
  }

  /** Whether some id is in both. */
  boolean mayShare(RecordKeys other) {
    Set<String> ofBoth = new HashSet<>(runs.keySet());
    ofBoth.retainAll(other.runs.keySet());
    return !ofBoth.isEmpty()
        || others.keySet().stream().anyMatch(other::contains)
        || other.others.keySet().stream().anyMatch(this::contains);
  }

  /** Gives out every id with its checksum. */
  void forEach(BiConsumer<String, Integer> action) {
    runs.forEach(
        (run, numbers) -> {
          for (int i = 0; i < numbers.present.length; i++) {
            if (numbers.present[i]) {
              action.accept(RecordIds.of(run, i), numbers.checksums[i]);
            }
          }
        });
    others.forEach(action);
  }

  private Numbers run(String id) {
    if (!id.startsWith(lastRun) || lastRun.isEmpty()) {
      lastRun = runOf(id);
      last = runs.computeIfAbsent(lastRun, any -> new Numbers());
    }
    return last;
  }

  /** The run of a record whose number is not negative. */
  static String runOf(String id) {
    return id.substring(0, RUN_ID);
  }

  /** The number of a record within its run; -1 for another kind of id. */
  static int number(String id) {
    int digits = id.length() - RUN_ID - 1;
    if (digits < 1 || digits > LONGEST_NUMBER || id.charAt(RUN_ID) != '-') {
      return -1;
    }
    if (digits > 1 && id.charAt(RUN_ID + 1) == '0') {
      return -1;
    }
    int number = 0;
    for (int i = RUN_ID + 1; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + c - '0';
    }
    return number;
  }
}
