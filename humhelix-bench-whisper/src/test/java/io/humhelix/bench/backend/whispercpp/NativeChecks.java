package io.humhelix.bench.backend.whispercpp;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;
import io.humhelix.bench.backend.ggml.ModelFile;
import io.humhelix.bench.backend.ggml.ModelFormatException;
import io.humhelix.bench.backend.whisper.ModelChange;
import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.backend.whispercpp.library.ContextSettings;
import io.humhelix.bench.backend.whispercpp.library.WhisperLibrary;
import io.humhelix.bench.backend.whispercpp.library.WhisperModel;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Main classes of processes that native code may crash; the first argument is the library. */
final class NativeChecks {

  private NativeChecks() {}

  /** Transcribes what no one says, then speech. The second argument: seconds of silence. */
  static final class OddAudio {

    private OddAudio() {}

    public static void main(String[] arguments) throws Exception {
      float[] speech = TestData.samples(TestData.fiveSeconds());
      Random random = new Random(1);
      float[] noise = speech.clone();
      float[] loud = speech.clone();
      for (int i = 0; i < noise.length; i++) {
        noise[i] = random.nextBoolean() ? 1 : -1;
        loud[i] = (float) (random.nextGaussian() * 1e30);
      }
      float[] noNumber = speech.clone();
      noNumber[noNumber.length / 2] = Float.NaN;
      float[] infinite = speech.clone();
      Arrays.fill(infinite, Float.NEGATIVE_INFINITY);
      int silence = Integer.parseInt(arguments[1]) * TranscriptionRequest.SAMPLE_RATE;
      SutSpec spec = CppData.quick(Path.of(arguments[0])).withOption("best_of", 1);
      try (Sut sut = Cpp.open(spec)) {
        for (float[] samples :
            List.of(new float[silence], noise, loud, noNumber, infinite, speech)) {
          CppData.found("text " + CppData.text(sut, samples).replace('\n', ' '));
        }
      }
    }
  }

  /** Loads what the check lets pass of seeded changes of a model file: from which, how many. */
  static final class LoadChanged {

    private LoadChanged() {}

    public static void main(String[] arguments) throws Exception {
      Path work = Path.of("changed.bin");
      Files.copy(TestData.MODEL, work);
      WhisperLibrary library =
          WhisperLibrary.load(LibraryFile.of(CppData.quick(Path.of(arguments[0])).options()));
      int accepted = 0;
      int from = Integer.parseInt(arguments[1]);
      int count = Integer.parseInt(arguments[2]);
      for (int seed = from; seed < from + count; seed++) {
        try (RandomAccessFile file = new RandomAccessFile(work.toFile(), "rw");
            ModelChange change = new ModelChange(file, seed)) {
          change.apply();
          try {
            ModelFile.check(work);
          } catch (ModelFormatException e) {
            continue;
          }
          Files.writeString(Path.of("last"), "seed " + seed + " " + change.description());
          accepted++;
          Optional<WhisperModel> model = library.open(work, ContextSettings.ON_CPU).model();
          if (model.isEmpty()) {
            CppData.found("seed " + seed + " passed the check, but whisper.cpp refuses it");
          }
          model.ifPresent(WhisperModel::close);
        }
      }
      CppData.found("accepted " + accepted);
    }
  }

  /** Opens each file that an argument names, as a definition does. */
  static final class OpenEach {

    private OpenEach() {}

    public static void main(String[] arguments) throws Exception {
      for (String file : List.of(arguments).subList(1, arguments.length)) {
        SutSpec spec = CppData.quick(Path.of(arguments[0]));
        try (Sut sut = Cpp.open(spec.withModel(file))) {
          CppData.found("opened " + sut.effective().device());
        } catch (SutException e) {
          CppData.found(e.kind() + ": " + e.getMessage());
        }
      }
    }
  }

  /** Checks, tries and uses a build with Vulkan. */
  static final class Vulkan {

    private Vulkan() {}

    public static void main(String[] arguments) throws Exception {
      WhisperCppProvider provider = new WhisperCppProvider();
      SutSpec alone = CppData.quick(Path.of(arguments[0])).withDevice("vulkan");
      SutSpec allowed = alone.withOption("allow_software_device", true);
      Device device = Device.parse("vulkan");
      CppData.found("alone " + provider.probeDevice(device, alone.options()).orElseThrow());
      CppData.found("allowed " + provider.probeDevice(device, allowed.options()).orElseThrow());
      for (SutSpec refused : List.of(alone, allowed.withDevice("vulkan:1"))) {
        try (Sut sut = Cpp.open(refused)) {
          CppData.found("opened " + sut.effective());
        } catch (SutException e) {
          CppData.found(e.kind() + ": " + e.getMessage() + " " + e.remedy());
        }
      }
      float[] minute = CppData.speech(60);
      try (Sut sut = Cpp.open(allowed.withDevice("vulkan:0"))) {
        CppData.found("effective " + sut.effective());
        float[] speech = TestData.samples(TestData.fiveSeconds());
        CppData.found("text " + CppData.text(sut, speech));
        TranscriptionProgress interrupting =
            new TranscriptionProgress() {
              @Override
              public void segmentsReadable() {
                // Of no interest.
              }

              @Override
              public void segment(Segment segment) {
                Thread.currentThread().interrupt();
              }
            };
        try {
          CppData.found(sut.transcribe(TestData.call(minute), interrupting).segments().toString());
        } catch (SutException e) {
          CppData.found("ended " + e.kind() + " " + Thread.interrupted());
        }
      }
    }
  }

  /**
   * Works with less and less memory. Arguments: the library, MiB above what an open library takes,
   * "states" or "beams".
   */
  static final class LittleMemory {

    private static final int ADDRESS_SPACE = 9;

    private LittleMemory() {}

    /** {@code struct rlimit}. */
    @Structure.FieldOrder({"soft", "hard"})
    public static final class Limit extends Structure {
      /** Bytes. */
      public long soft;

      /** Bytes. */
      public long hard;
    }

    public static void main(String[] arguments) throws Exception {
      float[] speech = TestData.samples(TestData.fiveSeconds());
      SutSpec spec = CppData.quick(Path.of(arguments[0]));
      if (arguments[2].equals("states")) {
        Cpp.open(spec).close();
        limit(Integer.parseInt(arguments[1]));
        tryIt(() -> Cpp.open(spec.withOption("states", 64)).close());
        limit(1 << 20);
        try (Sut sut = Cpp.open(spec)) {
          CppData.found("text " + CppData.text(sut, speech));
        }
        return;
      }
      try (Sut sut = Cpp.open(spec.withOption("beam_size", 8))) {
        limit(Integer.parseInt(arguments[1]));
        tryIt(() -> CppData.text(sut, speech));
        limit(1 << 20);
        tryIt(() -> CppData.text(sut, speech));
      }
    }

    private interface Attempt {
      void make() throws SutException;
    }

    private static void tryIt(Attempt attempt) throws Exception {
      try {
        attempt.make();
        CppData.found("worked");
      } catch (SutException e) {
        CppData.found(e.kind() + " " + e.endsTrial() + ": " + e.getMessage());
      }
    }

    private static void limit(int mebibytes) throws Exception {
      Limit limit = new Limit();
      long now = Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[0]) * 4096;
      limit.soft = now + ((long) mebibytes << 20);
      limit.hard = -1;
      NativeLibrary.getProcess()
          .getFunction("setrlimit")
          .invokeInt(new Object[] {ADDRESS_SPACE, limit});
    }
  }
}
