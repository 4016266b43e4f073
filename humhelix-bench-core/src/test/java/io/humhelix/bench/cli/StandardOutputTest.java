package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardOutputTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;

  private record Ended(int code, String err) {}

  private Ended ended(ProcessBuilder.Redirect out, String... command) throws Exception {
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command).redirectOutput(out).redirectError(err.toFile()).start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    return new Ended(process.exitValue(), Files.readString(err));
  }

  private static String[] program(String... arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String[] command = {java, "-cp", System.getProperty("java.class.path"), Main.class.getName()};
    String[] all = new String[command.length + arguments.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(arguments, 0, all, command.length, arguments.length);
    return all;
  }

  @Test
  void aFullDiskIsNoSuccess() throws Exception {
    assumeTrue(Files.exists(FULL));
    Ended ended = ended(ProcessBuilder.Redirect.to(FULL.toFile()), program("help", "metrics"));
    assertEquals(ExitCode.INTERNAL, ended.code(), ended.err());
    assertTrue(ended.err().startsWith("standard output is not whole: "), ended.err());
    Ended usage = ended(ProcessBuilder.Redirect.to(FULL.toFile()), program("no-such-command"));
    assertEquals(ExitCode.BAD_INPUT, usage.code(), usage.err());
  }

  @Test
  void aReaderThatHasEnoughIsNoFailure() {
    assertEquals(Optional.empty(), failure("Broken pipe"));
    assertEquals(Optional.empty(), failure("Datenübergabe unterbrochen (broken pipe)"));
  }

  @Test
  void whatIsWrittenIsNoFailure() throws IOException {
    StandardOutput out = new StandardOutput(OutputStream.nullOutputStream());
    out.write("text".getBytes(StandardCharsets.UTF_8));
    assertEquals(Optional.empty(), out.failure());
  }

  private static Optional<String> failure(String message) {
    StandardOutput out =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException(message);
              }
            });
    try {
      out.write(1);
    } catch (IOException e) {
      return out.failure().map(IOException::getMessage);
    }
    throw new AssertionError("nothing failed");
  }
}
