package io.humhelix.bench.backend.whispercpp;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Main classes of processes that measure their own memory, round by round. */
final class MemoryChecks {

  private static final NativeLibrary C = NativeLibrary.getProcess();
  private static final int PAGE = C.getFunction("getpagesize").invokeInt(new Object[0]);

  private MemoryChecks() {}

  /** Resident bytes when Java has collected its garbage and malloc has given back what is free. */
  private static long resident() throws IOException {
    System.gc();
    C.getFunction("malloc_trim").invokeInt(new Object[] {0L});
    return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * PAGE;
  }

  private static void leak(int bytes) {
    if (bytes > 0) {
      Pointer lost = C.getFunction("malloc").invokePointer(new Object[] {(long) bytes});
      lost.setMemory(0, bytes, (byte) 1);
    }
  }

  /**
   * Many calls of different lengths, with and without words, on every state. Arguments: the
   * library, states, rounds of four calls, bytes to lose each round.
   */
  static final class Calls {

    private Calls() {}

    public static void main(String[] arguments) throws Exception {
      int states = Integer.parseInt(arguments[1]);
      int rounds = Integer.parseInt(arguments[2]);
      float[] speech = TestData.samples(TestData.fiveSeconds());
      try (Sut sut =
          Cpp.open(
              CppData.tinyEn(Path.of(arguments[0]))
                  .withOption("temperature_increment", 0)
                  .withOption("audio_context", 128)
                  .withOption("states", states),
              CppData.WORDS)) {
        for (int round = 0; round < rounds; round++) {
          for (double seconds : new double[] {1.1, 0.4, 1.9, 0.15}) {
            float[] samples = CppData.begin(speech, seconds);
            sut.transcribe(CppData.withWords(samples), TestData.unwatched());
          }
          leak(Integer.parseInt(arguments[3]));
          CppData.found(Long.toString(resident()));
        }
      }
    }
  }

  /** Opens and closes. Arguments: the library, states, rounds, bytes to lose each round. */
  static final class Opens {

    private Opens() {}

    public static void main(String[] arguments) throws Exception {
      float[] second = CppData.begin(TestData.samples(TestData.fiveSeconds()), 1);
      for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
        use(Path.of(arguments[0]), Integer.parseInt(arguments[1]), second);
        leak(Integer.parseInt(arguments[3]));
        CppData.found(Long.toString(resident()));
      }
    }

    private static void use(Path library, int states, float[] samples) throws SutException {
      try (Sut sut =
          Cpp.open(
              CppData.quick(library)
                  .withOption("audio_context", 64)
                  .withOption("beam_size", 2)
                  .withOption("states", states))) {
        CppData.text(sut, samples);
      }
    }
  }
}
