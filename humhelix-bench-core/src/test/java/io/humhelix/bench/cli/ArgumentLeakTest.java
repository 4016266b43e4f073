package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets in a program's arguments and environment are looked for in everything that a run, and
 * each command on its results, prints or leaves. The program tells them in every answer.
 */
@Tag("slow")
class ArgumentLeakTest {

  private static final String MARK = "canary";

  private static final String ARGUMENTS =
      "--api-key=canary-a1, --token, canary-b2, -H, 'Authorization: Bearer canary-c3',"
          + " --url, 'https://me:canary-d4@host/v1?api_key=canary-e5', 'OTHER_TOKEN=canary-f6'";

  @TempDir Path folder;
  private Path definition;
  private Path output;

  private String script(String transcribe) {
    return String.join(
        "\n",
        "all=\"$* $HF_TOKEN\"",
        "echo \"started with $all\"",
        "echo \"$0: $2 $3 $HF_TOKEN\" >&2",
        "say() { printf '%s\\n' \"$1\" >&4; }",
        "say '{\"type\":\"hello\",\"protocol\":1,\"engine\":\"e '\"$all\"'\",\"engine_version\":\"1\"}'",
        "while IFS= read -r line <&3; do",
        "  id=${line#*'\"id\":'}",
        "  id=${id%%[!0-9]*}",
        "  case $line in",
        "    '{\"type\":\"load\"'*) say '{\"type\":\"loaded\",\"id\":'$id',\"device\":\"cpu\","
            + "\"options\":{\"a\":\"'\"$all\"'\"}}' ;;",
        "    '{\"type\":\"transcribe\"'*) " + transcribe + " ;;",
        "    '{\"type\":\"unload\"'*) say '{\"type\":\"unloaded\",\"id\":'$id'}'; exit 0 ;;",
        "  esac",
        "done",
        "");
  }

  private String system(String name, String program, String rest) {
    return "  - {"
        + (name.isEmpty() ? "" : "name: " + name + ", ")
        + "backend: command, model: m, device: cpu, options: {command: "
        + program
        + rest
        + "}}\n";
  }

  private void write() throws Exception {
    TestClips.wav(folder.resolve("c0.wav"), 0.5, 0.5);
    Path good =
        Files.writeString(
            folder.resolve("good.sh"),
            script(
                "say '{\"type\":\"done\",\"id\":'$id',\"text\":\"say '\"$all\"'\","
                    + "\"language\":\"en\"}'"));
    Path bad =
        Files.writeString(
            folder.resolve("bad.sh"),
            script("say '{\"type\":\"error\",\"id\":'$id',\"message\":\"not '\"$all\"'\"}'"));
    Path dies = Files.writeString(folder.resolve("dies.sh"), "echo \"usage: $*\" >&2; exit 3\n");
    String environment = ", environment: {HF_TOKEN: canary-g7}";
    definition =
        Files.writeString(
            folder.resolve("definition.yaml"),
            "name: keys\nworkloads: [{name: c, files: [c0.wav]}]\n"
                + "trials: {forks: 1, warmup: 0, count: 1}\n"
                + "worker_jvm_args: ['-XX:TieredStopAtLevel=1', '-Dmy.token=canary-h8']\nsuts:\n"
                + system("good", "[/bin/sh, " + good + ", " + ARGUMENTS + "]", environment)
                + system("bad", "[/bin/sh, " + bad + ", " + ARGUMENTS + "]", environment)
                + system("dies", "[/bin/sh, " + dies + ", " + ARGUMENTS + "]", "")
                + system("second-word", "[/bin/sh, --password=canary-i9]", "")
                + system("gone", "[/no/such/program, " + ARGUMENTS + "]", "")
                + system("scalar", "'prog --token canary-j1'", "")
                // Told apart by nothing but their secret.
                + system("", "[/bin/sh, " + good + ", --token, canary-k2]", "")
                + system("", "[/bin/sh, " + good + ", --token, canary-l3]", ""));
    output = folder.resolve("results");
  }

  /** As users start it, with every line logged. */
  private String run() throws Exception {
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.humhelix.bench.cli.Main",
                "run",
                definition.toString(),
                "--output",
                output.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it hangs");
    String said = Files.readString(log);
    assertEquals(1, process.exitValue(), said);
    return said;
  }

  private void says(Object... args) throws Exception {
    Program program = new Program().harness(Harness::builder);
    int code = program.run(args);
    String text = program.out() + program.err();
    assertTrue(code != 70, List.of(args) + " ended with " + code + ": " + text);
    assertTrue(!text.isEmpty() || List.of(args).contains("-o"), List.of(args) + " said nothing");
    assertFalse(text.toLowerCase(Locale.ROOT).contains(MARK), List.of(args) + ": " + text);
  }

  @Test
  void noFileStreamOrExportHasThem() throws Exception {
    write();
    String said = run();
    Path results;
    try (Stream<Path> files = Files.list(output)) {
      results = files.filter(f -> f.toString().endsWith(".db.yaml")).findFirst().orElseThrow();
    }
    String stored = Files.readString(results, StandardCharsets.UTF_8);
    // What was given was told, and so could have been found.
    assertTrue(said.contains("good / c"), said);
    assertTrue(stored.contains("--api-key=<redacted>"), said);
    assertTrue(stored.contains("say --api-key=<redacted>"), said);
    assertTrue(stored.contains("-Dmy.token=<redacted>"), said);
    says("validate", definition);
    says("run", definition, "--dry-run");
    says("show", results);
    says("show", results, "--json");
    says("show", results, "--by", "options.command");
    says("show", results, "--clips");
    says("verify", results, "--json");
    says("compare", results, "--against", "good");
    says("compare", results, "--against", "good", "--json");
    for (ExportFormat format : ExportFormat.values()) {
      says("export", format.word(), results);
    }
    says("export", "csv", results, "--clips");
    says("export", "junit", results, "--against", "good");
    says("export", "jsonl", results, "--clips", "-o", folder.resolve("export.jsonl"));
    says("baseline", "set", "b", results, "--partial", "--texts", "--baselines=" + folder);
    says("baseline", "show", "b", "--baselines=" + folder);
    says("gather", folder.resolve("gathered"), output);
    says("rescore", results, "--json", "-o", folder.resolve("again"));
    says("artifacts", results);

    assertEquals(List.of(), hits());
    Files.writeString(output.resolve("control"), "x" + MARK);
    assertEquals(List.of(output.resolve("control")), hits());
  }

  /** Files with the mark in name or content; definition and programs are the user's own. */
  private List<Path> hits() throws Exception {
    List<Path> hits = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (!file.equals(definition) && (file + content).toLowerCase(Locale.ROOT).contains(MARK)) {
          hits.add(file);
        }
      }
    }
    return hits;
  }
}
