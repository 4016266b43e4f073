package io.humhelix.bench.bundle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A command as a page of section 1 of the manual, in troff with the macros of man. */
final class ManualPage {

  private final CommandLine command;
  private final CommandSpec spec;
  private final UsageMessageSpec usage;
  private final String version;
  private final StringBuilder page = new StringBuilder();

  ManualPage(CommandLine command, String version) {
    this.command = command;
    this.spec = command.getCommandSpec();
    this.usage = spec.usageMessage();
    this.version = version;
  }

  /** Returns the name of the page: that of the command, with dashes. */
  String name() {
    return name(spec);
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  String text() {
    List<String> description = lines(usage.description());
    macro("TH", name().toUpperCase(Locale.ROOT), "1", "", "humhelix-bench " + version, "");
    // Words of the program are looked for as they stand: none is divided or stretched.
    page.append(".nh\n.ad l\n");
    section("NAME");
    text(name() + " - " + withoutStop(description.get(0)));
    section("SYNOPSIS");
    text(synopsis());
    section("DESCRIPTION");
    text(description.get(0));
    description.stream().skip(1).forEach(this::paragraph);
    parameters();
    options();
    commands();
    exitCodes();
    examples();
    seeAlso();
    return page.toString();
  }

  private String synopsis() {
    return new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF))
        .synopsis(0)
        .strip()
        .replaceAll("\\s+", " ")
        // picocli's, behind a label that has them itself.
        .replace("......", "...");
  }

  private void parameters() {
    List<PositionalParamSpec> shown =
        spec.positionalParameters().stream().filter(p -> !p.hidden()).toList();
    if (!shown.isEmpty()) {
      section("ARGUMENTS");
      shown.forEach(p -> item(p.paramLabel(), lines(p.description())));
    }
  }

  private void options() {
    List<OptionSpec> shown = spec.options().stream().filter(o -> !o.hidden()).toList();
    if (!shown.isEmpty()) {
      section("OPTIONS");
      shown.forEach(o -> item(names(o), lines(o.description())));
    }
  }

  private static String names(OptionSpec option) {
    String names = String.join(", ", option.names());
    if (option.arity().max() == 0) {
      return names;
    }
    String label = option.paramLabel();
    return names + (option.arity().min() == 0 ? "[=" + label + "]" : "=" + label);
  }

  private void commands() {
    if (!command.getSubcommands().isEmpty()) {
      section("COMMANDS");
      command
          .getSubcommands()
          .forEach(
              (name, below) ->
                  item(name, lines(below.getCommandSpec().usageMessage().description())));
    }
  }

  private void exitCodes() {
    Map<String, String> codes = usage.exitCodeList();
    if (!codes.isEmpty()) {
      section("EXIT STATUS");
      codes.forEach((code, meaning) -> item(code, List.of(meaning)));
    }
  }

  /** Examples, a command a line. */
  private void examples() {
    List<String> examples = lines(usage.footer());
    if (!examples.isEmpty()) {
      section("EXAMPLES");
      text(examples.get(0));
      examples.stream().skip(1).forEach(this::paragraph);
    }
  }

  private void seeAlso() {
    Stream<CommandSpec> others =
        Stream.concat(
            Stream.ofNullable(spec.parent()),
            command.getSubcommands().values().stream().map(CommandLine::getCommandSpec));
    String names = others.map(s -> name(s) + "(1)").collect(Collectors.joining(",\n"));
    if (!names.isEmpty()) {
      section("SEE ALSO");
      text(names);
    }
  }

  /** What picocli makes of {@code %n} and variables, a line each, without empty ones. */
  private static List<String> lines(String... given) {
    return Stream.of(given)
        .flatMap(text -> text.replace("%n", "\n").replace("%%", "%").lines())
        .map(String::stripTrailing)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private void section(String title) {
    macro("SH", title);
  }

  private void paragraph(String text) {
    macro("PP");
    text(text);
  }

  private void item(String head, List<String> text) {
    macro("TP");
    page.append("\\fB").append(escaped(head)).append("\\fR\n");
    text(text.isEmpty() ? "\\&" : String.join(" ", text));
  }

  private void text(String text) {
    page.append(escaped(text.strip())).append('\n');
  }

  private void macro(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    page.append('\n');
  }

  /** A dash is one to copy; a dot or quote at the start of a line would be an order to troff. */
  private static String escaped(String text) {
    String escaped =
        text.replace("\\", "\\e")
            .replace("-", "\\-")
            .replace("'", "\\(aq")
            .replace("^", "\\(ha")
            .replace("~", "\\(ti")
            .replace("`", "\\(ga");
    return escaped.startsWith(".") ? "\\&" + escaped : escaped;
  }
}
