package io.humhelix.bench.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the metrics of a record that are asked for. Not thread-safe. */
final class MetricsParser {

  private final RowOptions options;
  private final JsonMembers members = new JsonMembers(List.of());

  /** The keys of the last record, and where their values go; -1 for those not asked for. */
  private byte[][] keys = new byte[64][];

  private int[] slots = new int[64];
  private String[] names = {};
  private double[] values = {};
  private int count;

  MetricsParser(RowOptions options) {
    this.options = options;
  }

  /** Reads the object at which a value begins, and passes it. */
  boolean parse(JsonMembers outer, byte[] bytes, int to) {
    values = new double[names.length];
    Arrays.fill(values, Double.NaN);
    if (!members.begin(bytes, outer.position(), to)) {
      return false;
    }
    while (true) {
      int key = members.next();
      if (key == JsonMembers.END) {
        outer.passTo(members.position());
        count = members.member() + 1;
        return true;
      } else if (key == JsonMembers.FAILED) {
        return false;
      }
      int slot = slot();
      int begin = members.position();
      int end = members.endOfValue();
      if (end < 0) {
        return false;
      }
      if (slot >= 0 && Decimals.begins(bytes[begin])) {
        values[slot] = Decimals.parse(bytes, begin, end);
      }
    }
  }

  private int slot() {
    int member = members.member();
    if (member >= keys.length) {
      keys = Arrays.copyOf(keys, 2 * member);
      slots = Arrays.copyOf(slots, 2 * member);
    }
    if (keys[member] != members.keyBytes()) {
      keys[member] = members.keyBytes();
      String name = members.name();
      slots[member] = options.wants(name) ? slotOf(name) : -1;
    }
    return slots[member];
  }

  /** Rows that were given out keep the names that they have. */
  private int slotOf(String name) {
    int slot = Arrays.asList(names).indexOf(name);
    if (slot < 0) {
      slot = names.length;
      List<String> more = new ArrayList<>(Arrays.asList(names));
      more.add(name);
      names = more.toArray(String[]::new);
      values = Arrays.copyOf(values, names.length);
      values[slot] = Double.NaN;
    }
    return slot;
  }

  /** How many metrics the last record had. */
  int count() {
    return count;
  }

  /** Where the number of a metric of the last record is, in its order; -1 if not asked for. */
  int slot(int member) {
    return slots[member];
  }

  /** Names of the numbers: the same array as long as records have the same metrics. */
  String[] names() {
    return names;
  }

  /** What was read last, in the order of the names; NaN where there is none. */
  double[] numbers() {
    return values;
  }

  /** What was read last. */
  NumberMap values() {
    return new NumberMap(names, values);
  }
}
