package io.humhelix.bench.cli;

import io.humhelix.bench.compare.BaselineException;
import io.humhelix.bench.compare.Baselines;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where baselines are looked up by name. */
final class BaselineFolder {

  @Option(
      names = "--baselines",
      paramLabel = "DIR",
      description = "Folder of the baselines (default: ./baselines).")
  private Path folder = Baselines.FOLDER;

  Baselines baselines() {
    return Baselines.in(folder);
  }

  /**
   * Reads what a name, a file or a folder stands for.
   *
   * @param where it was given
   */
  RunResult read(String where, String given) throws BadInputException {
    try {
      return RunReader.readWithoutTexts(baselines().find(given));
    } catch (BaselineException e) {
      throw new BadInputException(List.of(where + ": " + e.getMessage()));
    } catch (StoreException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
  }
}
