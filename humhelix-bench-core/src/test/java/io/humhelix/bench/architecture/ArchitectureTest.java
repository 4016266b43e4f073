package io.humhelix.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.model.BenchmarkDefinition;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the house's rules, and that each of them fires where it is broken. */
class ArchitectureTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(House.ROOT);

  @TempDir Path folder;

  static Set<String> packages() {
    return House.packages();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageUsesOnlyWhatIsBelowIt(String name) {
    House.arrowsOf(name).check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void noticesAPackageThatUsesTheCommandLine(String name) throws Exception {
    assertFires(
        House.arrowsOf(name),
        "package io.humhelix.bench.cli; public interface Command {}",
        "package io.humhelix.bench."
            + name
            + "; class Offender { io.humhelix.bench.cli.Command c; }");
  }

  static Stream<List<String>> wrongArrows() {
    return Stream.of(
        List.of("model", "result.Issue"),
        List.of("result", "spi.Sut"),
        List.of("spi", "event.RunListener"),
        List.of("event", "spi.Sut"),
        List.of("stats", "model.RunConfig"),
        List.of("audio", "harness.Harness"),
        List.of("accuracy", "audio.AudioReader"),
        List.of("definition", "spi.SutProvider"),
        List.of("store", "harness.Harness"),
        List.of("compare", "spi.Sut"),
        List.of("report", "spi.Sut"),
        List.of("report", "harness.Harness"),
        List.of("backend", "harness.Harness"),
        List.of("internal", "harness.Harness"));
  }

  @ParameterizedTest
  @MethodSource("wrongArrows")
  void noticesAWrongArrow(List<String> arrow) throws Exception {
    assertFires(
        House.arrowsOf(arrow.get(0)),
        "package io.humhelix.bench."
            + arrow.get(0)
            + "; class Offender { io.humhelix.bench."
            + arrow.get(1)
            + " c; }");
  }

  @Test
  void everyPackageHasItsPlace() throws Exception {
    House.everyPackageHasItsPlace().check(PRODUCT);
    assertFires(
        House.everyPackageHasItsPlace(), "package io.humhelix.bench.common; class Offender {}");
  }

  static Stream<ArchRule> habits() {
    return Stream.of(
        Habits.STANDARD_STREAMS_AND_EXIT_ARE_FOR_THE_COMMAND_LINE,
        Habits.MILLISECONDS_OF_THE_WALL_CLOCK_ARE_NOT_USED,
        Habits.THE_DATE_IS_TAKEN_WHERE_RESULTS_ARE_MADE,
        Habits.THE_API_NEEDS_THE_JDK_ALONE,
        Habits.PACKAGES_FORM_NO_CYCLES,
        Habits.NAMES_SAY_WHAT_A_CLASS_IS);
  }

  @ParameterizedTest
  @MethodSource("habits")
  void habitIsKept(ArchRule habit) {
    habit.check(PRODUCT);
  }

  static Stream<String> terminalUses() {
    return Stream.of(
        "System.out.println();",
        "System.err.println();",
        "System.in.available();",
        "System.exit(1);",
        "Runtime.getRuntime().exit(1);",
        "Runtime.getRuntime().halt(1);",
        "new Exception().printStackTrace();");
  }

  @ParameterizedTest
  @MethodSource("terminalUses")
  void noticesTerminalAndExitOutsideTheCommandLine(String statement) throws Exception {
    assertFires(
        Habits.STANDARD_STREAMS_AND_EXIT_ARE_FOR_THE_COMMAND_LINE,
        offender("internal.run", statement));
  }

  static Stream<String> wallClockUses() {
    return Stream.of(
        "System.currentTimeMillis();",
        "new java.util.Date();",
        "java.util.Calendar.getInstance();");
  }

  @ParameterizedTest
  @MethodSource("wallClockUses")
  void noticesMillisecondsOfTheWallClock(String statement) throws Exception {
    assertFires(
        Habits.MILLISECONDS_OF_THE_WALL_CLOCK_ARE_NOT_USED, offender("internal.run", statement));
  }

  static Stream<String> dateUses() {
    return Stream.of(
        "java.time.Instant.now();",
        "java.time.LocalDateTime.now();",
        "java.time.Clock.systemUTC();");
  }

  @ParameterizedTest
  @MethodSource("dateUses")
  void noticesADateWhereTimeIsMeasured(String statement) throws Exception {
    assertFires(
        Habits.THE_DATE_IS_TAKEN_WHERE_RESULTS_ARE_MADE, offender("internal.measure", statement));
  }

  @Test
  void noticesALibraryInTheApi() throws Exception {
    assertFires(
        Habits.THE_API_NEEDS_THE_JDK_ALONE,
        "package io.humhelix.bench.spi; class Offender { org.slf4j.Logger logger; }");
  }

  @Test
  void noticesACycle() throws Exception {
    assertFires(
        Habits.PACKAGES_FORM_NO_CYCLES,
        "package io.humhelix.bench.stats; public class Offender { io.humhelix.bench.store.B b; }",
        "package io.humhelix.bench.store; public class B { io.humhelix.bench.stats.Offender a; }");
  }

  @Test
  void noticesANameThatSaysNothing() throws Exception {
    for (String name : List.of("OffenderUtils", "OffenderUtil", "OffenderHelper")) {
      assertFires(
          Habits.NAMES_SAY_WHAT_A_CLASS_IS,
          "package io.humhelix.bench.store; class " + name + " {}");
    }
  }

  @Test
  void internalPackagesAreNotExported() throws Exception {
    assertEquals(List.of(), exportedInternals(descriptorOf(Harness.class)));
    assertEquals(List.of(), exportedInternals(descriptorOf(BenchmarkDefinition.class)));
  }

  @Test
  void noticesAnExportedInternalPackage() {
    ModuleDescriptor offender =
        ModuleDescriptor.newModule("offender")
            .exports("io.humhelix.bench.harness")
            .exports("io.humhelix.bench.internal.run")
            .exports("io.humhelix.bench.internal.text", Set.of("friend"))
            .build();

    assertEquals(
        List.of("io.humhelix.bench.internal.run", "io.humhelix.bench.internal.text"),
        exportedInternals(offender));
  }

  private static List<String> exportedInternals(ModuleDescriptor module) {
    return module.exports().stream()
        .map(ModuleDescriptor.Exports::source)
        .filter(name -> name.startsWith(House.ROOT + ".internal"))
        .sorted()
        .toList();
  }

  private static ModuleDescriptor descriptorOf(Class<?> member) throws Exception {
    Path place = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ModuleFinder.of(place).findAll().iterator().next().descriptor();
  }

  private static String offender(String name, String statement) {
    return "package io.humhelix.bench."
        + name
        + "; class Offender { void f() throws Exception { "
        + statement
        + " } }";
  }

  private void assertFires(ArchRule rule, String... sources) throws Exception {
    JavaClasses classes = CompiledFixtures.of(folder, sources);
    EvaluationResult result = rule.evaluate(classes);
    assertTrue(result.hasViolation(), () -> rule.getDescription() + " did not fire");
    String report = result.getFailureReport().toString();
    assertTrue(report.contains("Offender"), report);
  }
}
