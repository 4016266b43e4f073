package io.humhelix.bench.backend.onnx.runtime;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Transcribes over and over in a JVM of its own. After each transcription it prints the place of
 * its phase and what the process holds in memory that no file backs, in bytes; at the end what is
 * left open.
 */
final class NativeMemoryProgram {

  /** What a transcription forgets to give back. */
  enum Leak {
    NOTHING,
    /** One token's logits: the smallest tensor that would not go unnoticed. */
    LOGITS,
    /** The encoder's output, which is not closed. */
    AUDIO
  }

  private static final Path MEMORY = Path.of("/proc/self/smaps_rollup");
  private static final Pattern HELD = Pattern.compile("(?m)^(?:Anonymous|Swap): +(\\d+) kB$");
  private static final NativeLibrary C = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME);
  private static final int PR_SET_THP_DISABLE = 41;

  private NativeMemoryProgram() {}

  /**
   * Runs it.
   *
   * @param arguments for each phase what leaks, and how many transcriptions there are
   */
  public static void main(String[] arguments) throws Exception {
    keepPagesSmall();
    float[] features = TinyModel.features();
    long logits = (long) TinyModel.model().config().sizes().vocabulary() * Float.BYTES;
    try (RuntimeNetwork network = TinyModel.load(RuntimeAccess.engine())) {
      for (int i = 0; i < arguments.length; i += 2) {
        Leak leak = Leak.valueOf(arguments[i]);
        int count = Integer.parseInt(arguments[i + 1]);
        for (int run = 0; run < count; run++) {
          if (!TinyModel.greedy(network, features).equals(TinyModel.TOKENS)) {
            throw new AssertionError("another text in transcription " + run);
          }
          leak(leak, network, features, logits);
          System.out.println(i / 2 + " " + held());
        }
      }
      System.out.println("loaded " + LiveObjects.count());
    }
    System.out.println("closed " + LiveObjects.count());
  }

  /**
   * The kernel may join small pages to one of 2 MB at any time, and then more of it is resident.
   */
  private static void keepPagesSmall() {
    C.getFunction("prctl").invokeInt(new Object[] {PR_SET_THP_DISABLE, 1L, 0L, 0L, 0L});
  }

  private static void leak(Leak leak, RuntimeNetwork network, float[] features, long logits)
      throws SutException {
    switch (leak) {
      case NOTHING -> {
        // All is given back.
      }
      case LOGITS -> new Pointer(Native.malloc(logits)).setMemory(0, logits, (byte) 1);
      case AUDIO -> network.encode(features, 1);
    }
  }

  /** What is free is given back to the system first: a leak would only fill it. */
  private static long held() throws IOException {
    C.getFunction("malloc_trim").invokeInt(new Object[] {0L});
    Matcher lines = HELD.matcher(Files.readString(MEMORY));
    long kilobytes = 0;
    while (lines.find()) {
      kilobytes += Long.parseLong(lines.group(1));
    }
    return kilobytes * 1024;
  }
}
