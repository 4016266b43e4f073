package io.humhelix.bench.benchmarks;

import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.SutSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Backend {@code whisper.cpp} against a program that calls the same library, or another engine. */
public final class WhisperCppPair {

  private WhisperCppPair() {}

  /**
   * Measures and prints.
   *
   * @param args the library, the model's file, the clip, options of the backend as {@code
   *     name=value}, {@code --}, and the program's command
   * @throws HarnessException if a run could not begin or go on
   * @throws IOException if the program cannot be started
   */
  public static void main(String[] args) throws HarnessException, IOException {
    List<String> given = Arrays.asList(args);
    int end = given.indexOf("--");
    if (end < 3) {
      throw new IllegalArgumentException("LIBRARY MODEL CLIP [NAME=VALUE...] -- COMMAND...");
    }
    SutSpec sut =
        TranscriptionLoop.withOptions(
            SutSpec.of("whisper.cpp", "whisper.cpp", given.get(1))
                .withOption("library", given.get(0)),
            given.subList(3, end));
    try (EngineLoop loop = new EngineLoop(given.subList(end + 1, given.size()))) {
      System.out.println(PairedCalls.compare(sut, loop, Path.of(given.get(2))));
    }
  }
}
