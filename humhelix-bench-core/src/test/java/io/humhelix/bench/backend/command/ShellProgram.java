package io.humhelix.bench.backend.command;

import io.humhelix.bench.model.SutSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program of a few lines of shell, so that these tests run wherever the backend does. */
final class ShellProgram {

  private static final String HELLO =
      "say '{\"type\":\"hello\",\"protocol\":1,\"engine\":\"shell\",\"engine_version\":\"1\"}'";

  private static final String TEXT =
      "say '{\"type\":\"done\",\"id\":'$id',\"text\":\"a text\",\"phases\":{\"decode\":0.25}}'";

  private String hello = HELLO;
  private String load = "say '{\"type\":\"loaded\",\"id\":'$id',\"device\":\"cpu\"}'";
  private String transcribe = TEXT;
  private String unload = "say '{\"type\":\"unloaded\",\"id\":'$id'}'; exit 0";

  static ShellProgram ordinary() {
    return new ShellProgram();
  }

  /** Replaces what it says first. */
  ShellProgram hello(String script) {
    hello = script;
    return this;
  }

  ShellProgram load(String script) {
    load = script;
    return this;
  }

  ShellProgram transcribe(String script) {
    transcribe = script;
    return this;
  }

  /** Does something before the ordinary answer. */
  ShellProgram beforeTranscribing(String script) {
    return transcribe(script + "\n" + TEXT);
  }

  ShellProgram afterTranscribing(String script) {
    return transcribe(TEXT + "\n" + script);
  }

  ShellProgram unload(String script) {
    unload = script;
    return this;
  }

  Path write(Path file) throws IOException {
    String script =
        String.join(
            "\n",
            "say() { printf '%s\\n' \"$1\" >&4; }",
            hello,
            "while IFS= read -r line <&3; do",
            "  id=${line#*'\"id\":'}",
            "  id=${id%%[!0-9]*}",
            "  case $line in",
            "    '{\"type\":\"load\"'*) " + load + " ;;",
            "    '{\"type\":\"prepare\"'*) say '{\"type\":\"prepared\",\"id\":'$id'}' ;;",
            "    '{\"type\":\"transcribe\"'*) " + transcribe + " ;;",
            "    '{\"type\":\"unload\"'*) " + unload + " ;;",
            "  esac",
            "done",
            "");
    return Files.writeString(file, script);
  }

  /** Returns a system under test that is this program. */
  SutSpec sut(String name, Path folder) throws IOException {
    Path script = write(folder.resolve(name + ".sh"));
    return SutSpec.of(name, CommandProvider.ID, "model")
        .withOption(CommandOptions.COMMAND, List.of("/bin/sh", script.toString()));
  }
}
