package io.humhelix.bench.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The packages and what each may use. Dependencies point one way: from the entry points down to the
 * domain types, which use nothing but the JDK.
 */
final class House {

  static final String ROOT = "io.humhelix.bench";

  private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

  static {
    Set<String> api = Set.of("model", "result", "gpu", "spi", "event");
    Set<String> values = Set.of("model", "result");
    // What is to be measured; what was measured; what GPUs need; what a backend implements; what a
    // host
    // may watch.
    MAY_USE.put("model", Set.of());
    MAY_USE.put("result", Set.of("model"));
    MAY_USE.put("gpu", Set.of("result"));
    MAY_USE.put("spi", values);
    MAY_USE.put("event", values);
    // Tools that know nothing of runs.
    MAY_USE.put("internal.text", Set.of());
    MAY_USE.put("internal.process", Set.of());
    MAY_USE.put("internal.codec", Set.of());
    MAY_USE.put("stats", Set.of());
    MAY_USE.put("audio", plus(values, "internal.text"));
    MAY_USE.put("accuracy", plus(values, "internal.text"));
    // What a definition expands to: the reader checks a matrix where it stands in the file.
    MAY_USE.put("internal.plan", plus(values, "internal.text"));
    // By which keys a definition is written, in its file and in results.
    MAY_USE.put("internal.form", plus(values, "internal.text", "internal.codec"));
    MAY_USE.put(
        "definition",
        plus(values, "internal.text", "internal.plan", "internal.form", "audio", "accuracy"));
    // What trials say of a level.
    MAY_USE.put("estimate", plus(values, "internal.text", "stats", "accuracy"));
    MAY_USE.put(
        "store",
        plus(
            values,
            "accuracy",
            "internal.text",
            "internal.codec",
            "internal.form",
            "internal.plan",
            "stats",
            "estimate"));
    // Trials of many runs, by what they have in common.
    MAY_USE.put("summary", plus(values, "stats", "store", "internal.text"));
    // Brings results home from other hosts.
    MAY_USE.put("sync", Set.of("store", "internal.text", "internal.process"));
    // Readers of stored results: they never touch a backend. Noise is found again in what was
    // stored.
    MAY_USE.put(
        "compare",
        plus(
            values,
            "internal.text",
            "internal.plan",
            "stats",
            "estimate",
            "store",
            "internal.noise"));
    // Series of many runs, and what else changed where they did.
    MAY_USE.put(
        "history",
        plus(values, "internal.plan", "stats", "estimate", "store", "summary", "compare"));
    MAY_USE.put(
        "report",
        plus(values, "accuracy", "stats", "estimate", "store", "compare", "summary", "history"));
    // What pictures show, as numbers; JSON of results; the page that has all of it.
    MAY_USE.put(
        "picture", plus(values, "accuracy", "stats", "estimate", "store", "summary", "history"));
    MAY_USE.put("image", plus(values, "picture"));
    MAY_USE.put("json", plus(values, "stats", "store", "compare", "summary", "history"));
    MAY_USE.put(
        "html",
        plus(
            values,
            "internal.form",
            "internal.text",
            "accuracy",
            "audio",
            "stats",
            "estimate",
            "store",
            "compare",
            "summary",
            "history",
            "picture",
            "json",
            "report"));
    MAY_USE.put(
        "export",
        plus(
            values,
            "internal.text",
            "accuracy",
            "stats",
            "estimate",
            "store",
            "compare",
            "report"));
    // What measures.
    MAY_USE.put(
        "backend", plus(api, "audio", "internal.text", "internal.process", "internal.program"));
    Set<String> tools = Set.of("internal", "stats", "estimate", "audio", "accuracy", "store");
    // Beside the system under test; what worker and harness say to each other; the worker itself.
    MAY_USE.put("internal.measure", plus(api, "audio"));
    MAY_USE.put("internal.scenario", plus(api, "internal.measure", "stats", "audio"));
    MAY_USE.put(
        "internal.wire",
        plus(api, "internal.codec", "internal.measure", "internal.scenario", "internal.telemetry"));
    MAY_USE.put(
        "internal.live",
        plus(
            api,
            "internal.measure",
            "internal.provider",
            "internal.scenario",
            "internal.telemetry"));
    MAY_USE.put(
        "internal.worker",
        plus(
            api,
            "audio",
            "internal.live",
            "internal.measure",
            "internal.provider",
            "internal.scenario",
            "internal.telemetry",
            "internal.wire"));
    MAY_USE.put("internal", plus(api, tools.toArray(String[]::new)));
    // Entry points.
    MAY_USE.put("harness", plus(plus(api, tools.toArray(String[]::new)), "compare"));
    MAY_USE.put("testkit", plus(api, "harness", "audio"));
    MAY_USE.put("selfcheck", plus(api, "harness", "testkit", "internal", "stats", "store"));
  }

  private House() {}

  /** Returns the packages that have a rule; the command line may use all of them. */
  static Set<String> packages() {
    return MAY_USE.keySet();
  }

  /** Returns the rule of one package: it uses itself, what is below it, and other products. */
  static ArchRule arrowsOf(String name) {
    Set<String> allowed = new TreeSet<>(MAY_USE.get(name));
    allowed.add(name);
    String[] patterns = allowed.stream().map(House::pattern).toArray(String[]::new);
    return classes()
        .that(resideInAPackage(pattern(name)))
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(patterns)))
        .as(name + " uses " + allowed + " alone")
        .allowEmptyShould(true);
  }

  /** Returns the rule that no package stands outside this house. */
  static ArchRule everyPackageHasItsPlace() {
    List<String> known = new ArrayList<>(MAY_USE.keySet());
    known.add("cli");
    return classes()
        .should()
        .resideInAnyPackage(known.stream().map(House::pattern).toArray(String[]::new))
        .as("every class is in one of the packages " + known);
  }

  static String pattern(String name) {
    return ROOT + "." + name + "..";
  }

  private static Set<String> plus(Set<String> some, String... more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(List.of(more));
    return all;
  }
}
