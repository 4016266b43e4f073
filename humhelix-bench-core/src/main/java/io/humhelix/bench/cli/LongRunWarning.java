package io.humhelix.bench.cli;

import io.humhelix.bench.audio.AudioException;
import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.internal.measure.ClipReader;
import io.humhelix.bench.internal.run.RunLength;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.report.NumberText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says of a file in hum-helix's form, before anything is measured, that its run takes long, and how
 * to have less: hum-helix made one pass of each entry, and its form cannot say how many to make.
 */
final class LongRunWarning implements RunListener {

  /** Whoever expects a pass of each waits so long without a thought. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private final CommandContext context;
  private final Path file;
  private final BenchmarkDefinition definition;
  private final HumHelixTimes earlier;

  /**
   * Prepares.
   *
   * @param file the definition's, as the user named it
   * @param results folder in which hum-helix's results may lie
   */
  LongRunWarning(CommandContext context, Path file, BenchmarkDefinition definition, Path results) {
    this.context = context;
    this.file = file;
    this.definition = definition;
    earlier = new HumHelixTimes(results);
  }

  @Override
  public void runStarted(RunEvents.RunStarted event) {
    TrialPolicy trials = definition.trials();
    Estimate planned = estimate(event.runConfigs(), definition);
    if (planned.time().compareTo(LONG) <= 0) {
      return;
    }
    Estimate least =
        estimate(
            event.runConfigs(),
            definition.toBuilder().trials(trials.withForks(1).withCounts(0, 1)).build());
    context.complain(
        String.format(
            "%s: %s %s %d passes take about %s (%s).%n"
                + "  hum-helix made 1 pass of each; this makes %s of a first pass, %s and %s.%n"
                + "  One trial of each, about %s, without interval or verdict:"
                + " --forks 1 --warmup 0 --trials 1.%n"
                + "  The plan, without measuring: --dry-run.",
            file,
            NumberText.count(event.runConfigs().size(), "run config"),
            context.symbols().isUnicode() ? "×" : "x",
            trials.forks() * planned.passes(),
            NumberText.time(planned.time()),
            planned.told()
                ? "by hum-helix's results in " + earlier.folder()
                : "a rough guess: 5 s a load, a tenth of its audio a call, 1 s at least",
            NumberText.count(trials.forks(), "fork"),
            NumberText.count(trials.warmUpTrials(), "warm-up trial"),
            NumberText.count(trials.measuredTrials(), "trial"),
            NumberText.time(least.time())));
  }

  /**
   * How long a run takes.
   *
   * @param passes of a fork
   * @param told whether hum-helix's results tell it, and it is no guess
   */
  private record Estimate(Duration time, int passes, boolean told) {}

  private Estimate estimate(List<RunConfig> configs, BenchmarkDefinition asked) {
    int forks = asked.trials().forks();
    int passes = RunLength.of(asked, List.of()).passesOfFork();
    Optional<Duration> told = earlier.of(configs, forks, passes);
    ClipReader reader = new ClipReader();
    Duration time =
        told.orElseGet(
            () ->
                configs.stream()
                    .map(config -> RunLength.of(asked, seconds(reader, config)).ofForks(forks))
                    .reduce(Duration.ZERO, Duration::plus));
    return new Estimate(time, passes, told.isPresent());
  }

  private static List<Double> seconds(ClipReader reader, RunConfig config) {
    List<Double> seconds = new ArrayList<>();
    for (AudioClip clip : config.workload().clips()) {
      try {
        seconds.add(reader.read(clip).durationSeconds());
      } catch (AudioException e) {
        // Its run config is measured only if it could be read a moment ago: the run tells.
        seconds.add(0.0);
      }
    }
    return seconds;
  }
}
