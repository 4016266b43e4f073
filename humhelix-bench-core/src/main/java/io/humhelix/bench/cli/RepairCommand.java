package io.humhelix.bench.cli;

import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.FileCheck;
import io.humhelix.bench.store.FileRepair;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Saves what is intact of a results file. */
@Command(
    name = "repair",
    description =
        "Copies the intact records of a damaged results file to a new file, which every command and"
            + " plain YAML loaders read. The damaged file stays as it is.",
    footer = "humhelix-bench repair results/benchmark-1.db.yaml")
final class RepairCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(paramLabel = "FILE", description = "A results file; one of hum-helix too.")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "COPY",
      description = "The new file (default: *.repaired.db.yaml beside FILE).")
  private Path copy;

  @Option(
      names = "--trust",
      description =
          "Give records that lost their checksum a new one: only if you know that nothing else of"
              + " them was changed.")
  private boolean trust;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  RepairCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    FileCheck.Outcome check = FileCheck.of(file);
    if (check.damages().isEmpty()) {
      if (json) {
        context.out().println(JsonText.text(StoreJson.intact(check)));
        return ExitCode.OK;
      }
      print(
          "Nothing to repair: all "
              + NumberText.count(check.records(), "record")
              + " of "
              + file
              + " can be read. No copy was made.");
      return ExitCode.OK;
    }
    FileRepair.Outcome outcome = FileRepair.repair(file, Optional.ofNullable(copy), trust);
    if (json) {
      context.out().println(JsonText.text(StoreJson.repaired(file, outcome)));
      return ExitCode.OK;
    }
    print(NumberText.count(outcome.records(), "record") + " saved in " + outcome.copy());
    long left = outcome.damages().stream().filter(d -> d.kind() != Damage.Kind.NO_CHECKSUM).count();
    if (left > 0) {
      print(
          NumberText.count(left, "damaged part")
              + (left == 1 ? " was" : " were")
              + " left out: humhelix-bench verify "
              + ShellWord.of(file));
    }
    if (outcome.unverified() > 0) {
      print(
          NumberText.count(outcome.unverified(), "record")
              + " lost the checksum, and nobody can tell whether they were changed: compare and"
              + " --resume refuse them. If you know that they were not, repair again with --trust.");
    }
    if (check.artifacts() > 0 && !folder(outcome.copy()).equals(folder(file))) {
      print("Its artifacts stay where they are: copy the .artifacts folder beside the new file.");
    }
    return ExitCode.OK;
  }

  private static Path folder(Path path) {
    return Objects.requireNonNull(path.toAbsolutePath().normalize().getParent());
  }

  private void print(String text) {
    context.wrap(DisplayText.oneLine(text), "").forEach(context.out()::println);
  }
}
