package io.humhelix.bench.benchmarks;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Ratio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Calls of a backend under the harness, every one between two of a program that calls the same
 * engine without it, both models loaded: do both take the same time and write the same text?
 */
final class PairedCalls implements RunListener {

  private static final int TURNS = 7;
  private static final int CALLS = 6;

  private final EngineLoop loop;
  private final Path clip;
  private final List<double[]> ours = turns();
  private final List<double[]> theirs = turns();
  private final List<String> otherTexts = new ArrayList<>();
  private double before;
  private int calls;

  private PairedCalls(EngineLoop loop, Path clip) {
    this.loop = loop;
    this.clip = clip;
    this.before = loop.transcribe(clip).seconds();
  }

  /** Measures, and returns what was found in words. */
  static String compare(SutSpec sut, EngineLoop loop, Path clip) throws HarnessException {
    PairedCalls pairs = new PairedCalls(loop, clip);
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("pair")
            .workload(Workload.of("clip", AudioClip.of(clip)))
            .sut(sut)
            .isolation(Isolation.IN_PROCESS)
            .trials(TrialPolicy.DEFAULT.withCounts(1, TURNS * CALLS))
            .build();
    RunConfigResult result = Harness.builder().listener(pairs).run(definition).runConfigs().get(0);
    if (result.status() != TrialStatus.OK) {
      throw new IllegalStateException(
          "the run ended as " + result.status() + ": " + result.issues() + result.failure());
    }
    return pairs.found();
  }

  @Override
  public void trialFinished(RunEvents.TrialFinished event) {
    if (!event.result().counts()) {
      return;
    }
    EngineLoop.Timed after = loop.transcribe(clip);
    String text = EngineLoop.plain(event.result().transcription());
    if (!after.text().equals(text)) {
      otherTexts.add("\n  " + text + "\n  " + after.text());
    }
    int turn = calls / CALLS;
    int call = calls % CALLS;
    ours.get(turn)[call] = event.result().totalTranscriptionSeconds();
    // The mean of the calls before and after: a drift of the machine cancels out.
    theirs.get(turn)[call] = (before + after.seconds()) / 2;
    before = after.seconds();
    calls++;
  }

  private String found() {
    Estimate ratio = Ratio.paired(ForkedSample.of(theirs), ForkedSample.of(ours), Estimate.LEVEL);
    Interval interval = ratio.interval().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s, %d alternations of %d calls of %.3f s%nunder the harness / %s:%n%.4f (95 %% interval"
            + " %.4f to %.4f); of the alternations %s; %s",
        clip.getFileName(),
        TURNS,
        CALLS,
        theirs.stream().flatMapToDouble(Arrays::stream).average().orElseThrow(),
        loop.name(),
        ratio.point(),
        interval.low(),
        interval.high(),
        Spread.of(ratios()),
        otherTexts.isEmpty()
            ? "same text"
            : otherTexts.size() + " other texts, such as" + otherTexts.get(0));
  }

  /** The time of the calls of every alternation, ours divided by theirs. */
  private List<Double> ratios() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      ratios.add(Arrays.stream(ours.get(i)).sum() / Arrays.stream(theirs.get(i)).sum());
    }
    return ratios;
  }

  private static List<double[]> turns() {
    return Stream.generate(() -> new double[CALLS]).limit(TURNS).toList();
  }
}
