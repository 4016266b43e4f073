package io.humhelix.bench.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that keeps an engine loaded, transcribes the clips that its standard input names and
 * takes the time itself: what {@code paired.py} calls in turn, too.
 */
final class EngineLoop implements AutoCloseable {

  /**
   * One transcription.
   *
   * @param seconds as the program took them
   * @param text all segments, each run of white space as one space
   */
  record Timed(double seconds, String text) {}

  private final Process process;
  private final BufferedReader answers;
  private final OutputStream clips;
  private final String name;

  /** Starts the program and waits until its model is loaded. */
  EngineLoop(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    clips = process.getOutputStream();
    name = answer()[1];
  }

  /** What the program says of its engine. */
  String name() {
    return name;
  }

  Timed transcribe(Path clip) {
    try {
      clips.write((clip.toAbsolutePath() + "\n").getBytes(StandardCharsets.UTF_8));
      clips.flush();
      String[] answer = answer();
      return new Timed(Double.parseDouble(answer[0]), plain(answer[2]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text as it is compared. */
  static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private String[] answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("The program has ended: its message is above");
    }
    return line.split("\t", 3);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
