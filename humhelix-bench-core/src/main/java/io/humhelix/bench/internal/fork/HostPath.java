package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.worker.WorkerMain;
import io.humhelix.bench.result.Issue;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where the running JVM has its code from, so that workers use the same.
 *
 * @param classPath value of {@code java.class.path}
 * @param modulePath value of {@code jdk.module.path}
 * @param module name of the harness' module; empty where it lies on the class path
 * @param location where the harness' code is
 * @param ownLoader whether the harness was loaded by the class loader that a fresh JVM would use
 * @param launcher the {@code java} program of the running JVM
 */
record HostPath(
    String classPath,
    String modulePath,
    Optional<String> module,
    String location,
    boolean ownLoader,
    Path launcher) {

  static HostPath ofThisJvm() {
    Module module = WorkerMain.class.getModule();
    CodeSource source = WorkerMain.class.getProtectionDomain().getCodeSource();
    UnaryOperator<String> property = name -> System.getProperty(name, "");
    return new HostPath(
        property.apply("java.class.path"),
        property.apply("jdk.module.path"),
        Optional.ofNullable(module.getName()),
        source == null || source.getLocation() == null ? "" : source.getLocation().toString(),
        WorkerMain.class.getClassLoader() == ClassLoader.getSystemClassLoader(),
        Path.of(property.apply("java.home"), "bin", windows() ? "java.exe" : "java"));
  }

  static boolean windows() {
    return File.separatorChar == '\\';
  }

  /** Returns why a new JVM would not find the harness there, if so. */
  Optional<Issue> unfit() {
    if (location.startsWith("jar:") || location.contains("!/") || location.contains("BOOT-INF")) {
      return Optional.of(
          Issue.error(
              "host-in-nested-jars",
              "the application runs from jars within a jar ("
                  + location
                  + "), where a worker"
                  + " process cannot find them.",
              "Unpack it and start the unpacked one: java -Djarmode=tools -jar APP.jar extract,"
                  + " then java -jar APP/APP.jar; or set isolation to in-process."));
    }
    if (!ownLoader) {
      return Optional.of(
          Issue.error(
              "host-class-loader",
              "the application loads the harness by a class loader of its own, which a worker"
                  + " process does not have.",
              "Put humhelix-bench and its backends on the class path or module path of the JVM, or"
                  + " set isolation to in-process."));
    }
    if (!Files.isExecutable(launcher)) {
      return Optional.of(
          Issue.error(
              "no-java-launcher",
              "there is no program " + launcher + " to start worker processes with.",
              "Add the java launcher to the runtime image (jlink without --strip-native-commands),"
                  + " or set isolation to in-process."));
    }
    return Optional.empty();
  }

  /**
   * Returns the launcher's options that lead to the main class.
   *
   * @param providers classes of backends, whose modules are to be resolved too
   */
  List<String> options(Collection<Class<?>> providers) {
    List<String> options = new ArrayList<>();
    if (!classPath.isEmpty()) {
      options.add("-cp");
      options.add(classPath);
    }
    if (!modulePath.isEmpty()) {
      options.add("-p");
      options.add(modulePath);
    }
    providers.stream()
        .map(provider -> provider.getModule().getName())
        .filter(Objects::nonNull)
        .distinct()
        .forEach(backend -> options.add("--add-modules=" + backend));
    if (module.isPresent()) {
      options.add("-m");
      options.add(module.get() + "/" + WorkerMain.class.getName());
    } else {
      options.add(WorkerMain.class.getName());
    }
    return options;
  }
}
