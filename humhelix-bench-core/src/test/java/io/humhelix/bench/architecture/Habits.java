package io.humhelix.bench.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.AndFullName.Predicates.fullNameMatching;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Calendar;
import java.util.Date;

/** Rules beside the arrows. */
final class Habits {

  /** Watches what a backend under test writes, and puts the streams back. */
  private static final String WATCHES_STANDARD_STREAMS = House.ROOT + ".testkit.StandardStreams";

  private static final String RUN = House.ROOT + ".internal.run";

  private static final int MOST_FIELDS = 15;

  /**
   * Hosts get their data back; only the command line talks to a terminal or ends the JVM, and a
   * worker process, which has no host.
   */
  static final ArchRule STANDARD_STREAMS_AND_EXIT_ARE_FOR_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackages(House.pattern("cli"), House.pattern("internal.worker"))
          .and()
          .doNotHaveFullyQualifiedName(WATCHES_STANDARD_STREAMS)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .accessField(System.class, "in")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .orShould()
          .callMethodWhere(
              target(fullNameMatching(".*\\.printStackTrace\\(\\)")).as("prints a stack trace"));

  /** The wall clock jumps; durations come from the monotonic one, and milliseconds from neither. */
  static final ArchRule MILLISECONDS_OF_THE_WALL_CLOCK_ARE_NOT_USED =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Date.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Calendar.class);

  /** A date goes into results and their file's name, for information: it is taken there alone. */
  static final ArchRule THE_DATE_IS_TAKEN_WHERE_RESULTS_ARE_MADE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              House.pattern("harness"),
              House.pattern("internal.run"),
              House.pattern("internal.provenance"),
              House.pattern("store"),
              // A page says when it was made.
              House.pattern("html"))
          .should()
          .accessTargetWhere(
              target(nameMatching("now|system|systemUTC|systemDefaultZone"))
                  .and(target(owner(resideInAPackage("java.time"))))
                  .as("reads the date"));

  static final ArchRule THE_API_NEEDS_THE_JDK_ALONE =
      classes()
          .that(
              resideInAnyPackage(
                  House.pattern("model"),
                  House.pattern("result"),
                  House.pattern("gpu"),
                  House.pattern("spi"),
                  House.pattern("event")))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", House.ROOT + "..");

  static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching(House.ROOT + ".(**)").should().beFreeOfCycles();

  /** A class that helps with everything is about nothing. */
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Helpers");

  /** A class with more state is more than one idea. Components of records count too. */
  static final ArchRule A_CLASS_HAS_FEW_FIELDS =
      classes()
          .should(
              new ArchCondition<>("have at most " + MOST_FIELDS + " instance fields") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  long fields =
                      type.getFields().stream()
                          .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                          .count();
                  if (fields > MOST_FIELDS) {
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getName() + " has " + fields + " instance fields"));
                  }
                }
              });

  /** Classes that need each other can only be read, and changed, together. */
  static final ArchRule CLASSES_THAT_MEASURE_FORM_NO_CYCLES =
      slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                  boolean measures =
                      type.getPackageName().matches(".*\\.internal\\.(run|live|worker|fork)");
                  return measures
                      ? SliceIdentifier.of(type.getName().replaceAll("\\$.*", ""))
                      : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                  return "classes that measure";
                }
              })
          .should()
          .beFreeOfCycles()
          .as("classes that measure form no cycles")
          // An interface may make what implements it.
          .ignoreDependency(RUN + ".CoolDown", RUN + ".CalmMachine");

  private Habits() {}
}
