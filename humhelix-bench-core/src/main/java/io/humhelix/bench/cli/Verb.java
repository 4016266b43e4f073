package io.humhelix.bench.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The commands, in the order in which the list of them has them. */
enum Verb {
  RUN(Group.MEASURE, "Measure systems, store and show the results"),
  INIT(Group.MEASURE, "Write a definition for what is found in this folder"),
  VALIDATE(Group.MEASURE, "Check a definition and its audio, without measuring"),
  BACKENDS(Group.MEASURE, "List backends: which work here, and how to get the others"),
  DOCTOR(Group.MEASURE, "Check that this machine measures correctly"),
  SCORE(Group.MEASURE, "Word and character error rates of texts you have"),
  SHOW(Group.LOOK, "Show stored results as tables"),
  COMPARE(Group.LOOK, "Say whether something got worse, for CI too"),
  HISTORY(Group.LOOK, "Say since when something is worse, over many runs"),
  REPORT(Group.LOOK, "Write an HTML page with tables and pictures"),
  EXPORT(Group.LOOK, "Write CSV, JSON Lines, SQL, JUnit, Markdown, ..."),
  BASELINE(Group.KEEP, "Keep results under a name, to compare with"),
  SYNC(Group.KEEP, "Fetch results from other hosts by ssh"),
  GATHER(Group.KEEP, "Put results of many places into one folder"),
  RESCORE(Group.KEEP, "Score stored texts again, without measuring"),
  VERIFY(Group.KEEP, "Check results files for damage"),
  REPAIR(Group.KEEP, "Save what is intact of a damaged results file"),
  ARTIFACTS(Group.KEEP, "List the files beside results files"),
  HELP(Group.KEEP, "Explain a command, metrics or exit codes");

  /** What a command is for. */
  enum Group {
    MEASURE("Measure"),
    LOOK("Look at results"),
    KEEP("Keep results");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private final Group group;
  private final String summary;

  Verb(Group group, String summary) {
    this.group = group;
    this.summary = summary;
  }

  /** How it is typed. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Group group() {
    return group;
  }

  /** What it does, in a line. */
  String summary() {
    return summary;
  }

  static Optional<Verb> of(String word) {
    return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
  }

  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Verb verb : values()) {
      words.add(verb.word());
    }
    return words;
  }

  /**
   * Makes what does it. Only the one that was asked for is made: to describe a command takes longer
   * than many a command.
   */
  Object command(CommandContext context) {
    return switch (this) {
      case RUN -> new RunCommand(context);
      case INIT -> new InitCommand(context);
      case VALIDATE -> new ValidateCommand(context);
      case BACKENDS -> new BackendsCommand(context);
      case DOCTOR -> new DoctorCommand(context);
      case SCORE -> new ScoreCommand(context);
      case SHOW -> new ShowCommand(context);
      case COMPARE -> new CompareCommand(context);
      case HISTORY -> new HistoryCommand(context);
      case REPORT -> new ReportCommand(context);
      case EXPORT -> new ExportCommand(context);
      case BASELINE -> BaselineCommand.line(context);
      case SYNC -> new SyncCommand(context);
      case GATHER -> new GatherCommand(context);
      case RESCORE -> new RescoreCommand(context);
      case VERIFY -> new VerifyCommand(context);
      case REPAIR -> new RepairCommand(context);
      case ARTIFACTS -> new ArtifactsCommand(context);
      case HELP -> new HelpCommand(context);
    };
  }
}
