package io.humhelix.bench.internal.provenance;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Facts about the machine and the JVM. This is an allow-list: no environment, no properties, and no
 * arguments but the JVM's own switches, since those of a host application may hold secrets.
 */
public final class HostFacts {

  private HostFacts() {}

  /** Returns facts about the machine; unknown ones are left out. */
  public static Map<String, String> host() {
    Map<String, String> facts = new LinkedHashMap<>();
    firstLine(Path.of("/proc/sys/kernel/hostname")).ifPresent(name -> facts.put("name", name));
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("arch", System.getProperty("os.arch"));
    field(Path.of("/proc/cpuinfo"), "model name").ifPresent(model -> facts.put("cpu", model));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    field(Path.of("/proc/meminfo"), "MemTotal").ifPresent(total -> facts.put("memory", total));
    return facts;
  }

  /** Returns facts about the JVM. */
  public static Map<String, String> jvm() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("name", System.getProperty("java.vm.name"));
    facts.put("vendor", System.getProperty("java.vendor"));
    facts.put("version", System.getProperty("java.runtime.version"));
    facts.put("max_heap_bytes", Long.toString(Runtime.getRuntime().maxMemory()));
    facts.put(
        "collectors",
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(bean -> bean.getName())
            .collect(Collectors.joining(", ")));
    facts.put("switches", switches(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    return facts;
  }

  /** Keeps switches of the JVM such as {@code -Xmx1g}; drops properties, agents and the rest. */
  static String switches(List<String> arguments) {
    return arguments.stream().filter(a -> a.startsWith("-X")).collect(Collectors.joining(" "));
  }

  private static Optional<String> firstLine(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> field(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
