package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.preflight.DevicePin;
import io.humhelix.bench.internal.preflight.GpuIds;
import io.humhelix.bench.internal.process.AllowedEnvironment;
import io.humhelix.bench.internal.process.NvidiaSmi;
import io.humhelix.bench.model.WorkerSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a worker process is started. */
final class WorkerCommand {

  /** Marks all processes of a worker, to find those that outlive it. */
  static final String COOKIE = "HUMHELIX_BENCH_WORKER";

  /**
   * Interrupts from a terminal are for the harness alone; a dump of the whole memory of an engine
   * that aborts helps nobody and may fill the disk.
   */
  private static final String SHELL_PROLOGUE = "trap '' INT; ulimit -c 0 2>/dev/null; exec \"$@\"";

  private final HostPath host;
  private final WorkerSettings settings;
  private final GpuIds gpus;

  WorkerCommand(HostPath host, WorkerSettings settings) {
    this(host, settings, new GpuIds(new NvidiaSmi()));
  }

  WorkerCommand(HostPath host, WorkerSettings settings, GpuIds gpus) {
    this.host = host;
    this.settings = settings;
    this.gpus = gpus;
  }

  /**
   * Prepares a process.
   *
   * @param providers classes of the backends that it may need
   * @param folder for what it leaves behind
   * @param pin the only device that it is to see; empty if it sees all
   * @param cookie marks the process and those that it starts
   * @param variables names of environment variables that the system's options name
   */
  ProcessBuilder process(
      Collection<Class<?>> providers,
      Path folder,
      Optional<DevicePin> pin,
      String cookie,
      List<String> variables)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        JvmArguments.inherited(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    propertiesSetSince(arguments);
    arguments.addAll(settings.jvmArguments());
    // Last, so that nothing above changes where dumps go. Without performance data a killed worker
    // leaves no file in the temporary folder.
    arguments.add("-XX:-UsePerfData");
    arguments.add("-XX:-CreateCoredumpOnCrash");
    arguments.add("-XX:ErrorFile=" + folder.resolve("hs_err.log"));
    arguments.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    arguments.addAll(host.options(providers));
    if (ArgumentFile.isNeeded(arguments)) {
      arguments = List.of(ArgumentFile.write(folder.resolve("arguments"), arguments));
    }
    List<String> command = new ArrayList<>(prefix());
    command.add(host.launcher().toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    List<String> named = new ArrayList<>(settings.environment());
    named.addAll(variables);
    Map<String, String> chosen = AllowedEnvironment.of(environment, named);
    environment.clear();
    environment.putAll(chosen);
    environment.put("TMPDIR", folder.resolve("tmp").toString());
    environment.put(COOKIE, cookie);
    if (pin.isPresent()) {
      pin.get().apply(environment, gpus);
    } else {
      DevicePin.applyOrder(environment);
    }
    return builder;
  }

  /** A host may have told an engine where its library lies after the start of the JVM. */
  private static void propertiesSetSince(List<String> arguments) {
    for (String name : System.getProperties().stringPropertyNames()) {
      String argument = "-D" + name + "=" + System.getProperty(name);
      boolean given = arguments.stream().anyMatch(a -> a.startsWith("-D" + name + "="));
      if (!given && isEngines(name)) {
        arguments.add(argument);
      }
    }
  }

  private static boolean isEngines(String name) {
    return JvmArguments.isKnown(name)
        && !name.startsWith("user.")
        && !name.startsWith("sun.")
        && !name.startsWith("java.")
        && !name.endsWith(".encoding");
  }

  private static List<String> prefix() {
    Path shell = Path.of("/bin/sh");
    if (HostPath.windows() || !Files.isExecutable(shell)) {
      return List.of();
    }
    List<String> prefix =
        new ArrayList<>(List.of(shell.toString(), "-c", SHELL_PROLOGUE, "humhelix-bench-worker"));
    setsid().ifPresent(program -> prefix.add(program.toString()));
    return prefix;
  }

  /** Starts a session of its own, by which processes that outlive the worker are found on Linux. */
  static Optional<Path> setsid() {
    return List.of("/usr/bin/setsid", "/bin/setsid").stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
