package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.ClipScore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts that an engine gone wrong may answer with. The time limits are far above what linear work
 * needs (under a second each) and far below what quadratic work would.
 */
@Tag("slow")
class HostileTextTest {

  private static final int SIZE = 1 << 20;
  private static final int FLOOD = Boolean.getBoolean("humhelix.test.full") ? SIZE : 1 << 15;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  static List<String> units() {
    return List.of(
        "[",
        "(",
        "<",
        "]",
        ")",
        "()",
        "[(",
        "<>",
        " ",
        "\t\n",
        "'",
        " '",
        ".",
        "..",
        "%",
        "$",
        "$0",
        "1",
        "9",
        "1,",
        "1.",
        "\u0663",
        "a1",
        "1 s",
        "1 ",
        "1 st",
        "\u00A21 ",
        "$1 \u00A2",
        "oh ",
        "point ",
        "zero point ",
        "point five million ",
        "one decillion ",
        "hundred ",
        "thousand one ",
        "double ",
        "minus ",
        "and ",
        "and a half",
        "and a half ",
        "and  ",
        "per cent ",
        "um ",
        "n't",
        "he'd been ",
        "mr ",
        "\u03A3",
        "\u03A3'",
        "\u0130",
        "\u0301",
        "\u0301\u0316",
        "a\u0301",
        "\u1100\u1161",
        "\uFDFA",
        "\u0915\u0940",
        "\u200D",
        "\u0640",
        "\u0E01 ",
        "\u0D28\u0D4D\u200D",
        "i\u0307",
        "\u0345",
        "\uD800",
        "\uDC00",
        "\uD83D\uDE00",
        "\u3000",
        "colour ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "(", "<", " "})
  void floodsOfOneMebibyteAreNormalisedInLinearTime(String unit) {
    normalizeByAll(unit.repeat(SIZE));
  }

  @ParameterizedTest
  @MethodSource("units")
  void floodsAreNormalisedInLinearTime(String unit) {
    normalizeByAll(unit.repeat(FLOOD / unit.length()));
  }

  private static void normalizeByAll(String flood) {
    for (String id : Normalizers.ids()) {
      assertNotNull(assertTimeoutPreemptively(LIMIT, () -> Normalizers.byId(id).normalize(flood)));
    }
  }

  @Test
  void bracketFloodsAreScoredAsNothing() {
    Scorer scorer = new Scorer(Normalizers.byId("english"));
    ClipScore score = scorer.score("hello world", "[(<".repeat(SIZE / 3));
    assertEquals("", score.hypothesis());
    assertEquals(2, score.words().deletions());
  }

  @Test
  void aFloodOfOneWordIsScored() {
    Scorer scorer = new Scorer(Normalizers.byId("english"));
    ClipScore score =
        assertTimeoutPreemptively(LIMIT, () -> scorer.score("well then", "you ".repeat(SIZE / 4)));
    assertEquals(SIZE / 4, score.words().errors());
  }

  @Test
  void loneSurrogatesAreKeptAsWords() {
    Scorer scorer = new Scorer(Normalizers.byId("basic"));
    assertEquals(0, scorer.score("a \uD800 b", "a \uD800 b").words().errors());
    assertEquals(1, scorer.score("a \uD800 b", "a \uDC00 b").words().errors());
  }

  @Test
  void textsOfTwentyThousandWordsAreScoredWithoutTheirMatrices() throws JMException {
    // Those would take 1.6 GB for the words and 38 GB for the characters.
    Random random = new Random(3);
    String reference = randomText(random, 20_000);
    String hypothesis = randomText(random, 20_000);
    Scorer scorer = new Scorer(Normalizers.byId("english"));
    long before = allocatedBytes();
    ClipScore score = scorer.score(reference, hypothesis);
    long allocated = allocatedBytes() - before;
    // All that was ever allocated; what is alive at a time is a fraction of it.
    assertTrue(allocated < 1_000_000_000, () -> allocated + " bytes");
    assertEquals(20_000, score.words().referenceLength());
    assertEquals(score.words(), score.alignment().counts());
  }

  /**
   * All that this thread has allocated; through JMX, as HotSpot's own type is in no module here.
   */
  private static long allocatedBytes() throws JMException {
    return (long)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                "getThreadAllocatedBytes",
                new Object[] {Thread.currentThread().getId()},
                new String[] {"long"});
  }

  private static String randomText(Random random, int words) {
    return random
        .ints(words, 0, 3_000)
        .mapToObj(i -> "w" + Integer.toString(i, 20).replaceAll("[0-9]", "e"))
        .collect(Collectors.joining(" "));
  }
}
