package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ids with their checksums, whatever their form. */
class RecordKeysTest {

  private static final String RUN = Samples.RUN_ID;

  @Test
  void keepsEveryIdOnceWithItsFirstChecksum() {
    RecordKeys keys = new RecordKeys();
    Map<String, Integer> added = new TreeMap<>();
    for (String id :
        new String[] {
          RUN + "-0",
          RUN + "-7",
          RUN + "-5000",
          RUN + "-999999999",
          RUN + "-007",
          "legacy-ab-1",
          "f".repeat(32) + "-0"
        }) {
      added.put(id, added.size() + 1);
      assertTrue(keys.add(id, added.size()), id);
      assertFalse(keys.add(id, 99), id);
      assertTrue(keys.contains(id), id);
    }
    added.forEach((id, checksum) -> assertEquals(checksum, keys.checksum(id), id));
    Map<String, Integer> found = new TreeMap<>();
    keys.forEach(found::put);
    assertEquals(added, found);
    assertFalse(keys.contains(RUN + "-1"));
    assertFalse(keys.contains("e".repeat(32) + "-0"));
  }

  @Test
  void tellsWhetherTwoFilesMayShareARecord() {
    RecordKeys one = new RecordKeys();
    RecordKeys other = new RecordKeys();
    one.add(RUN + "-1", 1);
    other.add("f".repeat(32) + "-1", 1);
    other.add("legacy-ab-1", 1);
    assertFalse(one.mayShare(other));
    one.add("legacy-ab-1", 1);
    assertTrue(one.mayShare(other));
    assertTrue(other.mayShare(one));
  }

  @Test
  void anIdThatIsRemovedIsGone() {
    RecordKeys keys = new RecordKeys();
    keys.add(RUN + "-3", 1);
    keys.remove(RUN + "-3");
    assertFalse(keys.contains(RUN + "-3"));
  }
}
