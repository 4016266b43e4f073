package io.humhelix.bench.definition;

import io.humhelix.bench.model.WorkerSettings;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code worker_jvm_args} and {@code worker_env}. */
final class WorkerForm {

  private WorkerForm() {}

  static WorkerSettings read(Section top) {
    List<String> arguments = new ArrayList<>();
    for (Node.Scalar argument : top.texts("worker_jvm_args", "arguments such as -Xmx4g")) {
      if (argument.text().startsWith("-")) {
        arguments.add(argument.text());
      } else {
        top.problems()
            .at(
                argument,
                top.path("worker_jvm_args"),
                "found " + Quote.of(argument.text()),
                "JVM arguments that start with a dash",
                "write an option and its value as one, such as --add-opens=java.base/java.lang=ALL-UNNAMED");
      }
    }
    List<String> names = new ArrayList<>();
    for (Node.Scalar name : top.texts("worker_env", "names of environment variables")) {
      if (name.text().matches("[A-Za-z_][A-Za-z0-9_()]*")) {
        names.add(name.text());
      } else {
        top.problems()
            .at(
                name,
                top.path("worker_env"),
                "found " + Quote.of(name.text()),
                "names of environment variables",
                "values come from the environment of the harness");
      }
    }
    return new WorkerSettings(arguments, names);
  }
}
