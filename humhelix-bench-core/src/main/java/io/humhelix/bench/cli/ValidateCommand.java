package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.audio.AudioException;
import io.humhelix.bench.audio.ClipAudio;
import io.humhelix.bench.harness.Plan;
import io.humhelix.bench.internal.measure.ClipReader;
import io.humhelix.bench.json.JsonText;
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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a definition without measuring. */
@Command(
    name = "validate",
    description =
        "Checks a benchmark definition, or the same arguments as run has, and that the audio can be"
            + " decoded.",
    footer = {"humhelix-bench validate bench.yaml", "humhelix-bench validate bench.yaml --probe"})
final class ValidateCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private DefinitionArguments definition;

  @Option(names = "--probe", description = "Also check backends and models.")
  private boolean probe;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ValidateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    AskedDefinition read = definition.read();
    read.remarks().forEach(context::complain);
    BenchmarkDefinition asked = read.definition();
    AudioCheck audio = AudioCheck.of(asked);
    if (!audio.problems().isEmpty()) {
      throw new BadInputException(audio.problems());
    }
    // Valid is what can be run, with or without the baseline of the day.
    Optional<Plan> plan =
        probe
            ? Optional.of(context.harness().get().remeasure(false).plan(asked))
            : Optional.empty();
    boolean valid = plan.stream().flatMap(p -> p.entries().stream()).noneMatch(Plan.Entry::refused);
    if (json) {
      context.out().println(JsonText.text(json(asked, audio, plan, valid)));
    } else {
      print(asked, audio, plan);
    }
    return valid ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  private static ObjectNode json(
      BenchmarkDefinition asked, AudioCheck audio, Optional<Plan> plan, boolean valid)
      throws BadInputException {
    ObjectNode node = JsonText.document();
    node.put("valid", valid);
    node.put("benchmark", asked.name());
    node.put("run_configs", DefinitionArguments.expand(asked).size());
    node.put("clips", audio.clips());
    node.put("audio_s", audio.seconds());
    audio.warnings().forEach(node.putArray("warnings")::add);
    plan.ifPresent(
        planned -> {
          ObjectNode probed = PlanJson.of(planned);
          probed.remove("schema");
          node.set("plan", probed);
        });
    return node;
  }

  private void print(BenchmarkDefinition asked, AudioCheck audio, Optional<Plan> planned)
      throws BadInputException {
    audio.warnings().forEach(context.err()::println);
    WorkloadLanguages.lines(asked).forEach(context.out()::println);
    if (planned.isPresent()) {
      PlanTable plan = new PlanTable(planned.get(), context.symbols(), context.view());
      context.out().print(plan.issues());
      if (plan.refused() > 0) {
        context.out().println();
        context.out().println(NumberText.count(plan.refused(), "run config") + " would be refused");
        return;
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
