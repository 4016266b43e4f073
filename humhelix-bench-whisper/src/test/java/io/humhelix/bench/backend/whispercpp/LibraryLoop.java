package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.backend.whisper.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * whisper.cpp called without the harness, by the C and Python programs that the benchmarks compare
 * the backend with: what a library itself makes of a clip. Options are as those programs take them.
 */
final class LibraryLoop {

  private static final Path PROGRAMS = TestData.ROOT.resolveSibling("benchmarks/src/main");

  private final Path folder;
  private final List<String> command = new ArrayList<>();

  private LibraryLoop(Path folder, List<String> command, List<String> options) {
    this.folder = folder;
    this.command.addAll(command);
    this.command.add(TestData.MODEL.toString());
    this.command.addAll(options);
  }

  /** The C program, compiled for a library with a folder {@code include} beside its own. */
  static LibraryLoop inC(Path library, Path folder, String... options)
      throws IOException, InterruptedException {
    Path libraries = library.getParent();
    Path program = folder.resolve("loop");
    List<String> compiler =
        List.of(
            "gcc",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-o" + program,
            PROGRAMS.resolve("c/whisper_cpp_loop.c").toString(),
            "-I" + libraries.resolveSibling("include"),
            "-L" + libraries,
            "-lwhisper",
            "-lggml",
            "-Wl,-rpath," + libraries);
    run(folder, compiler, Map.of(), "");
    return new LibraryLoop(folder, List.of(program.toString()), List.of(options));
  }

  /** The Python program, with the library that pywhispercpp carries. */
  static LibraryLoop inPython(Path folder, String... options) {
    String script = PROGRAMS.resolve("python/whisper_cpp_loop.py").toString();
    return new LibraryLoop(
        folder, List.of(NativeBuilds.python().toString(), "-B", script), List.of(options));
  }

  /** The text of each clip. */
  List<String> texts(Map<String, String> environment, Path... clips)
      throws IOException, InterruptedException {
    StringBuilder input = new StringBuilder();
    for (Path clip : clips) {
      input.append(clip).append('\n');
    }
    List<String> answers = run(folder, command, environment, input.toString());
    assertEquals("ready", answers.get(0).split("\t")[0]);
    return answers.subList(1, answers.size()).stream()
        .map(answer -> answer.split("\t", -1)[2])
        .toList();
  }

  /** What a program writes to its standard output, line by line. */
  static List<String> run(
      Path folder, List<String> command, Map<String, String> environment, String input)
      throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertEquals(0, process.waitFor(), () -> command + ": " + contents(err));
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(out);
  }

  private static List<String> contents(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return Collections.singletonList(e.toString());
    }
  }
}
