package io.humhelix.bench.cli;

import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.store.FileCheck;
import io.humhelix.bench.store.ResultsPaths;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks results files for damage. */
@Command(
    name = "verify",
    description =
        "Says whether results files are what was written: the checksum of every record, records that"
            + " were taken out, and the files beside them.",
    footer = "humhelix-bench verify results")
final class VerifyCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      description = "Results files, and folders of them; hum-helix's own too.")
  private List<Path> results;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  VerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<FileCheck.Outcome> outcomes = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    try (FileProgress progress = new FileProgress(context, "checked")) {
      for (Path file : ResultsPaths.files(results)) {
        try {
          outcomes.add(FileCheck.of(file));
        } catch (StoreException e) {
          unreadable.add(e.getMessage());
        }
        progress.accept(file);
      }
    }
    if (json) {
      context.out().println(JsonText.text(StoreJson.verified(outcomes, unreadable)));
    } else {
      context
          .out()
          .print(new FileCheckText(outcomes, unreadable, context.symbols(), context.view()));
    }
    return unreadable.isEmpty() && outcomes.stream().allMatch(FileCheck.Outcome::isIntact)
        ? ExitCode.OK
        : ExitCode.NOT_ALL_OK;
  }
}
