package io.humhelix.bench.model;

import java.util.List;

/**
 * Additional settings of worker processes.
 *
 * @param jvmArguments arguments of the worker's JVM, such as {@code -Xmx4g}, placed after those
 *     inherited from the harness's JVM, which they override
 * @param environment names of environment variables that workers inherit in addition to the
 *     built-in list; all others are withheld, since a native engine may leak what it can read
 */
public record WorkerSettings(List<String> jvmArguments, List<String> environment) {

  /** No additional settings. */
  public static final WorkerSettings DEFAULT = new WorkerSettings(List.of(), List.of());

  public WorkerSettings {
    jvmArguments = List.copyOf(jvmArguments);
    environment = List.copyOf(environment);
    for (String argument : jvmArguments) {
      if (!argument.startsWith("-")) {
        throw new IllegalArgumentException(
            "worker JVM argument '" + argument + "' does not start with a dash");
      }
    }
    for (String name : environment) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_()]*")) {
        throw new IllegalArgumentException(
            "'" + name + "' is not the name of an environment variable");
      }
    }
  }
}
