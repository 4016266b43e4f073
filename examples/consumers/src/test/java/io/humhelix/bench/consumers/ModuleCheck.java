package io.humhelix.bench.consumers;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipFile;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;

/** Whether a jar's module descriptor and its POM ask for the same. */
final class ModuleCheck {

  private ModuleCheck() {}

  /**
   * What is wrong with a jar as a module.
   *
   * @param jars the jar of a dependency
   */
  static List<String> problems(Path jar, Model pom, Function<Dependency, Path> jars)
      throws IOException {
    Optional<ModuleDescriptor> descriptor = module(jar);
    if (descriptor.isEmpty()) {
      return List.of(jar.getFileName() + " is no module, nor has it a name as one");
    }
    if (descriptor.get().isAutomatic()) {
      return named(jar)
          ? List.of()
          : List.of(jar.getFileName() + " has the name of a module from its file alone");
    }
    List<String> problems = new ArrayList<>();
    Map<String, Dependency> offered = new HashMap<>();
    for (Dependency dependency : pom.getDependencies()) {
      if ("test".equals(dependency.getScope())) {
        continue;
      }
      Path library = jars.apply(dependency);
      if (hasClasses(library)) {
        module(library).ifPresent(module -> offered.put(module.name(), dependency));
      }
    }
    for (Requires requires : descriptor.get().requires()) {
      if (requires.name().matches("(java|jdk)\\..*")) {
        continue;
      }
      Dependency dependency = offered.remove(requires.name());
      boolean optional = requires.modifiers().contains(Requires.Modifier.STATIC);
      if (dependency == null) {
        problems.add(pom.getArtifactId() + ": no dependency has the module " + requires.name());
      } else if (dependency.isOptional() != optional) {
        problems.add(
            pom.getArtifactId()
                + ": "
                + requires.name()
                + " is optional in the "
                + (optional ? "module" : "POM")
                + " alone");
      }
    }
    offered.forEach(
        (module, dependency) ->
            problems.add(
                pom.getArtifactId()
                    + ": the module does not require "
                    + module
                    + ", of the dependency "
                    + dependency.getArtifactId()));
    return problems;
  }

  private static Optional<ModuleDescriptor> module(Path jar) {
    return ModuleFinder.of(jar).findAll().stream().findFirst().map(found -> found.descriptor());
  }

  private static boolean named(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      String manifest =
          new String(
              zip.getInputStream(zip.getEntry("META-INF/MANIFEST.MF")).readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8);
      return manifest.contains("Automatic-Module-Name:");
    }
  }

  /** A jar of scripts, such as a WebJar, is no module that one could require. */
  private static boolean hasClasses(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().anyMatch(entry -> entry.getName().endsWith(".class"));
    }
  }
}
