package io.humhelix.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  @Test
  void casesRunTogetherAndTheOneThatFailsIsTheOneThatIsNamed() throws Throwable {
    CountDownLatch both = new CountDownLatch(2);
    AssertionError wrong = new AssertionError("wrong");
    List<DynamicTest> tests =
        SideBySide.of(
                List.of("good", "bad"),
                name -> "a " + name + " one",
                name -> {
                  both.countDown();
                  both.await();
                  if (name.equals("bad")) {
                    throw wrong;
                  }
                })
            .toList();
    assertEquals(
        List.of("a good one", "a bad one"),
        tests.stream().map(DynamicTest::getDisplayName).toList());
    tests.get(0).getExecutable().execute();
    assertSame(wrong, assertThrows(AssertionError.class, tests.get(1).getExecutable()::execute));
  }
}
