package io.humhelix.bench.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plain script of faster-whisper, kept running, that transcribes and takes its own time. */
final class PlainFasterWhisper implements AutoCloseable {

  private static final String SCRIPT = "plain_faster_whisper.py";

  /**
   * One transcription.
   *
   * @param seconds as the script took them
   * @param text all segments joined
   */
  record Timed(double seconds, String text) {}

  private final Process process;
  private final BufferedReader answers;
  private final OutputStream turns;

  PlainFasterWhisper(String python, Path model, int threads, Path clip) throws IOException {
    Path script = Files.createTempFile("plain", ".py");
    script.toFile().deleteOnExit();
    try (InputStream in = PlainFasterWhisper.class.getResourceAsStream(SCRIPT)) {
      Files.write(script, in.readAllBytes());
    }
    process =
        new ProcessBuilder(
                python, script.toString(), model.toString(), "" + threads, clip.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    turns = process.getOutputStream();
  }

  Timed transcribe() {
    try {
      turns.write('\n');
      turns.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the script has ended");
      }
      String[] parts = answer.split("\t", 2);
      return new Timed(Double.parseDouble(parts[0]), parts[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
