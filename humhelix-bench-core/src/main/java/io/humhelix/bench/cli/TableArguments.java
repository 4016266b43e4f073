package io.humhelix.bench.cli;

import io.humhelix.bench.report.TableView;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How much of a table is shown. */
final class TableArguments {

  @Option(names = "--wide", description = "All columns, however wide; for a file or a pager.")
  private boolean wide;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "LIST",
      description = "These columns, in this order; 'help metrics' names them.")
  private List<String> columns = new ArrayList<>();

  /** Adds what is wrong, whatever the table. */
  void check(List<String> problems) {
    if (wide && !columns.isEmpty()) {
      problems.add("--wide, --columns: found both; allowed: one of them; leave the other out");
    }
  }

  /** Adds the names that a table does not have. */
  void check(List<String> allowed, List<String> problems) {
    check(problems);
    for (String name : columns) {
      if (!allowed.contains(name)) {
        problems.add(
            "--columns: found '"
                + name
                + "', which this table does not have; allowed: "
                + String.join(", ", allowed)
                + "; 'humhelix-bench help metrics' says what they mean");
      }
    }
  }

  /** Refuses the names that a table does not have. */
  void require(List<String> allowed) throws BadInputException {
    List<String> problems = new ArrayList<>();
    check(allowed, problems);
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
  }

  boolean namesColumns() {
    return !columns.isEmpty();
  }

  TableView view(CommandContext context) {
    int width = Math.max(TableView.NARROWEST, Terminal.columns(context.environment()));
    return new TableView(width, wide, columns);
  }
}
