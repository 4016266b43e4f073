package io.humhelix.bench.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Latency against the length of clips. */
class LatencyLengthTest {

  private static final double[] MANY = IntStream.range(0, 30).mapToDouble(i -> 2 + i).toArray();

  private static PictureRuns.Engine engine(String name, String workload, double... lengths) {
    Workload clips = PictureRuns.workload(workload, lengths);
    return new PictureRuns.Engine(name, clips, lengths);
  }

  /** 0.2 s a clip and 0.02 s a second, give and take a little of its own. */
  private static double[] seconds(double[] lengths, double noise) {
    Random random = new Random(1);
    return DoubleStream.of(lengths)
        .map(length -> 0.2 + 0.02 * length + noise * random.nextGaussian())
        .toArray();
  }

  private static LatencyLength of(PictureRuns.Engine... engines) {
    return LatencyLength.of(Entry.of(List.of(PictureRuns.run(engines))));
  }

  @Test
  void theLineIsFoundWithIntervalsOverClips() {
    LatencyLength picture = of(engine("one", "speech", MANY).trial(1, seconds(MANY, 0.005)));
    LatencyLength.Line line = picture.series().get(0).line();
    assertEquals("clips", line.over());
    assertEquals(0.2, line.fixedSeconds().point(), 0.01);
    assertEquals(0.02, line.slope().point(), 0.001);
    assertTrue(line.fixedSeconds().low() < 0.2 && 0.2 < line.fixedSeconds().high());
    assertTrue(line.slope().low() < 0.02 && 0.02 < line.slope().high());
    assertEquals("", line.shortcoming());
    assertEquals(30, picture.series().get(0).all());
  }

  @Test
  void whatItCostsIsSaid() {
    assertEquals(
        "one costs 0.2 s per clip plus 0.02 s per second of audio.",
        of(engine("one", "speech", MANY).trial(1, seconds(MANY, 0))).panels().get(0).finding());
    double[] flat = DoubleStream.of(seconds(MANY, 0.005)).map(any -> 0.3).toArray();
    assertEquals(
        "flat costs about 0.3 s per clip; that longer clips cost more is not shown.",
        of(engine("flat", "speech", MANY).trial(1, flat)).panels().get(0).finding());
    double[] lengths = DoubleStream.of(MANY).map(length -> 0.1 * length).toArray();
    assertEquals(
        "even costs 0.1 s per second of audio; that a clip has a fixed cost is not shown.",
        of(engine("even", "speech", MANY).trial(1, lengths)).panels().get(0).finding());
  }

  @Test
  void fewClipsHaveIntervalsOverForks() {
    double[] lengths = {5, 10, 30};
    PictureRuns.Engine engine = engine("one", "speech", lengths);
    for (int fork = 1; fork <= 3; fork++) {
      double factor = 1 + 0.01 * fork;
      engine.trial(fork, DoubleStream.of(seconds(lengths, 0)).map(s -> factor * s).toArray());
    }
    LatencyLength.Line line = of(engine).series().get(0).line();
    assertEquals("forks", line.over());
    assertEquals(0.204, line.fixedSeconds().point(), 1e-6);
    // The mean of 0.0202, 0.0204 and 0.0206, with t of two degrees of freedom.
    assertEquals(0.0204 - 4.302653 * 0.0002 / Math.sqrt(3), line.slope().low(), 1e-7);
    assertEquals(0.0204 + 4.302653 * 0.0002 / Math.sqrt(3), line.slope().high(), 1e-7);
  }

  @Test
  void withTooFewOfBothThereIsALineAlone() {
    double[] lengths = {5, 10, 30};
    LatencyLength.Line line =
        of(engine("one", "speech", lengths).trial(1, seconds(lengths, 0))).series().get(0).line();
    assertTrue(line.isDrawn());
    assertEquals("", line.over());
    assertTrue(Double.isNaN(line.slope().low()));
    assertTrue(line.shortcoming().startsWith("no intervals"), line.shortcoming());
  }

