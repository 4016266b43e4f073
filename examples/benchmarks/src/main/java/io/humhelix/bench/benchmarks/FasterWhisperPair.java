package io.humhelix.bench.benchmarks;

import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.SutSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Backend {@code faster-whisper} against a plain script of faster-whisper. */
public final class FasterWhisperPair {

  private static final int THREADS = 2;
  private static final String SCRIPT = "plain_faster_whisper.py";

  private FasterWhisperPair() {}

  /**
   * Measures and prints.
   *
   * @param args the Python interpreter, the model's folder, the clip
   * @throws HarnessException if a run could not begin or go on
   * @throws IOException if the script cannot be started
   */
  public static void main(String[] args) throws HarnessException, IOException {
    String python = args[0];
    String model = Path.of(args[1]).toAbsolutePath().toString();
    Path script = Files.createTempFile("plain", ".py");
    script.toFile().deleteOnExit();
    try (InputStream in = FasterWhisperPair.class.getResourceAsStream(SCRIPT)) {
      Files.write(script, in.readAllBytes());
    }
    SutSpec sut =
        SutSpec.of("faster-whisper", "faster-whisper", model)
            .withComputeType("int8")
            .withOption("python", python)
            .withOption("cpu_threads", THREADS)
            .withOption("beam_size", 1);
    try (EngineLoop loop =
        new EngineLoop(List.of(python, script.toString(), model, "" + THREADS))) {
      System.out.println(PairedCalls.compare(sut, loop, Path.of(args[2])));
    }
  }
}
