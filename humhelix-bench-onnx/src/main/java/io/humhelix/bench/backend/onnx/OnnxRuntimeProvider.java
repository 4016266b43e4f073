package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.decode.Transcriber;
import io.humhelix.bench.backend.onnx.model.CheckedFolder;
import io.humhelix.bench.backend.onnx.model.GraphVariant;
import io.humhelix.bench.backend.onnx.model.ModelLocation;
import io.humhelix.bench.backend.onnx.model.ModelReader;
import io.humhelix.bench.backend.onnx.model.NetworkSizes;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.backend.onnx.runtime.RuntimeNetwork;
import io.humhelix.bench.backend.onnx.session.CudaLibraries;
import io.humhelix.bench.backend.onnx.session.ExecutionProvider;
import io.humhelix.bench.backend.onnx.session.OrtLibrary;
import io.humhelix.bench.backend.onnx.session.ProviderCheck;
import io.humhelix.bench.backend.onnx.session.SessionSettings;
import io.humhelix.bench.backend.onnx.session.SoftwareDevice;
import io.humhelix.bench.backend.onnx.tokens.Tokenizer;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
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
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backend {@code onnxruntime}: Whisper on ONNX Runtime inside this JVM, on the CPU and on the
 * devices of its execution providers.
 *
 * <p>A model is a folder as Hugging Face Optimum exports it and onnx-community publishes it: {@code
 * config.json}, {@code generation_config.json}, {@code preprocessor_config.json}, {@code
 * tokenizer.json}, and in {@code onnx} or in the same folder {@code encoder_model*.onnx} with
 * {@code decoder_model_merged*.onnx}, or with {@code decoder_model*.onnx} and {@code
 * decoder_with_past_model*.onnx}. It is found by name in the models folder ({@code tiny.en} finds
 * {@code whisper-tiny.en} and {@code onnx-community/whisper-tiny.en}, also in the layout of Hugging
 * Face's cache), by {@code organisation/name}, or by path. The compute type selects the files'
 * suffix: {@code float32} none, {@code float16} {@code _fp16}, {@code int8} {@code _int8} and so
 * on; {@code default} takes the most precise one that both networks have.
 *
 * <p>The device selects the execution provider: {@code cuda} CUDA, or with the option {@code
 * execution_provider} TensorRT for the encoder and CUDA for the decoder, for whose growing inputs
 * TensorRT would build engines within calls; {@code rocm}, {@code directml}, {@code coreml}, {@code
 * openvino}, {@code qnn} and {@code webgpu} need a build of ONNX Runtime with that provider (option
 * {@code native_path}) or a plug-in (option {@code ep_library}); {@code rocm} takes MIGraphX. After
 * loading, the backend asks ONNX Runtime which provider got which nodes, and refuses a model whose
 * work went elsewhere.
 *
 * <p>The released POM depends on {@code com.microsoft.onnxruntime:onnxruntime_gpu}, whose native
 * libraries work on the CPU too and on NVIDIA GPUs with CUDA 12 and cuDNN 9. For CPU only, replace
 * it with {@code onnxruntime} of the same version, which is smaller; with both on the class path
 * the backend refuses to work. On a host with CUDA 13, set {@code native_path} to the folder {@code
 * onnxruntime/capi} of a Python package onnxruntime-gpu of the same version, built for CUDA 13. A
 * JVM can load only one native library: the first one loaded stays, even if {@link #probe()} loaded
 * it. The system property {@code onnxruntime.native.path} selects it from the start.
 *
 * <p>Greedy search, the default, cost nothing on long audio where each window stood for itself, the
 * default as well: on 60 s of speech that comes twice, tiny.en in 8 bit has a word error rate of
 * 0.00 %. With {@code condition_on_previous_text: true} it skips four sentences: 36.43 %, as
 * OpenAI's rules give over the same files. Of prompt and previous text the last 223 tokens are
 * taken.
 *
 * <p>Not supported: voice activity detection; word timestamps with decoders that have no outputs
 * {@code cross_attentions.*}. Log lines of ONNX Runtime go to SLF4J. Its telemetry, on by default
 * in official builds, is switched off, unless the environment variable {@code
 * ORT_DISABLE_TELEMETRY} is set: then its value applies.
 *
 * <p>Thread-safe.
 */
public final class OnnxRuntimeProvider implements SutProvider {

  /** The id of this backend in definitions. */
  public static final String ID = "onnxruntime";

  private static final Logger LOG = LoggerFactory.getLogger(OnnxRuntimeProvider.class);

  /** Creates the provider; loads nothing. */
  public OnnxRuntimeProvider() {
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
    return "Whisper on ONNX Runtime, in this process";
  }

  @Override
  public Availability probe() {
    return probe(Options.empty());
  }

  /** {@inheritDoc} With {@code native_path}, of the build that it names. */
  @Override
  public Availability probe(Options options) {
    try {
      OrtLibrary library = OrtLibrary.load(options.text(OnnxOptions.NATIVE_PATH));
      return Availability.available(
          "ONNX Runtime "
              + library.version()
              + " with "
              + library.providerNames()
              + library.folder().map(folder -> " from " + folder).orElse(""));
    } catch (SutException e) {
      return Availability.unavailable(e.getMessage(), e.remedy());
    }
  }

  /**
   * {@inheritDoc} With {@code native_path}, the real folder of the build. A process keeps the
   * plug-in that it registered and the libraries of CUDA that it loaded first, so these options
   * count too.
   */
  @Override
  public Optional<String> nativeBuild(Options options) {
    return Optional.of(
        Stream.concat(
                Stream.of(
                    options
                        .text(OnnxOptions.NATIVE_PATH)
                        .map(OnnxRuntimeProvider::realPath)
                        .orElse(ID)),
                Stream.of(OnnxOptions.EP_LIBRARY, OnnxOptions.CUDA_LIBRARIES)
                    .flatMap(name -> options.get(name).stream().map(value -> name + " " + value)))
            .collect(Collectors.joining(", ")));
  }

  private static String realPath(String named) {
    try {
      return Path.of(named).toRealPath().toString();
    } catch (IOException | InvalidPathException e) {
      return named;
    }
  }

  @Override
  public Optional<Availability> probeDevice(Device device, Options options) {
    return Optional.of(DeviceProbe.of(device, OnnxOptions.of(options)));
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Set.of(
            Capability.LANGUAGE,
            Capability.TRANSLATE,
            Capability.WORD_TIMESTAMPS,
            Capability.DEVICE_INDEX,
            Capability.PARTIAL_RESULTS),
        Arrays.stream(ExecutionProvider.values())
            .flatMap(provider -> provider.deviceKinds().stream())
            .collect(Collectors.toSet()),
        Set.copyOf(GraphVariant.words()));
  }

  @Override
  public List<OptionSpec> options() {
    return OnnxOptions.SPECS;
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return OnnxPreflight.of(request);
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    return open(request, () -> {});
  }

  /**
   * {@inheritDoc}
   *
   * <p>The load begins when the native libraries are loaded and tried, which a JVM does once: in
   * fresh JVMs on two busy cores that took 0.5 s of a first opening of 2.0 s. The first load is
   * still longer than later ones (1.6 s against 0.5 to 0.7 s there): Java loads and interprets the
   * classes that read the model.
   */
  @Override
  public Sut open(OpenRequest request, OpeningProgress progress) throws SutException {
    OnnxOptions options = OnnxOptions.of(request.options());
    OrtLibrary library = OrtLibrary.load(options.text(OnnxOptions.NATIVE_PATH));
    Device device = request.spec().device();
    SessionPlan plan = SessionPlan.of(device, options);
    SessionSettings settings =
        plan.settings().orElseThrow(() -> failure(FailureKind.DEVICE, plan.issues()));
    if (settings.provider() != ExecutionProvider.CPU) {
      Optional<Issue> unavailable =
          ProviderCheck.check(library, settings, device.toString(), options.sources());
      if (unavailable.isPresent()) {
        throw failure(FailureKind.DEVICE, List.of(unavailable.get()));
      }
    }
    Optional<String> software = software(options, settings, device);
    WhisperModel model = model(request, options);
    // The checks of the files are the harness's own care, and in no other program's load time.
    progress.loadBegins();
    Tokenizer tokenizer = Tokenizer.read(model.tokenizer());
    RuntimeNetwork network = network(model, options, settings);
    try {
      NodeAssignment assignment =
          new NodeAssignment(settings.provider(), network.assignment(), operators(model));
      Optional<SutException> refusal = assignment.refusal(device.toString());
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      if (assignment.elsewhere() > 0) {
        LOG.warn(
            "{} leaves {} matrix operations of {} to other providers: {}",
            settings.provider().displayed(),
            assignment.elsewhere(),
            model.folder(),
            assignment.described());
      }
      EffectiveSut effective =
          new EffectiveSut(
              "ONNX Runtime",
              library.version(),
              device.isCpu() ? device.kind() : device.kind() + ":" + settings.deviceIndex(),
              assignment.described()
                  + software.map(name -> " on " + name + " (software device)").orElse(""),
              model.graphs().computeType(),
              withLibraries(
                  settings,
                  new EffectiveSettings(settings)
                      .addTo(
                          PromptUse.of(options, model, tokenizer)
                              .map(use -> use.addTo(options.effective()))
                              .orElse(options.effective())
                              .with(
                                  OnnxOptions.PAD_LAST_BATCH,
                                  SessionPlan.padsLastBatch(settings, options)),
                          model.graphs(),
                          network.memory())));
      Transcriber transcriber =
          new Transcriber(
              DecodingPlan.config(model.config(), options),
              tokenizer,
              network,
              DecodingPlan.of(options, SessionPlan.padsLastBatch(settings, options)));
      return new OnnxSut(model, network, transcriber, effective);
    } catch (SutException | RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** Which of NVIDIA's libraries do the work, since they decide how fast it is. */
  private static Options withLibraries(SessionSettings settings, Options effective) {
    Options all = effective;
    if (settings.provider().isCuda()) {
      for (Map.Entry<String, Object> fact : CudaLibraries.inUse().entrySet()) {
        all = all.with(fact.getKey(), fact.getValue());
      }
    }
    return all;
  }

  private static Optional<String> software(
      OnnxOptions options, SessionSettings settings, Device device) throws SutException {
    Optional<String> software = SoftwareDevice.of(settings.provider());
    boolean allowed = options.allowsSoftwareDevice();
    if (software.isPresent() && !allowed) {
      throw failure(
          FailureKind.DEVICE,
          List.of(SoftwareDevice.issue(software.get(), device.toString(), false)));
    }
    return software;
  }

  private static Map<String, Map<String, Integer>> operators(WhisperModel model) {
    return model.graphs().all().stream()
        .collect(
            Collectors.toMap(
                graph -> graph.path().getFileName().toString(),
                graph -> graph.signature().operators()));
  }

  private static RuntimeNetwork network(
      WhisperModel model, OnnxOptions options, SessionSettings settings) throws SutException {
    NetworkSizes sizes = model.config().sizes();
    return RuntimeNetwork.load(
        model.graphs(),
        sizes,
        settings::newOptions,
        SessionPlan.memory(settings, options),
        SessionPlan.arenas(settings, options));
  }

  private static WhisperModel model(OpenRequest request, OnnxOptions options) throws SutException {
    ModelLocation located = ModelLocation.locate(request.spec().model(), request.models());
    Path folder =
        located
            .folder()
            .orElseThrow(() -> failure(FailureKind.MODEL, located.issue().stream().toList()));
    ModelReader reading = CheckedFolder.read(folder, options.graphs(request.spec().computeType()));
    return reading.model().orElseThrow(() -> failure(FailureKind.MODEL, reading.issues()));
  }

  private static SutException failure(FailureKind kind, List<Issue> issues) {
    Issue first = issues.get(0);
    return new SutException(kind, first.message(), first.remedy());
  }
}
