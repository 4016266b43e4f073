package io.humhelix.bench.backend.fasterwhisper;

import io.humhelix.bench.internal.program.ProgramSut;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The backend {@code faster-whisper}: CTranslate2's Whisper through faster-whisper, in its own
 * Python process. The option {@code python} names the interpreter.
 *
 * <p>faster-whisper decodes lazily: the inference time ends when {@code transcribe()} returns, the
 * transcription time when the last segment has arrived; each segment arrives as it is decoded. The
 * load time is that of the model alone; the start of Python is in no metric. Audio is passed as
 * decoded samples, before the clock starts.
 *
 * <p>On a device other than the processor one empty window is encoded when the model is loaded,
 * before any call and outside the load time: CTranslate2 opens cuBLAS at its first use. cuBLAS is
 * looked for where people have it, and loaded by its path ({@code cuda_libraries}).
 *
 * <p>Models are looked up in the models folder, {@code download_root}, and the Hugging Face cache.
 * Nothing is downloaded, since that would be measured as a load. The effective device and compute
 * type are those that CTranslate2's model reports.
 *
 * <p>Thread-safe. Up to {@code num_workers} calls run at once.
 */
public final class FasterWhisperProvider implements SutProvider {

  /** The id of this backend in definitions. */
  public static final String ID = "faster-whisper";

  /** Creates the provider; starts nothing. */
  public FasterWhisperProvider() {
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
    return "faster-whisper (CTranslate2) in a Python process";
  }

  @Override
  public Availability probe() {
    return probe(Options.empty());
  }

  @Override
  public Availability probe(Options options) {
    try {
      Interpreter found = Interpreter.ask(new FasterWhisperOptions(options));
      return Availability.available(
          found.version()
              + "; "
              + found.python()
              + "; CUDA devices: "
              + found.cudaDevices()
              + "; compute types: "
              + found.computeTypes());
    } catch (SutException e) {
      return Availability.unavailable(e.getMessage(), e.remedy());
    }
  }

  /** {@inheritDoc} The engine is a Python process. */
  @Override
  public Optional<String> nativeBuild(Options options) {
    return Optional.empty();
  }

  @Override
  public Optional<Availability> probeDevice(Device device, Options options) {
    return Optional.of(DeviceTrial.of(device, new FasterWhisperOptions(options)));
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        EnumSet.complementOf(EnumSet.of(Capability.STREAMING_INPUT)),
        Set.of("cpu", "cuda"),
        Set.of());
  }

  @Override
  public List<OptionSpec> options() {
    return FasterWhisperOptions.SPECS;
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return FasterWhisperPreflight.of(request);
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    return open(request, () -> {});
  }

  @Override
  public Sut open(OpenRequest request, OpeningProgress progress) throws SutException {
    FasterWhisperOptions options = new FasterWhisperOptions(request.options());
    Interpreter interpreter = Interpreter.ask(options);
    FasterWhisperModel model =
        FasterWhisperModel.locate(
            request, options.downloadRoot(), interpreter.repositories(), System.getenv());
    if (model.issue().isPresent()) {
      throw new SutException(
          FailureKind.MODEL, model.issue().get().message(), model.issue().get().remedy());
    }
    return ProgramSut.open(
        Interpreter.start(options),
        options.startTimeout(),
        request,
        model.folder(),
        settings(request, options, interpreter),
        progress);
  }

  private static Options settings(
      OpenRequest request, FasterWhisperOptions options, Interpreter interpreter) {
    Options settings = options.handedOver();
    if (!request.spec().device().kind().equals("cuda")) {
      return settings;
    }
    CudaLibraries libraries =
        CudaLibraries.of(interpreter, CudaLibraries.folders(options, interpreter));
    return settings.with(FasterWhisperOptions.PRELOAD, libraries.asRequest());
  }
}
