package io.humhelix.bench.backend.whisper;

import io.github.givimad.whisperjni.WhisperContext;
import io.humhelix.bench.backend.ggml.ComputeDevice;
import io.humhelix.bench.backend.ggml.EngineErrors;
import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.GgmlType;
import io.humhelix.bench.backend.ggml.ModelHeader;
import io.humhelix.bench.backend.ggml.PromptUse;
import io.humhelix.bench.backend.ggml.UsableModel;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
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
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The backend {@code whisper-jni}: whisper.cpp inside this JVM.
 *
 * <p>Models are whisper.cpp's ggml files, found by name in the models folder ({@code
 * ggml-<model>.bin} for {@code float16}, {@code ggml-<model>-f32.bin} for {@code float32}, {@code
 * ggml-<model>-q5_1.bin} for {@code q5_1} and so on; {@code default} takes the most precise one
 * there, {@code float32} last) or by path. The effective compute type is that of the file's header.
 *
 * <p>The native library bundled with whisper-jni works on the CPU, and on macOS also with Metal.
 * Choose other builds of whisper-jni 1.7.1 with the option {@code library_path} or the system
 * property {@code io.github.givimad.whisperjni.libdir}. Their libraries are read before anything is
 * loaded: those of another whisper.cpp are refused, missing ones are named, those of CUDA are taken
 * from {@code cuda_libraries} and the usual places, and a folder needs no run path. A JVM can load
 * only one native library: the first one loaded stays; {@link #nativeBuild} tells them apart.
 *
 * <p>A GPU is tried before it is measured: {@link #preflight} and {@link #probeDevice} open a model
 * of one layer on it, which says one word. A driver that crashes takes its process with it: with
 * {@code isolation: process} a worker, with {@code in-process} the application. GPU interfaces that
 * work on the processor (llvmpipe, SwiftShader) are refused unless {@code allow_software_device} is
 * true.
 *
 * <p>Not supported: word timestamps, voice activity detection, choosing one of several GPUs, audio
 * under 1.0125 s (refused, since whisper.cpp would return no text without doing any work),
 * characters above U+FFFF (whisper-jni garbles them, which is logged). Sampling at temperatures
 * above 0 continues its random numbers from call to call: with the temperature fallback, a text may
 * depend on earlier calls; {@code temperature_increment: 0} avoids that.
 *
 * <p>Greedy search, the default, may skip or repeat sentences of long audio, since the engine
 * continues the text of earlier windows: on 60 s of speech that comes twice, tiny.en has a word
 * error rate of 30.71 %. With {@code beam_size: 5}, the default of whisper-cli, it is 0.00 %; with
 * {@code condition_on_previous_text: false}, 0.71 %. whisper-cli 1.7.1 gives the same texts. On
 * audio of up to 30 s there is no earlier text.
 *
 * <p>What whisper.cpp 1.7.1 cannot do apart is refused: it carries previous text within a call
 * unless {@code max_text_context} is 0, which drops the initial prompt as well; {@code no_context}
 * empties the text between calls alone. Of prompt and previous text it takes the last 224 tokens,
 * and none at temperatures of 0.5 and more; beams are for temperature 0. A last second or less that
 * is left of a clip behind a window is not decoded.
 *
 * <p>Log lines of the engine go to the SLF4J logger {@code
 * io.humhelix.bench.backend.whisper.native}. Vulkan builds and failed assertions of ggml write to
 * the standard error stream themselves.
 *
 * <p>Thread-safe. Opening and closing wait for running calls on any model of this backend, since
 * whisper-jni does not guard its table of models.
 */
public final class WhisperJniProvider implements SutProvider {

  /** The id of this backend in definitions. */
  public static final String ID = "whisper-jni";

  /** Creates the provider; loads nothing. */
  public WhisperJniProvider() {
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
    return "whisper.cpp 1.7.1 in this process, through whisper-jni: nothing to install";
  }

  @Override
  public Availability probe() {
    return probe(Options.empty());
  }

  @Override
  public Availability probe(Options options) {
    try {
      NativeLibrary library = NativeLibrary.load(NativeBuild.of(options));
      return Availability.available(
          NativeLibrary.version() + ": " + library.systemInfo().text().strip());
    } catch (SutException e) {
      return Availability.unavailable(e.getMessage(), e.remedy());
    }
  }

  /** The real path of the native build's folder, or the id for the bundled one. */
  @Override
  public Optional<String> nativeBuild(Options options) {
    return Optional.of(NativeBuild.key(options));
  }

  /** Opens a model of one layer, written for it, on the device, and lets it say its one word. */
  @Override
  public Optional<Availability> probeDevice(Device device, Options options) {
    try {
      NativeLibrary library = NativeLibrary.load(NativeBuild.of(options));
      return Optional.of(GpuChecks.here(library, WhisperOptions.of(options)).availability(device));
    } catch (SutException e) {
      return Optional.of(Availability.unavailable(e.getMessage(), e.remedy()));
    }
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Set.of(Capability.LANGUAGE, Capability.TRANSLATE),
        Set.of(Device.CPU.kind(), "cuda", "metal", "vulkan"),
        Arrays.stream(GgmlType.values()).map(GgmlType::computeType).collect(Collectors.toSet()));
  }

  @Override
  public List<OptionSpec> options() {
    return WhisperOptions.SPECS;
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return WhisperPreflight.of(request);
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    return open(request, () -> {});
  }

  /** The native library loads once per JVM, and is not part of loading a model. */
  @Override
  public Sut open(OpenRequest request, OpeningProgress progress) throws SutException {
    EngineOptions options = WhisperOptions.of(request.options());
    NativeLibrary library = NativeLibrary.load(NativeBuild.of(request.options()));
    if (!request.spec().device().isCpu()) {
      library.hearGgml();
    }
    UsableModel model = UsableModel.of(ID, request);
    ModelHeader header = model.header();
    Options effective = options.with(header).effective();
    Optional<PromptUse> prompt = model.promptUse(ID, options);
    Options described = prompt.map(use -> use.addTo(effective)).orElse(effective);
    // The checks of the file are the harness's own care, and in no other program's load time.
    progress.loadBegins();
    return NativeGate.change(() -> open(request, options.with(header), described, library, model));
  }

  private static Sut open(
      OpenRequest request,
      EngineOptions options,
      Options described,
      NativeLibrary library,
      UsableModel model)
      throws SutException {
    OpenedModel opened;
    try {
      opened = library.open(model.file(), !request.spec().device().isCpu());
    } catch (IOException e) {
      throw new SutException(FailureKind.MODEL, "whisper-jni: " + e.getMessage(), "", e);
    }
    List<String> log = opened.log();
    WhisperContext context =
        opened
            .context()
            .orElseThrow(
                () ->
                    EngineErrors.notOpened(
                        ID, model.file(), log, "Use a smaller model or compute type."));
    ComputeDevice device = ComputeDevice.of(log);
    Optional<SutException> refusal =
        WhisperOptions.deviceCheck(options.allowsSoftwareDevice())
            .refusal(request.spec().device(), device, log);
    if (refusal.isPresent()) {
      context.close();
      throw refusal.get();
    }
    return new WhisperSut(
        library, context, model.header(), options, effective(device, model.header(), described));
  }

  private static EffectiveSut effective(ComputeDevice device, ModelHeader header, Options options) {
    return new EffectiveSut(
        "whisper.cpp",
        NativeLibrary.version(),
        device.device(),
        device.provider(),
        header.type().computeType(),
        EngineOptions.inCommonWords(options, false));
  }
}
