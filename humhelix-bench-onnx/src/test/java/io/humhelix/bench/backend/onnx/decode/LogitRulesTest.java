package io.humhelix.bench.backend.onnx.decode;

import static io.humhelix.bench.backend.onnx.decode.SmallModel.END;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.TIME;
import static io.humhelix.bench.backend.onnx.decode.SmallModel.VOCABULARY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogitRulesTest {

  private static final Set<Integer> PROMPT_TOKENS = Set.of(11, 14, 15, 16, 17, 18);

  @TempDir private Path folder;

  private LogitRules plain;
  private LogitRules timed;

  @BeforeEach
  void make() throws Exception {
    SmallModel model = new SmallModel(folder, true);
    plain = new LogitRules(model.config(), false);
    timed = new LogitRules(model.config(), true);
  }

  @Test
  void withoutTimesTheListsAloneRule() {
    Set<Integer> first = allBut(PROMPT_TOKENS, Set.of(7, 8, END));
    assertEquals(first, left(plain, new float[VOCABULARY]));
    assertEquals(allBut(PROMPT_TOKENS, Set.of(7)), left(plain, new float[VOCABULARY], 1));
  }

  @Test
  void textBeginsWithATimeOfTheFirstSecond() {
    float[] logits = new float[VOCABULARY];
    logits[3] = 100;
    assertEquals(range(TIME, TIME + 51), left(timed, logits));
  }

  @Test
  void afterTheFirstTimeComesText() {
    float[] logits = new float[VOCABULARY];
    Set<Integer> expected = range(0, TIME);
    expected.removeAll(PROMPT_TOKENS);
    expected.removeAll(Set.of(7, SmallModel.NO_TIMES));
    assertEquals(expected, left(timed, logits, TIME + 5));
  }

  @Test
  void afterTextComesTextOrALaterTime() {
    float[] logits = new float[VOCABULARY];
    logits[3] = 100;
    Set<Integer> left = left(timed, logits, TIME + 5, 1);
    assertEquals(range(TIME + 6, VOCABULARY), times(left));
    assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6, 8, 9, END, 12, 13), texts(left));
  }

  @Test
  void aTimeAfterTextIsPairedOrEndsTheText() {
    float[] logits = new float[VOCABULARY];
    logits[END] = 100;
    Set<Integer> left = left(timed, logits, TIME, 1, TIME + 9);
    assertEquals(Set.of(END, 12, 13), texts(left), "no word may follow");
    assertEquals(range(TIME + 9, VOCABULARY), times(left), "the same time may");
  }

  @Test
  void aPairIsFollowedByText() {
    float[] logits = new float[VOCABULARY];
    assertEquals(Set.of(), times(left(timed, logits, TIME, 1, TIME + 9, TIME + 9)));
  }

  @Test
  void aSegmentEndsLaterThanItBegins() {
    float[] logits = new float[VOCABULARY];
    logits[1] = 100;
    Set<Integer> left = left(timed, logits, TIME, 1, TIME + 9, TIME + 12, 2);
    assertEquals(range(TIME + 13, VOCABULARY), times(left));
  }

  @Test
  void timesThatAreLikelierTogetherThanAnyWordComeFirst() {
    float[] logits = new float[VOCABULARY];
    // 1496 times of weight 1 against one word of weight e^7.3 = 1480 or e^7.4 = 1636.
    logits[1] = 7.3f;
    assertEquals(Set.of(), texts(left(timed, logits.clone(), TIME + 4, 1)));
    logits[1] = 7.4f;
    assertEquals(12, texts(left(timed, logits.clone(), TIME + 4, 1)).size());
    // A word that may not come does not count.
    logits[1] = 7.3f;
    logits[7] = 50;
    assertEquals(Set.of(), texts(left(timed, logits.clone(), TIME + 4, 1)));
  }

  @Test
  void theLastTimeLeavesTheEndAlone() {
    float[] logits = new float[VOCABULARY];
    Set<Integer> left = left(timed, logits, TIME, 1, TIME + 1500, TIME + 1500, 2);
    assertEquals(Set.of(), times(left));
    assertEquals(12, texts(left).size());
  }

  private static Set<Integer> left(LogitRules rules, float[] logits, int... taken) {
    TokenRow row = new TokenRow();
    for (int token : taken) {
      row.add(token, 0);
    }
    TokenRange range = rules.apply(logits, row);
    Set<Integer> left = new TreeSet<>();
    for (int i = range.from(); i < range.to(); i++) {
      if (logits[i] != Float.NEGATIVE_INFINITY) {
        left.add(i);
      }
    }
    return left;
  }

  private static Set<Integer> range(int from, int to) {
    Set<Integer> tokens = new TreeSet<>();
    for (int i = from; i < to; i++) {
      tokens.add(i);
    }
    return tokens;
  }

  private static Set<Integer> allBut(Set<Integer> some, Set<Integer> others) {
    Set<Integer> tokens = range(0, VOCABULARY);
    tokens.removeAll(some);
    tokens.removeAll(others);
    return tokens;
  }

  private static Set<Integer> texts(Set<Integer> tokens) {
    Set<Integer> texts = new TreeSet<>(tokens);
    texts.removeIf(token -> token >= TIME);
    return texts;
  }

  private static Set<Integer> times(Set<Integer> tokens) {
    Set<Integer> times = new TreeSet<>(tokens);
    times.removeIf(token -> token < TIME);
    return times;
  }
}
