package io.humhelix.bench.backend.whisper;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperContextParams;
import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.ModelFile;
import io.humhelix.bench.backend.ggml.ModelFormatException;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.TranscriptionProgress;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Main classes of processes that tests start; each writes what it found into the file "found". */
final class ForkedChecks {

  static final String FOUND = "found";

  private ForkedChecks() {}

  private static void found(String line) throws Exception {
    Files.writeString(
        Path.of(FOUND),
        line + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Probes and, with a library folder as argument, preflights. */
  static final class Probe {

    private Probe() {}

    public static void main(String[] arguments) throws Exception {
      WhisperJniProvider provider = new WhisperJniProvider();
      found(provider.id() + " " + provider.options().size() + " " + provider.capabilities());
      if (arguments.length > 0) {
        Preflight preflight =
            provider.preflight(
                TestData.request(TestData.tinyEn().withOption("library_path", arguments[0])));
        preflight.issues().forEach(issue -> quietly(issue.code() + ": " + issue.text()));
      }
      Availability availability = provider.probe();
      found(availability.available() + ": " + availability.detail() + " " + availability.remedy());
      found("again: " + provider.probe().equals(availability));
    }

    private static void quietly(String line) {
      try {
        found(line);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Probes by options: each argument is the folder of a build, or nothing for the bundled one. */
  static final class ProbeBuilds {

    private ProbeBuilds() {}

    public static void main(String[] arguments) throws Exception {
      WhisperJniProvider provider = new WhisperJniProvider();
      for (String argument : arguments) {
        String[] folders = argument.split(",");
        Options options = Options.empty();
        if (!folders[0].isEmpty()) {
          options = options.with(WhisperOptions.LIBRARY_PATH, folders[0]);
        }
        if (folders.length > 1) {
          options = options.with(EngineOptions.CUDA_LIBRARIES, List.of(folders[1]));
        }
        Availability availability = provider.probe(options);
        found(availability.available() + ": " + availability.detail() + availability.remedy());
      }
    }
  }

  /** Checks, tries and uses a Vulkan build whose folder is the argument. */
  static final class Vulkan {

    private Vulkan() {}

    public static void main(String[] arguments) throws Exception {
      WhisperJniProvider provider = new WhisperJniProvider();
      SutSpec spec = TestData.quick().withDevice("vulkan").withOption("library_path", arguments[0]);
      Device device = Device.parse("vulkan");
      found("alone " + provider.probeDevice(device, spec.options()).orElseThrow());
      found("alone " + provider.preflight(TestData.request(spec)).issues());
      SutSpec allowed = spec.withOption("allow_software_device", true);
      found("allowed " + provider.probeDevice(device, allowed.options()).orElseThrow());
      found("allowed " + provider.preflight(TestData.request(allowed)).issues());
      found("cpu " + provider.preflight(TestData.request(spec.withDevice("cpu"))).issues());
      float[] samples = TestData.samples(TestData.fiveSeconds());
      try (Sut sut = provider.open(TestData.request(allowed))) {
        found("effective " + sut.effective());
        found("text " + sut.transcribe(TestData.call(samples), new Silent()).text());
      }
    }
  }

  /** Opens, transcribes, closes. */
  static final class Transcribe {

    private Transcribe() {}

    public static void main(String[] arguments) throws Exception {
      WhisperJniProvider provider = new WhisperJniProvider();
      float[] samples = TestData.samples(TestData.fiveSeconds());
      try (Sut sut = provider.open(TestData.request(TestData.tinyEn()))) {
        found(sut.transcribe(TestData.call(samples), new Silent()).text());
      }
    }
  }

  /** Loads by whisper.cpp itself what the check lets pass of seeded changes of a model file. */
  static final class LoadChanged {

    private LoadChanged() {}

    public static void main(String[] arguments) throws Exception {
      Path work = Path.of("changed.bin");
      Files.copy(TestData.MODEL, work);
      NativeLibrary library = NativeLibrary.load(NativeBuild.BUNDLED);
      WhisperContextParams params = new WhisperContextParams();
      params.useGPU = false;
      int accepted = 0;
      int from = Integer.parseInt(arguments[0]);
      int count = Integer.parseInt(arguments[1]);
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
          try (WhisperContext context = library.engine().init(work, params)) {
            if (context == null) {
              found("seed " + seed + " passed the check, but whisper.cpp refuses it");
            }
          }
        }
      }
      found("accepted " + accepted);
    }
  }

  private static final class Silent implements TranscriptionProgress {

    @Override
    public void segmentsReadable() {
      // Not of interest here.
    }

    @Override
    public void segment(Segment segment) {
      // Not of interest here.
    }
  }
}
