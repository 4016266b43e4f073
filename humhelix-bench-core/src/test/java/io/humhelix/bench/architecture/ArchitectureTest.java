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
import org.junit.jupiter.api.BeforeAll;
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

  @TempDir static Path folder;
  private static JavaClasses offenders;

  @BeforeAll
  static void compileOffenders() throws Exception {
    offenders = CompiledOffences.of(folder, Offence.all());
  }

  static Set<String> packages() {
    return House.packages();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageUsesOnlyWhatIsBelowIt(String name) {
    House.arrowsOf(name).check(PRODUCT);
  }

  @Test
  void everyPackageHasItsPlace() {
    House.everyPackageHasItsPlace().check(PRODUCT);
  }

  static Stream<ArchRule> habits() {
    return Stream.of(
        Habits.STANDARD_STREAMS_AND_EXIT_ARE_FOR_THE_COMMAND_LINE,
        Habits.MILLISECONDS_OF_THE_WALL_CLOCK_ARE_NOT_USED,
        Habits.THE_DATE_IS_TAKEN_WHERE_RESULTS_ARE_MADE,
        Habits.THE_API_NEEDS_THE_JDK_ALONE,
        Habits.PACKAGES_FORM_NO_CYCLES,
        Habits.NAMES_SAY_WHAT_A_CLASS_IS,
        Habits.A_CLASS_HAS_FEW_FIELDS,
        Habits.CLASSES_THAT_MEASURE_FORM_NO_CYCLES);
  }

  @ParameterizedTest
  @MethodSource("habits")
  void habitIsKept(ArchRule habit) {
    habit.check(PRODUCT);
  }

  static List<Offence> offences() {
    return Offence.all();
  }

  @ParameterizedTest
  @MethodSource("offences")
  void ruleFiresAndNamesTheOffender(Offence offence) {
    EvaluationResult result = offence.rule().evaluate(offenders);

    assertTrue(result.hasViolation(), () -> offence.rule().getDescription() + " did not fire");
    String report = result.getFailureReport().toString();
    assertTrue(report.contains(offence.className()), report);
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
}
