package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.GgmlType;
import io.humhelix.bench.backend.ggml.ModelHeader;
import io.humhelix.bench.backend.ggml.PromptUse;
import io.humhelix.bench.backend.ggml.UsableModel;
import io.humhelix.bench.backend.whispercpp.library.AlignmentHeads;
import io.humhelix.bench.backend.whispercpp.library.ContextSettings;
import io.humhelix.bench.backend.whispercpp.library.GgmlDevice;
import io.humhelix.bench.backend.whispercpp.library.WhisperLibrary;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OpeningProgress;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The backend {@code whisper.cpp}: any libwhisper of this machine, from 1.7.6 on, inside this JVM.
 *
 * <p>It brings no library: name one by the option {@code library}, or install one where the
 * system's linker looks. So what is measured is the build that is used elsewhere, on the GPU for
 * which it was built. Without one of your own, {@code whisper-jni} measures whisper.cpp 1.7.1. Both
 * find the same ggml models.
 *
 * <p>A library is read before it is loaded, and its structs are checked when it is: by their sizes,
 * and by the defaults that the library writes into them. Versions with which this backend was not
 * tried are refused unless {@code allow_untested} is true. A JVM can load only one library; {@link
 * #nativeBuild} tells them apart.
 *
 * <p>Options that are left out have the library's defaults, but for {@code beam_size} (1, greedy,
 * as in the other backends; whisper-cli has 5). The options in effect are read back from the
 * library's own struct. Devices are those that the library lists; {@code cuda:1} is the second of
 * CUDA's. A GPU is tried before it is measured, with a model of one layer.
 *
 * <p>Not supported: audio under 0.1125 s (refused, since whisper.cpp would return no text without
 * doing any work), grammars, speaker turns. What holds for {@code whisper-jni} of greedy search,
 * temperatures, prompt and previous text holds here.
 *
 * <p>Interrupting the thread of a call ends it at the engine's next step, on a GPU at the end of
 * the step of encoder or decoder. Log lines of the engine go to the SLF4J logger {@value
 * WhisperLibrary#LOGGER}.
 *
 * <p>Thread-safe. Up to {@code states} calls run at once.
 */
public final class WhisperCppProvider implements SutProvider {

  /** The id of this backend in definitions. */
  public static final String ID = "whisper.cpp";

  /** Creates the provider; loads nothing. */
  public WhisperCppProvider() {
    // For ServiceLoader and hosts.
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "a whisper.cpp of your own (libwhisper 1.7.6 or later) in this process: any GPU, word times,"
        + " VAD";
  }

  @Override
  public Availability probe() {
    return probe(Options.empty());
  }

  @Override
  public Availability probe(Options options) {
    try {
      WhisperLibrary library = WhisperLibrary.load(LibraryFile.of(options));
      return Availability.available(
          "whisper.cpp "
              + library.versionName()
              + " on "
              + library.devices().stream()
                  .map(GgmlDevice::toString)
                  .collect(Collectors.joining(", "))
              + ": "
              + library.systemInfo());
    } catch (SutException e) {
      return Availability.unavailable(e.getMessage(), e.remedy());
    }
  }

  /** The real path of the library. */
  @Override
  public Optional<String> nativeBuild(Options options) {
    return Optional.of(LibraryFile.key(options));
  }

  /** Opens a model of one layer, written for it, on the device, and lets it say its one word. */
  @Override
  public Optional<Availability> probeDevice(Device device, Options options) {
    try {
      WhisperLibrary library = WhisperLibrary.load(LibraryFile.of(options));
      DeviceStep.Done done =
          DeviceStep.take(library, device, WhisperCppOptions.of(options).allowsSoftwareDevice());
      return Optional.of(Availability.available(done.device().described() + ", " + done.done()));
    } catch (SutException e) {
      return Optional.of(Availability.unavailable(e.getMessage(), e.remedy()));
    }
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        EnumSet.of(
            Capability.LANGUAGE,
            Capability.TRANSLATE,
            Capability.WORD_TIMESTAMPS,
            Capability.VAD,
            Capability.DEVICE_INDEX,
            Capability.PARTIAL_RESULTS),
        Set.of(Device.CPU.kind(), "cuda", "rocm", "vulkan", "metal", "sycl", "musa", "cann"),
        Arrays.stream(GgmlType.values()).map(GgmlType::computeType).collect(Collectors.toSet()));
  }

  @Override
  public List<OptionSpec> options() {
    return WhisperCppOptions.SPECS;
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return WhisperCppPreflight.of(request);
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    return open(request, () -> {});
  }

  /** The native library loads once per JVM, and is not part of loading a model. */
  @Override
  public Sut open(OpenRequest request, OpeningProgress progress) throws SutException {
    EngineOptions options = WhisperCppOptions.of(request.options());
    WhisperLibrary library = WhisperLibrary.load(LibraryFile.of(request.options()));
    UsableModel model = UsableModel.of(ID, request);
    ModelHeader header = model.header();
    EngineOptions decided = options.with(header);
    Optional<PromptUse> prompt = model.promptUse(ID, decided);
    Optional<String> vad = vadModel(request, decided);
    ContextSettings settings = settings(library, request, decided, model.file());
    // The checks of the file are the harness's own care, and in no other program's load time.
    progress.loadBegins();
    ModelOpening opened =
        ModelOpening.of(
            library,
            model.file(),
            settings,
            request.spec().device(),
            options.allowsSoftwareDevice());
    progress.loadEnds();
    Options effective =
        EffectiveOptions.of(
                decided,
                CallParams.of(library, decided, header, request.task(), vad),
                request.task(),
                opened.log())
            .with(WhisperCppOptions.LIBRARY_BUILD, library.systemInfo());
    return new WhisperCppSut(
        opened.model(),
        header,
        decided,
        vad,
        new EffectiveSut(
            "whisper.cpp",
            library.versionName(),
            opened.device().device(),
            opened.device().provider(),
            header.type().computeType(),
            prompt.map(use -> use.addTo(effective)).orElse(effective)));
  }

  private static ContextSettings settings(
      WhisperLibrary library, OpenRequest request, EngineOptions options, Path file)
      throws SutException {
    boolean aligned = request.task().wordTimestamps() && WhisperCppOptions.alignsWords(options);
    Optional<AlignmentHeads> heads = aligned ? WordChecks.heads(options, file) : Optional.empty();
    Optional<Boolean> flash = options.effective().flag(WhisperCppOptions.FLASH_ATTENTION);
    return new ContextSettings(
        DeviceChoice.gpuNumber(library, request.spec().device()),
        aligned ? Optional.of(false) : flash,
        heads,
        WhisperCppOptions.states(options));
  }

  private static Optional<String> vadModel(OpenRequest request, EngineOptions options)
      throws SutException {
    if (!request.task().vadFilter()) {
      return Optional.empty();
    }
    VadModel model = VadModel.of(options.effective(), request.models());
    if (model.issue().isPresent()) {
      throw UsableModel.failure(model.issue().get());
    }
    return model.file().map(Path::toString);
  }
}
