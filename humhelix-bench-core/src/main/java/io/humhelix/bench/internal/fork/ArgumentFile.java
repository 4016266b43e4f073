package io.humhelix.bench.internal.fork;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The {@code @argfile} of the java launcher, for command lines that an operating system would not
 * take: Windows allows 32 767 characters in all, Linux 128 KiB an argument.
 */
final class ArgumentFile {

  private static final int LONGEST_COMMAND = 24_000;

  private ArgumentFile() {}

  static boolean isNeeded(List<String> arguments) {
    return arguments.stream().mapToInt(argument -> argument.length() + 3).sum() > LONGEST_COMMAND;
  }

  /** Writes arguments into a file; returns the one argument that stands for them. */
  static String write(Path file, List<String> arguments) throws IOException {
    String nativeEncoding = System.getProperty("native.encoding", "UTF-8");
    Files.writeString(
        file,
        arguments.stream().map(ArgumentFile::quoted).collect(Collectors.joining("\n", "", "\n")),
        Charset.forName(nativeEncoding));
    return "@" + file;
  }

  private static String quoted(String argument) {
    return '"'
        + argument
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + '"';
  }
}
