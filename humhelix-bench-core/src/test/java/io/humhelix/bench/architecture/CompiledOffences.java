package io.humhelix.bench.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;

/** Compiles classes that break rules: they exist while the test runs and nowhere else. */
final class CompiledOffences {

  /** What offenders refer to and no branch of the product may lack. */
  private static final Map<String, String> TARGETS =
      Map.of(
          "io.humhelix.bench.cli.Command",
          "package io.humhelix.bench.cli; public interface Command {}");

  private CompiledOffences() {}

  static JavaClasses of(Path folder, List<Offence> offences) throws IOException {
    Map<String, String> sources = new LinkedHashMap<>(TARGETS);
    offences.forEach(offence -> sources.put(offence.qualifiedName(), offence.source()));
    Path classes = folder.resolve("classes");
    String classPath = System.getProperty("java.class.path");
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-d", classes.toString(), "-cp", classPath));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalStateException(output.toString());
    }
    return new ClassFileImporter().importPath(classes);
  }
}
