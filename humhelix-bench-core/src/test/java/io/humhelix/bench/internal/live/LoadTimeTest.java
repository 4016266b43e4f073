package io.humhelix.bench.internal.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LoadTimeTest {

  private long now;

  @Test
  void isThatOfTheWholeOpeningUnlessTheBackendSaysMore() {
    now = 100;
    LoadTime whole = new LoadTime(() -> now);
    now = 130;
    assertEquals(30, whole.nanos());
    whole.loadBegins();
    now = 135;
    assertEquals(5, whole.nanos());
    whole.loadEnds();
    now = 900;
    assertEquals(5, whole.nanos(), "what follows is in no metric");
  }
}
