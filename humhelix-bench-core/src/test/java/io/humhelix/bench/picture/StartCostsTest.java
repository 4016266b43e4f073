package io.humhelix.bench.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.TrialStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a system costs before it is warm. */
class StartCostsTest {

  private static final double[] LENGTHS = {5, 60};
  private static final Workload SPEECH = PictureRuns.workload("speech", LENGTHS);

  private static PictureRuns.Engine engine(String name, double load, double cold, double warm) {
    PictureRuns.Engine engine = new PictureRuns.Engine(name, SPEECH, LENGTHS);
    for (int fork = 1; fork <= 3; fork++) {
      engine.load(load * fork).firstCall(fork, cold).trial(fork, warm, 10).trial(fork, warm, 10);
    }
    return engine;
  }

  private static StartCosts of(PictureRuns.Engine... engines) {
    return StartCosts.of(Entry.of(List.of(PictureRuns.run(engines))));
  }

  @Test
  void laterCallsAreOfTheClipOfTheFirst() {
    StartCosts.Cost cost = of(engine("one", 2, 0.9, 0.3)).costs().get(0);
    // Loads of 2, 4 and 6 s: their geometric mean.
    assertEquals(Math.cbrt(48), cost.load().point(), 1e-9);
    assertTrue(cost.load().low() < 2.1 && cost.load().high() > 6);
    assertEquals(0.9, cost.firstCall().point(), 1e-9);
    assertEquals(0.3, cost.sameClip().point(), 1e-9);
    assertEquals((0.3 + 10) / 2, cost.steady().point(), 1e-9);
  }

  @Test
  void whatToSeeIsSaid() {
    assertEquals(
        "quick has the first text measured soonest, 2.72 s after its start: 1.82 s of model load"
            + " and 0.9 s of a first call. It is not told apart from others, since intervals"
            + " overlap or are missing. The first call of cold takes 9 times as long as later ones of"
            + " the same clip, the most of all.",
        of(engine("quick", 1, 0.9, 0.3), engine("cold", 2, 0.9, 0.1)).panels().get(0).finding());
    assertEquals(
        "even has its first text 2.12 s after its start: 1.82 s of model load and 0.3 s of a first"
            + " call.",
        of(engine("even", 1, 0.3, 0.3)).panels().get(0).finding());
  }

  @Test
  void soonestIsSaidWhereIntervalsSeparate() {
    String finding =
        of(engine("quick", 1, 0.3, 0.3), engine("slow", 1000, 0.3, 0.3)).panels().get(0).finding();
    assertTrue(finding.startsWith("quick has its first text soonest, 2.12 s"), finding);
    assertFalse(finding.contains("told apart"), finding);
  }

  @Test
  void aServerThatWasRunningHasNoStart() {
    StartCosts picture =
        of(
            engine("running", 0.001, 0.3, 0.3).server("was_loaded"),
            engine("loaded", 2, 0.3, 0.3).server("loaded"),
            engine("here", 2, 0.3, 0.3));
    assertEquals(List.of("running"), picture.running());
    assertEquals(2, picture.costs().size());
    String finding = picture.panels().get(0).finding();
    assertFalse(finding.contains("running"), finding);
    assertEquals(List.of(), of(engine("here", 2, 0.3, 0.3)).running());
  }

  @Test
  void whatWasNotMeasuredIsNotANumber() {
    PictureRuns.Engine engine = new PictureRuns.Engine("one", SPEECH, LENGTHS).trial(1, 1, 2);
    StartCosts.Cost cost = of(engine).costs().get(0);
    assertTrue(Double.isNaN(cost.firstCall().point()));
    assertTrue(Double.isNaN(cost.sameClip().point()));
    assertEquals(1, cost.load().point());
    assertTrue(Double.isNaN(cost.load().low()), "one fork has no interval");
    assertEquals("", of(engine).panels().get(0).finding());
  }

  @Test
  void whatIsNotOkIsNotShown() {
    assertEquals(
        List.of(),
        of(new PictureRuns.Engine("no", SPEECH, LENGTHS)
                .status(TrialStatus.INVALID)
                .firstCall(1, 1)
                .trial(1, 1, 2))
            .costs());
  }
}
