package io.humhelix.bench.cli;

import io.humhelix.bench.definition.DefinitionException;
import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoreException;
import java.nio.file.NoSuchFileException;

/** From what was thrown to what is said and returned. */
final class Faults {

  private final CommandContext context;
  private final RootCommand root;

  Faults(CommandContext context, RootCommand root) {
    this.context = context;
    this.root = root;
  }

  int exitCode(Throwable thrown) {
    if (thrown instanceof BadInputException || thrown instanceof DefinitionException) {
      context.complain(thrown.getMessage());
      return ExitCode.BAD_INPUT;
    }
    if (thrown instanceof StoreException store) {
      context.complain(store.getMessage());
      trace(thrown);
      // Without a word of the file system it is the file that cannot be used.
      boolean given = store.getCause() == null || store.getCause() instanceof NoSuchFileException;
      return given ? ExitCode.BAD_INPUT : ExitCode.INTERNAL;
    }
    if (thrown instanceof HarnessException harness) {
      switch (harness.kind()) {
        case USAGE -> {
          context.complain(harness.getMessage());
          return ExitCode.BAD_INPUT;
        }
        case STORAGE -> {
          context.complain(harness.getMessage());
          context.complain(
              harness.partialResult().map(Faults::onDisk).orElse("Nothing was stored."));
          trace(thrown);
          return ExitCode.INTERNAL;
        }
        default -> {
          // An internal error like any other.
        }
      }
    }
    context.complain(
        "internal error: "
            + thrown
            + (verbose() ? "" : " (-v or HUMHELIX_DEBUG=1 shows where)")
            + "; please report it with the command, its output with -v, and --version");
    trace(thrown);
    return ExitCode.INTERNAL;
  }

  private void trace(Throwable thrown) {
    if (verbose()) {
      thrown.printStackTrace(context.err());
    }
  }

  private boolean verbose() {
    return root.verbose() || context.debug();
  }

  private static String onDisk(RunResult partial) {
    long trials = partial.runConfigs().stream().mapToLong(config -> config.trials().size()).sum();
    return NumberText.count(trials, "trial")
        + " had finished"
        + partial
            .resultsFile()
            .map(file -> "; those stored are in " + file)
            .orElse("; nothing was stored");
  }
}
