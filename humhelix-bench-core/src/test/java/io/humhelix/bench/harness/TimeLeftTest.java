package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.event.TimeLeft;
import io.humhelix.bench.internal.scenario.VirtualTime;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The estimate of the time left of whole runs of many shapes, in virtual time, looked at every
 * hundredth of the run, between events too.
 */
class TimeLeftTest {

  private static final int LOOKS = 200;

  /**
   * A shape of a run.
   *
   * @param most how much more than the true rest may be said, as a share of the run's true length,
   *     and ten seconds: one cannot know that the next system is faster, or a search soon over
   * @param jump how much the foreseen length of the run may change from one look to the next, as a
   *     share of the true one
   */
  private record Shape(
      String name,
      Scenario scenario,
      TrialPolicy policy,
      Map<String, SimulatedEngine> engines,
      double[] clips,
      double most,
      double jump) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static SimulatedEngine engine(double load, double fixed, double rtf) {
    return new SimulatedEngine("fake", "1", "CPU").takes(load, fixed, rtf);
  }

  private static Map<String, SimulatedEngine> engines(Object... pairs) {
    Map<String, SimulatedEngine> engines = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      engines.put((String) pairs[i], (SimulatedEngine) pairs[i + 1]);
    }
    return engines;
  }

  private static TrialPolicy policy(int forks, int warmUps, int trials) {
    return TrialPolicy.DEFAULT.withForks(forks).withCounts(warmUps, trials).withSeed(3);
  }

  private static final double[] CLIPS = {3, 5, 8, 12};

  private static Scenario server(double rate, long seconds, boolean search) {
    return new Scenario.Server(
        rate,
        Optional.of(new LatencyLimit(95, Duration.ofSeconds(1))),
        search ? Optional.of(PeakSearch.DEFAULT) : Optional.empty(),
        OpenLoop.DEFAULT,
        Extent.atLeast(Duration.ofSeconds(seconds), 0));
  }

  static Stream<Shape> shapes() {
    Scenario plain = Scenario.SINGLE_STREAM;
    return Stream.of(
        new Shape(
            "one system",
            plain,
            policy(3, 1, 5),
            engines("a", engine(1, 0.1, 0.1)),
            CLIPS,
            0.2,
            0.2),
        new Shape(
            "slow and fast ones",
            plain,
            policy(3, 1, 5),
            engines("a", engine(1, 0.1, 0.02), "b", engine(3, 1, 1), "c", engine(1, 0.2, 0.1)),
            CLIPS,
            0.5,
            0.3),
        new Shape(
            "systems of unlike speed, in one fork",
            plain,
            policy(1, 0, 5),
            engines("a", engine(1, 0.1, 0.02), "b", engine(2, 0.1, 0.02), "c", engine(9, 2, 2)),
            CLIPS,
            2.5,
            2),
        new Shape(
            "a model takes minutes to load",
            plain,
            policy(4, 0, 2),
            engines("a", engine(120, 0.1, 0.02), "b", engine(1, 0.1, 0.02)),
            CLIPS,
            0.4,
            0.4),
        new Shape(
            "a single fork that loads for long",
            plain,
            policy(1, 0, 3),
            engines("a", engine(300, 0.1, 0.1)),
            CLIPS,
            0.4,
            0.9),
        new Shape(
            "one long call",
            plain,
            policy(2, 0, 3),
            engines("a", engine(1, 1, 0.5)),
            new double[] {600},
            0.2,
            0.4),
        new Shape(
            "many warm-ups",
            plain,
            policy(3, 8, 2),
            engines("a", engine(1, 0.1, 0.3)),
            CLIPS,
            0.4,
            0.3),
        new Shape(
            "trials of a least duration",
            plain.withExtent(Extent.atLeast(Duration.ofSeconds(30), 0)),
            policy(3, 1, 3),
            engines("a", engine(1, 0.1, 0.02), "b", engine(2, 0.3, 0.1)),
            CLIPS,
            0.2,
            0.2),
        new Shape(
            "load",
            server(4, 20, false),
            policy(3, 1, 2),
            engines("a", engine(1, 0.1, 0.01)),
            CLIPS,
            0.2,
            0.3),
        new Shape(
            "a search",
            server(4, 5, true),
            policy(3, 0, 2),
            engines("a", engine(1, 0.1, 0.01)),
            CLIPS,
            0.5,
            0.6),
        new Shape(
            "a search in one fork",
            server(4, 5, true),
            policy(1, 0, 2),
            engines("a", engine(1, 0.1, 0.01)),
            CLIPS,
            0.5,
            0.9),
        new Shape(
            "forks by precision",
            plain,
            policy(3, 0, 3).withPrecision(new PrecisionTarget(0.05, 12)),
            engines("a", engine(1, 0.1, 0.1), "b", engine(2, 0.2, 0.2)),
            CLIPS,
            5,
            2),
        new Shape(
            "one fails and is given up",
            plain,
            policy(8, 1, 3),
            engines(
                "a",
                engine(1, 0.1, 0.1),
                "b",
                engine(20, 1, 1)
                    .failing(new Failure(FailureKind.MODEL, "open", "damaged.", "", ""))),
            CLIPS,
            2,
            1.2),
        new Shape(
            "a time limit",
            plain,
            policy(50, 0, 3)
                .withMaxDurations(Optional.of(Duration.ofSeconds(60)), Optional.empty()),
            engines("a", engine(1, 0.1, 0.1), "b", engine(2, 0.2, 0.2)),
            CLIPS,
            0.3,
            0.4),
        new Shape(
            "it becomes slower",
            plain,
            policy(6, 0, 4),
            engines("a", engine(1, 0.1, 0.1).pace((fork, trial) -> fork < 4 ? 1 : 2)),
            CLIPS,
            0.3,
            0.3));
  }

  private record Told(double at, Optional<TimeLeft> left) {}

  private static List<Told> told(Shape shape, double[] length) {
    List<AudioClip> clips = new ArrayList<>();
    for (double seconds : shape.clips()) {
      clips.add(
          AudioClip.of(Path.of("c" + clips.size() + ".wav"), "a text")
              .withDeclaredSeconds(seconds));
    }
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder(shape.name())
            .workload(new Workload("w", clips, TranscriptionTask.transcribe("en")))
            .suts(shape.engines().keySet().stream().map(n -> SutSpec.of(n, "fake", n)).toList())
            .scenario(shape.scenario())
            .trials(shape.policy())
            .build();
    SimulatedRun run = new SimulatedRun(definition, Instant.EPOCH);
    shape.engines().forEach(run::engine);
    List<Told> told = new ArrayList<>();
    run.listener(
        new RunListener() {
          @Override
          public void progressed(RunEvents.Progressed event) {
            told.add(new Told(event.elapsed().toMillis() / 1000.0, event.timeLeft()));
          }
        });
    length[0] = run.run(new VirtualTime()).duration().toMillis() / 1000.0;
    return told;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void isNeitherNothingNorFarOff(Shape shape) {
    double[] length = new double[1];
    List<Told> told = told(shape, length);
    double whole = length[0];
    double foreseen = Double.NaN;
    int next = 0;
    Told last = null;
    for (int look = 1; look < LOOKS; look++) {
      double at = whole * look / LOOKS;
      while (next < told.size() && told.get(next).at() <= at) {
        last = told.get(next++);
      }
      if (last == null || last.left().isEmpty()) {
        assertTrue(
            3 * at < whole || shape.name().contains("single fork"),
            "nothing said at " + at + " of " + whole);
        continue;
      }
      double rest = whole - at;
      Duration since = Duration.ofMillis(Math.round(1000 * (at - last.at())));
      double left = last.left().get().after(since).toMillis() / 1000.0;
      if (3 * at < whole) {
        continue;
      }
      if (left < 0.05 * rest || rest > 3 && left < 0.5) {
        fail(shape + ": " + left + " s said, " + rest + " s left: " + last);
      }
      if (left - rest > shape.most() * whole + 10) {
        fail(shape + ": " + left + " s said, but only " + rest + " s left: " + last);
      }
      if (Math.abs(at + left - foreseen) > shape.jump() * whole) {
        fail(shape + ": jumps from " + foreseen + " to " + (at + left) + " s");
      }
      foreseen = at + left;
    }
  }
}
