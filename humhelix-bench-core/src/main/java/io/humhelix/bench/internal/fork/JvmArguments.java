package io.humhelix.bench.internal.fork;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which arguments of the harness' JVM its workers get: those that change how code runs. Agents and
 * debuggers are left out, since they change what is measured; so are unknown properties, since
 * those of a host may hold secrets.
 */
final class JvmArguments {

  private static final List<String> SWITCHES =
      List.of(
          "-Xm",
          "-Xss",
          "-Xint",
          "-Xcomp",
          "-Xmixed",
          "-Xbatch",
          "-Xshare",
          "-Xverify",
          "-XX:",
          "-ea",
          "-da",
          "-esa",
          "-dsa",
          "-enableassertions",
          "-disableassertions",
          "--add-opens=",
          "--add-exports=",
          "--add-reads=",
          "--add-modules=",
          "--limit-modules=",
          "--upgrade-module-path=",
          "--patch-module=",
          "--enable-native-access=",
          "--illegal-native-access=",
          "--sun-misc-unsafe-memory-access=",
          "--enable-preview");

  /** Flags that write files, run programs or record: each process has its own. */
  private static final Pattern OWN =
      Pattern.compile(
          "-XX:[+-]?(ErrorFile|HeapDump.*|OnError|OnOutOfMemoryError|StartFlightRecording.*"
              + "|FlightRecorder.*|LogFile|LogVMOutput|ArchiveClassesAtExit"
              + "|DumpLoadedClassList|UsePerfData|CreateCoredumpOnCrash|Flags|VMOptionsFile"
              + "|SharedArchiveFile)(=.*)?");

  private static final Set<String> PROPERTIES =
      Set.of(
          "java.library.path",
          "java.awt.headless",
          "file.encoding",
          "stdout.encoding",
          "stderr.encoding",
          "sun.jnu.encoding",
          "user.language",
          "user.country",
          "user.timezone",
          "user.home");

  /** Where native libraries of engines lie and how they behave, and the level of log lines. */
  private static final List<String> PROPERTY_PREFIXES =
      List.of(
          "io.github.givimad.",
          "onnxruntime.",
          "jna.",
          "org.bytedeco.",
          "ai.djl.",
          "org.slf4j.simpleLogger.",
          "humhelix.bench.");

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(token|secret|passw|credential|api.?key|private.?key).*");

  private JvmArguments() {}

  static List<String> inherited(List<String> arguments) {
    List<String> inherited = new ArrayList<>();
    for (String argument : arguments) {
      boolean property =
          argument.startsWith("-D") && isKnown(argument.substring(2).replaceFirst("=.*", ""));
      boolean known =
          SWITCHES.stream().anyMatch(argument::startsWith) && !OWN.matcher(argument).matches();
      if ((property || known) && !inherited.contains(argument)) {
        inherited.add(argument);
      }
    }
    return inherited;
  }

  /** Returns whether a property configures an engine, by its name. */
  static boolean isKnown(String property) {
    return !SECRET.matcher(property).matches()
        && (PROPERTIES.contains(property)
            || PROPERTY_PREFIXES.stream().anyMatch(property::startsWith));
  }
}
