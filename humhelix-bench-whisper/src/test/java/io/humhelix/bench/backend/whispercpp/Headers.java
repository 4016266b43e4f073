package io.humhelix.bench.backend.whispercpp;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What gcc makes of the real whisper.h. */
public final class Headers {

  private Headers() {}

  /** Where the fields of a struct lie, and its size as {@code sizeof}. */
  public static Map<String, Integer> offsets(
      Path folder, String struct, Collection<String> fields, String without) throws Exception {
    Path includes = NativeBuilds.cpuLibrary().getParent().resolveSibling("include");
    String header = Files.readString(includes.resolve("whisper.h"));
    Files.writeString(
        folder.resolve("whisper_here.h"),
        without.isEmpty() ? header : header.replaceFirst("bool " + without + ";[^\n]*\n", ""));
    StringBuilder source =
        new StringBuilder("#include <stddef.h>\n#include <stdio.h>\n#include \"whisper_here.h\"\n");
    source.append("int main(void) {\n");
    for (String field : fields) {
      source.append(
          "printf(\"%s %%zu\\n\", offsetof(struct %s, %s));\n".formatted(field, struct, field));
    }
    source.append("printf(\"sizeof %%zu\\n\", sizeof(struct %s)); return 0; }\n".formatted(struct));
    Path code = Files.writeString(folder.resolve("offsets.c"), source);
    Path program = folder.resolve("offsets");
    run(
        List.of(
            FakeWhisper.compiler(),
            "-I" + includes,
            "-I" + folder,
            "-o",
            program.toString(),
            code.toString()));
    Map<String, Integer> offsets = new HashMap<>();
    for (String line : run(List.of(program.toString())).lines().toList()) {
      offsets.put(line.split(" ")[0], Integer.valueOf(line.split(" ")[1]));
    }
    return offsets;
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + ": " + said);
    }
    return said;
  }
}