  @Test
  void clipsOfWorkloadsAreTogetherInOneLine() {
    LatencyLength picture =
        of(
            engine("one", "5s", 5).trial(1, 0.3),
            engine("one", "10s", 10).trial(1, 0.4),
            engine("one", "30s", 30).trial(1, 0.8));
    assertEquals(1, picture.series().size());
    assertEquals(3, picture.series().get(0).entries().size());
    assertEquals(0.02, picture.series().get(0).line().slope().point(), 1e-9);
    assertEquals(0.2, picture.series().get(0).line().fixedSeconds().point(), 1e-9);
    assertEquals("All", picture.panels().get(0).name());
  }

  @Test
  void twoLengthsAreNoLine() {
    LatencyLength.Line one =
        of(engine("one", "speech", 5, 5).trial(1, 1, 2)).series().get(0).line();
    assertFalse(one.isDrawn());
    assertEquals("all clips have the same length, 5 s; a line needs 3", one.shortcoming());
    LatencyLength.Line two =
        of(engine("one", "speech", 5, 9).trial(1, 1, 2)).series().get(0).line();
    assertEquals("its clips have two lengths, 5 s and 9 s; a line needs 3", two.shortcoming());
    assertEquals("", of(engine("one", "speech", 5, 9).trial(1, 1, 2)).panels().get(0).finding());
  }

  @Test
  void lengthsThatAreNearlyEqualAreNoLine() {
    LatencyLength.Line line =
        of(engine("one", "speech", 5, 5.5, 6).trial(1, 1, 2, 3)).series().get(0).line();
    assertFalse(line.isDrawn());
    assertTrue(line.shortcoming().startsWith("all clips are about as long"), line.shortcoming());
  }

  @Test
  void aClipThatIsFarTooSlowIsMarkedAndDoesNotMoveTheLine() {
    double[] seconds = seconds(MANY, 0.002);
    LatencyLength.Line before =
        of(engine("one", "speech", MANY).trial(1, seconds)).series().get(0).line();
    double[] slow = seconds.clone();
    slow[20] = 3;
    LatencyLength.Series series = of(engine("one", "speech", MANY).trial(1, slow)).series().get(0);
    assertEquals(
        List.of("c20.wav"),
        series.clips().stream()
            .filter(LatencyLength.ClipLatency::slow)
            .map(LatencyLength.ClipLatency::clip)
            .toList());
    assertEquals(before.slope().point(), series.line().slope().point(), 0.0005);
    assertEquals(before.fixedSeconds().point(), series.line().fixedSeconds().point(), 0.005);
  }

  @Test
  void thousandsOfClipsAreThinned() {
    double[] lengths = IntStream.range(0, 1200).mapToDouble(i -> 2 + i / 100.0).toArray();
    double[] seconds = seconds(lengths, 0.005);
    seconds[1] = 5;
    LatencyLength.Series series =
        of(engine("one", "speech", lengths).trial(1, seconds)).series().get(0);
    assertEquals(1200, series.all());
    assertTrue(series.clips().size() <= LatencyLength.MOST_CLIPS, "" + series.clips().size());
    assertTrue(series.clips().stream().anyMatch(LatencyLength.ClipLatency::slow));
    assertEquals(lengths[1199], series.clips().get(series.clips().size() - 1).audioSeconds());
  }

  @Test
  void latenciesUnderLoadHaveWaitingInThem() {
    double[] seconds = seconds(MANY, 0);
    LatencyLength picture =
        LatencyLength.of(
            Entry.of(
                List.of(
                    PictureRuns.run(
                        "bench-1",
                        new Scenario.MultiStream(2),
                        Isolation.PROCESS,
                        engine("one", "speech", MANY).trial(1, Arrays.copyOf(seconds, 30))))));
    assertTrue(picture.series().isEmpty());
  }
}
