package io.humhelix.bench.cli;

import io.humhelix.bench.report.DisplayText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The help of one command: what it does, how it is called, its own options first, examples, and
 * what its exit codes say.
 */
final class HelpText {

  private static final int NARROWEST = 40;
  private static final int WIDEST = 100;
  private static final int WIDEST_LABEL = 22;
  private static final String INDENT = "  ";

  private final CommandSpec spec;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  private HelpText(CommandSpec spec, int width) {
    this.spec = spec;
    this.width = Math.min(WIDEST, Math.max(NARROWEST, width));
  }

  /** Has a command and those below it explain themselves by these texts. */
  static void use(CommandLine line, CommandContext context) {
    line.setHelpSectionKeys(List.of("text"));
    line.setHelpSectionMap(
        Map.of("text", help -> of(help.commandSpec(), Terminal.columns(context.environment()))));
    addExitCodes(line);
  }

  /** They are part of the model, so that man pages have them too. */
  private static void addExitCodes(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.usageMessage().exitCodeList(ExitCode.of(verb(spec)));
    line.getSubcommands().values().forEach(HelpText::addExitCodes);
  }

  /** A command below another has the codes of that. */
  private static String verb(CommandSpec spec) {
    CommandSpec verb = spec;
    while (verb.parent() != null && verb.parent().parent() != null) {
      verb = verb.parent();
    }
    return verb.name();
  }

  static String of(CommandSpec spec, int width) {
    if (spec.parent() == null) {
      return RootHelp.text(width);
    }
    HelpText text = new HelpText(spec, width);
    text.append();
    return String.join("\n", text.lines) + "\n";
  }

  private void append() {
    wrap("Usage: " + call(spec), "         ");
    lines.add("");
    for (String sentence : spec.usageMessage().description()) {
      wrap(sentence, "");
    }
    parameters();
    subcommands();
    groups().forEach(this::options);
    examples();
    lines.add("");
    wrap(
        "Exit code: "
            + String.join(
                "; ",
                spec.usageMessage().exitCodeList().entrySet().stream()
                    .map(code -> code.getKey() + " " + code.getValue())
                    .toList())
            + ".",
        INDENT);
    wrap("Options of every command: humhelix-bench --help", INDENT);
  }

  /** How the command is called. */
  static String call(CommandSpec spec) {
    StringBuilder call = new StringBuilder(spec.qualifiedName());
    if (!spec.subcommands().isEmpty()) {
      return call.append(" COMMAND").toString();
    }
    if (spec.options().stream().anyMatch(option -> !option.inherited() && !isHelp(option))) {
      call.append(" [OPTIONS]");
    }
    for (PositionalParamSpec one : spec.positionalParameters()) {
      String label = one.paramLabel() + (one.arity().max() > 1 ? "..." : "");
      call.append(' ').append(one.arity().min() == 0 ? "[" + label + "]" : label);
    }
    return call.toString();
  }

  private void parameters() {
    List<String[]> rows = new ArrayList<>();
    for (PositionalParamSpec one : spec.positionalParameters()) {
      rows.add(new String[] {one.paramLabel(), text(one.description())});
    }
    if (!rows.isEmpty()) {
      lines.add("");
    }
    rows(rows);
  }

  private void subcommands() {
    List<String[]> rows = new ArrayList<>();
    spec.subcommands()
        .forEach(
            (name, line) ->
                rows.add(
                    new String[] {name, text(line.getCommandSpec().usageMessage().description())}));
    if (!rows.isEmpty()) {
      lines.add("");
      lines.add("Commands:");
    }
    rows(rows);
  }

  /** Options by the heading under which they are shown; the command's own come first. */
  private Map<String, List<OptionSpec>> groups() {
    Map<String, String> headings = new LinkedHashMap<>();
    headings(spec, headings);
    for (ArgGroupSpec group : spec.argGroups()) {
      if (group.heading() != null) {
        String heading = String.format(group.heading()).replaceAll("\\s+", " ").strip();
        group
            .allOptionsNested()
            .forEach(option -> headings.put(option.longestName(), heading.replaceFirst(":$", "")));
      }
    }
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    groups.put("Options", new ArrayList<>());
    Set<String> mixed = new HashSet<>();
    spec.mixins().values().forEach(mixin -> mixed.addAll(mixin.optionsMap().keySet()));
    List<OptionSpec> ownFirst = new ArrayList<>(spec.options());
    ownFirst.sort(Comparator.comparing(option -> mixed.contains(option.longestName())));
    for (OptionSpec option : ownFirst) {
      if (!option.inherited() && !option.hidden() && !isHelp(option)) {
        groups
            .computeIfAbsent(
                headings.getOrDefault(option.longestName(), "Options"), any -> new ArrayList<>())
            .add(option);
      }
    }
    return groups;
  }

  private static void headings(CommandSpec spec, Map<String, String> headings) {
    for (CommandSpec mixin : spec.mixins().values()) {
      OptionGroup group =
          mixin.userObject() == null
              ? null
              : mixin.userObject().getClass().getAnnotation(OptionGroup.class);
      if (group != null) {
        mixin
            .options()
            .forEach(option -> headings.putIfAbsent(option.longestName(), group.value()));
      }
      headings(mixin, headings);
    }
  }

  private static boolean isHelp(OptionSpec option) {
    return option.usageHelp() || option.versionHelp();
  }

  private void options(String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return;
    }
    lines.add("");
    wrap(heading + ":", "");
    boolean short_ = options.stream().anyMatch(option -> option.shortestName().length() == 2);
    List<String[]> rows = new ArrayList<>();
    for (OptionSpec option : options) {
      rows.add(new String[] {label(option, short_), text(option.description())});
    }
    rows(rows);
  }

  private static String label(OptionSpec option, boolean anyShort) {
    String shortest = option.shortestName();
    StringBuilder label = new StringBuilder();
    if (shortest.length() == 2) {
      label.append(shortest).append(", ");
    } else if (anyShort) {
      label.append("    ");
    }
    label.append(option.longestName());
    if (option.arity().max() > 0) {
      String value = "=" + option.paramLabel();
      if (!option.splitRegex().isEmpty()) {
        value += "[" + option.splitRegex() + "...]";
      }
      if (option.arity().isVariable()) {
        value += "...";
      }
      label.append(option.arity().min() == 0 ? "[" + value + "]" : value);
    }
    return label.toString();
  }

  private static String text(String[] description) {
    return String.join(" ", description);
  }

  private void rows(List<String[]> rows) {
    int labels =
        rows.stream()
            .mapToInt(row -> row[0].length())
            .filter(n -> n <= WIDEST_LABEL)
            .max()
            .orElse(0);
    String indent = INDENT + " ".repeat(labels + 2);
    for (String[] row : rows) {
      String begin = INDENT + row[0];
      if (row[0].length() > labels) {
        lines.add(begin);
        begin = indent;
      } else {
        begin += " ".repeat(indent.length() - begin.length());
      }
      wrap(begin + row[1], indent);
    }
  }

  private void examples() {
    String[] examples = spec.usageMessage().footer();
    if (examples.length == 0) {
      return;
    }
    lines.add("");
    lines.add(examples.length == 1 ? "Example:" : "Examples:");
    for (String example : examples) {
      lines.add(INDENT + example);
    }
  }

  private void wrap(String text, String indent) {
    lines.addAll(DisplayText.wrap(text, indent, width));
  }
}
