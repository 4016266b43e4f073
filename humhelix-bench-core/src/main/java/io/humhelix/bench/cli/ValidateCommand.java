package io.humhelix.bench.cli;

import io.humhelix.bench.audio.AudioException;
import io.humhelix.bench.audio.ClipAudio;
import io.humhelix.bench.internal.measure.ClipReader;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.report.IssueText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.Issue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a definition without measuring. */
@Command(
    name = "validate",
    description = "Checks a benchmark definition, and that its audio can be decoded.",
    footer = {"humhelix-bench validate bench.yaml", "humhelix-bench validate bench.yaml --probe"})
final class ValidateCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private DefinitionArguments definition;

  @Option(names = "--probe", description = "Also check backends and models.")
  private boolean probe;

  ValidateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    BenchmarkDefinition asked = definition.read();
    AudioCheck audio = AudioCheck.of(asked);
    if (!audio.problems().isEmpty()) {
      throw new BadInputException(audio.problems());
    }
    audio.warnings().forEach(context.err()::println);
    WorkloadLanguages.lines(asked).forEach(context.out()::println);
    if (probe) {
      // Valid is what can be run, with or without the baseline of the day.
      PlanTable plan =
          new PlanTable(
              context.harness().get().remeasure(false).plan(asked),
              context.symbols(),
              context.view());
      context.out().print(plan.issues());
      if (plan.refused() > 0) {
        context.out().println();
        context.out().println(NumberText.count(plan.refused(), "run config") + " would be refused");
        return ExitCode.NOT_ALL_OK;
      }
    }
    context
        .out()
        .println(
            "OK: "
                + NumberText.count(DefinitionArguments.expand(asked).size(), "run config")
                + ", "
                + NumberText.count(audio.clips(), "clip")
                + ", "
                + NumberText.fixed(audio.seconds(), 1)
                + " s of audio");
    return ExitCode.OK;
  }

  /**
   * What decoding the audio of a definition gave.
   *
   * @param clips number of audio files and parts of them, each counted once
   * @param seconds their length
   * @param problems files that cannot be used, a line each
   * @param warnings what is odd about others
   */
  private record AudioCheck(
      int clips, double seconds, List<String> problems, List<String> warnings) {

    static AudioCheck of(BenchmarkDefinition definition) {
      ClipReader reader = new ClipReader();
      Set<Heard> seen = new HashSet<>();
      Set<Path> files = new HashSet<>();
      List<String> problems = new ArrayList<>();
      List<String> warnings = new ArrayList<>();
      double seconds = 0;
      for (Workload workload : definition.workloads()) {
        for (AudioClip clip : workload.clips()) {
          if (seen.add(Heard.of(clip))) {
            String where = "workload '" + workload.name() + "', clip '" + clip.id() + "': ";
            try {
              ClipAudio audio = reader.read(clip);
              seconds += audio.durationSeconds();
              boolean news = files.add(clip.audio());
              for (Issue issue : news ? audio.issues() : List.<Issue>of()) {
                warnings.add(where.stripTrailing());
                warnings.addAll(IssueText.lines(issue, "  "));
              }
            } catch (AudioException e) {
              problems.add(where + e.getMessage());
            }
          }
        }
      }
      return new AudioCheck(seen.size(), seconds, problems, warnings);
    }
  }

  /** A file, or a part of one. */
  private record Heard(Path audio, OptionalDouble offset, OptionalDouble length) {

    static Heard of(AudioClip clip) {
      return new Heard(
          clip.audio(),
          clip.offsetSeconds(),
          clip.offsetSeconds().isPresent() ? clip.declaredSeconds() : OptionalDouble.empty());
    }
  }
}
