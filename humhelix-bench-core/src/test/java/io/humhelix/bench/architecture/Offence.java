package io.humhelix.bench.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A class that breaks a rule on purpose.
 *
 * @param rule what it breaks
 * @param packageName where it stands, below the root package
 * @param className its name
 * @param body what is wrong with it
 */
record Offence(ArchRule rule, String packageName, String className, String body) {

  /** Returns one offence of every kind that each rule has to notice. */
  static List<Offence> all() {
    List<Offence> all = new ArrayList<>();
    for (String name : House.packages()) {
      all.add(field(House.arrowsOf(name), name, "cli.Command"));
    }
    wrongArrow(all, "model", "result.Issue");
    wrongArrow(all, "result", "spi.Sut");
    wrongArrow(all, "spi", "event.RunListener");
    wrongArrow(all, "event", "spi.Sut");
    wrongArrow(all, "stats", "model.RunConfig");
    wrongArrow(all, "audio", "harness.Harness");
    wrongArrow(all, "accuracy", "audio.AudioReader");
    wrongArrow(all, "definition", "spi.SutProvider");
    wrongArrow(all, "internal.plan", "audio.AudioReader");
    wrongArrow(all, "store", "harness.Harness");
    wrongArrow(all, "compare", "spi.Sut");
    wrongArrow(all, "report", "spi.Sut");
    wrongArrow(all, "report", "harness.Harness");
    wrongArrow(all, "backend", "harness.Harness");
    wrongArrow(all, "internal", "harness.Harness");
    all.add(field(House.everyPackageHasItsPlace(), "common", "model.RunConfig"));

    for (String statement :
        List.of(
            "System.out.println();",
            "System.err.println();",
            "System.in.available();",
            "System.exit(1);",
            "Runtime.getRuntime().exit(1);",
            "Runtime.getRuntime().halt(1);",
            "new Exception().printStackTrace();")) {
      all.add(
          statement(
              Habits.STANDARD_STREAMS_AND_EXIT_ARE_FOR_THE_COMMAND_LINE,
              "internal.run",
              statement));
    }
    for (String statement :
        List.of(
            "System.currentTimeMillis();",
            "new java.util.Date();",
            "java.util.Calendar.getInstance();")) {
      all.add(
          statement(Habits.MILLISECONDS_OF_THE_WALL_CLOCK_ARE_NOT_USED, "internal.run", statement));
    }
    for (String statement :
        List.of(
            "java.time.Instant.now();",
            "java.time.LocalDateTime.now();",
            "java.time.Clock.systemUTC();")) {
      all.add(
          statement(
              Habits.THE_DATE_IS_TAKEN_WHERE_RESULTS_ARE_MADE, "internal.measure", statement));
    }
    all.add(
        new Offence(Habits.THE_API_NEEDS_THE_JDK_ALONE, "spi", "Logs", "org.slf4j.Logger logger;"));
    all.add(
        new Offence(
            Habits.PACKAGES_FORM_NO_CYCLES,
            "stats",
            "ThereAndBack",
            "io.humhelix.bench.store.BackAndThere there;"));
    all.add(
        new Offence(
            Habits.PACKAGES_FORM_NO_CYCLES,
            "store",
            "BackAndThere",
            "io.humhelix.bench.stats.ThereAndBack back;"));
    for (String name : List.of("TextUtils", "TextUtil", "TextHelper", "TextHelpers")) {
      all.add(new Offence(Habits.NAMES_SAY_WHAT_A_CLASS_IS, "store", name, ""));
    }
    all.add(new Offence(Habits.A_CLASS_HAS_FEW_FIELDS, "internal.run", "Full", fields(16)));
    all.add(
        new Offence(
            Habits.CLASSES_THAT_MEASURE_FORM_NO_CYCLES, "internal.run", "Owner", "Owned owned;"));
    all.add(
        new Offence(
            Habits.CLASSES_THAT_MEASURE_FORM_NO_CYCLES, "internal.run", "Owned", "Owner owner;"));
    return all;
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "final int f" + i + " = " + i + ";")
        .collect(Collectors.joining(" "));
  }

  private static void wrongArrow(List<Offence> all, String from, String to) {
    all.add(field(House.arrowsOf(from), from, to));
  }

  private static Offence field(ArchRule rule, String packageName, String type) {
    return new Offence(
        rule,
        packageName,
        "Uses" + type.replace('.', '_'),
        "io.humhelix.bench." + type + " wrong;");
  }

  private static Offence statement(ArchRule rule, String packageName, String statement) {
    return new Offence(
        rule,
        packageName,
        "Calls" + statement.replaceAll("\\W", "_"),
        "void f() throws Exception { " + statement + " }");
  }

  String qualifiedName() {
    return House.ROOT + "." + packageName + "." + className;
  }

  String source() {
    return "package "
        + House.ROOT
        + "."
        + packageName
        + "; public class "
        + className
        + " { "
        + body
        + " }";
  }

  @Override
  public String toString() {
    return packageName + "." + className;
  }
}
