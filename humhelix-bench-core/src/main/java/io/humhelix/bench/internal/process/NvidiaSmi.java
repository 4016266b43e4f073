package io.humhelix.bench.internal.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Asks the NVIDIA driver's {@code nvidia-smi} for properties of the GPUs. */
public final class NvidiaSmi {

  /** How long a driver may take; one that hangs never answers. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String program;

  /**
   * Names the program.
   *
   * @param program a name that is looked up, or a path
   */
  public NvidiaSmi(String program) {
    this.program = Objects.requireNonNull(program, "program");
  }

  /** The program of the driver that is installed. */
  public NvidiaSmi() {
    this("nvidia-smi");
  }

  /**
   * Returns how it is called.
   *
   * @return as given
   */
  public String program() {
    return program;
  }

  /**
   * What came of a question.
   *
   * @param state how it ended
   * @param lines what it said: of a good answer one line per GPU, of a failure its message
   */
  public record Answer(State state, List<String> lines) {

    public Answer {
      lines = List.copyOf(lines);
    }

    /**
     * Takes a line of a good answer apart.
     *
     * @param line one of {@link #lines()}
     * @return the properties in the order in which they were asked for
     */
    public static List<String> fields(String line) {
      return List.of(line.split(",\\s*", -1));
    }
  }

  /** How a question ended. */
  public enum State {
    /** There is no such program: no NVIDIA driver. */
    NO_PROGRAM,
    /** It said nothing in time, and was ended. */
    NO_ANSWER,
    /** It ended with an error. */
    FAILED,
    /** It answered. */
    OK
  }

  /**
   * Asks.
   *
   * @param properties as {@code nvidia-smi --help-query-gpu} names them
   * @return the answer
   * @throws IOException if the answer could not be kept for reading
   * @throws InterruptedException if this thread was interrupted; the program is ended
   */
  public Answer ask(List<String> properties) throws IOException, InterruptedException {
    Path said = Files.createTempFile("humhelix-bench-gpu", ".csv");
    try {
      Process process = start(properties, said);
      if (process == null) {
        return new Answer(State.NO_PROGRAM, List.of());
      }
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          return new Answer(State.NO_ANSWER, List.of());
        }
      } finally {
        process.destroyForcibly();
      }
      List<String> lines =
          Files.readString(said, StandardCharsets.UTF_8)
              .strip()
              .lines()
              .map(String::strip)
              .toList();
      return new Answer(process.exitValue() == 0 ? State.OK : State.FAILED, lines);
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private Process start(List<String> properties, Path said) {
    try {
      return new ProcessBuilder(
              program,
              "--query-gpu=" + String.join(",", properties),
              "--format=csv,noheader,nounits")
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      return null;
    }
  }
}
