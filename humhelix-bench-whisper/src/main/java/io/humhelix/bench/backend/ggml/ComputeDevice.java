package io.humhelix.bench.backend.ggml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where whisper.cpp really works, as its log of opening a model tells. It goes on with the CPU when
 * a GPU cannot be used, so the GPU counts only if its backend started and the weights lie there.
 *
 * @param device {@code cpu}, or a kind with an index where the log has one, such as {@code cuda:0}
 * @param engineName what the engine calls what does the work, such as {@code CPU, BLAS}
 * @param card the name of the card or driver where the log has it, such as {@code NVIDIA L4}
 * @param software whether the card is a driver that works on the processor
 * @param reason the log line that decided
 */
public record ComputeDevice(
    String device, String engineName, Optional<String> card, boolean software, String reason) {

  private static final Pattern GPU_BACKEND =
      Pattern.compile("whisper_backend_init_gpu: using (\\S+) backend");

  private static final Pattern GPU_FAILURE =
      Pattern.compile(
          "no GPU found|falling back to CPU|failed to initialize \\S+ backend"
              + "|ggml_backend_(?!blas)\\w+_init\\(\\) failed");

  /** A name of ggml's own, or in a Vulkan build of 1.7.1 that of the card, blanks included. */
  private static final Pattern WEIGHTS =
      Pattern.compile("whisper_model_load:\\s+(\\S.*?) total size =");

  private static final Pattern BUFFER =
      Pattern.compile("(CPU|CUDA|ROCm|MUSA|HIP|Metal|MTL|SYCL|CANN|Vulkan)(\\d*)(?:_\\w+)?");

  private static final Pattern NAME = Pattern.compile("([A-Za-z]+)\\d*");

  /** The only device that whisper-jni can ask for is the first. */
  private static final Pattern ASKED_INDEX = Pattern.compile("no_state: gpu_device = (\\d+)");

  private static final Pattern CUDA_CARD =
      Pattern.compile("^\\s*Device (\\d+): (.+?), compute capability ");

  private static final Pattern METAL_CARD =
      Pattern.compile("ggml_metal_init: GPU name:\\s+(\\S.*?)\\s*$");

  /** Written to the standard error stream by 1.7.1, and to the log by later versions. */
  private static final Pattern VULKAN_CARD =
      Pattern.compile("(?:ggml_vulkan: (\\d+) = |Vulkan(\\d+): )(.+?)(?: \\([^()]*\\))? \\| uma: ");

  private static final Pattern CPU_TYPE = Pattern.compile("ggml_vulkan: .*Device type is CPU");

  private static final Pattern SOFTWARE =
      Pattern.compile(
          "llvmpipe|lavapipe|softpipe|swiftshader|swrast|basic render|\\bWARP\\b",
          Pattern.CASE_INSENSITIVE);

  /** The engine's names in lower case where ours differ. */
  private static final Map<String, String> KINDS = Map.of("mtl", "metal", "hip", "rocm");

  /**
   * Decides.
   *
   * @param log the lines of opening one model
   * @return the device; the CPU unless a GPU is certain
   */
  public static ComputeDevice of(List<String> log) {
    String gpu = null;
    String weights = null;
    String reason = "the log names no GPU backend";
    for (String line : log) {
      Matcher backend = GPU_BACKEND.matcher(line);
      Matcher buffer = WEIGHTS.matcher(line);
      if (backend.find()) {
        gpu = backend.group(1);
        reason = line;
      } else if (GPU_FAILURE.matcher(line).find()) {
        gpu = null;
        reason = line;
      } else if (buffer.find()) {
        weights = buffer.group(1);
        if (gpu == null && !kind(weights).equals("cpu")) {
          reason = line;
        }
      }
    }
    if (gpu != null && weights != null && isOf(gpu, weights)) {
      return onGpu(gpu, weights, log, reason);
    }
    if (gpu != null) {
      reason = "backend " + gpu + " started, but the weights lie in " + weights + " memory";
    }
    return new ComputeDevice("cpu", withHelpers("CPU", log), Optional.empty(), false, reason);
  }

  private static ComputeDevice onGpu(String gpu, String weights, List<String> log, String reason) {
    boolean card = !BUFFER.matcher(weights).matches();
    String kind = card ? kind(gpu) : kind(weights);
    String index = card ? first(log, ASKED_INDEX, 1).orElse("") : index(weights);
    Optional<String> name =
        card ? Optional.of(weights) : cardName(kind, index.isEmpty() ? "0" : index, log);
    boolean software =
        name.filter(text -> SOFTWARE.matcher(text).find()).isPresent()
            || (kind.equals("vulkan") && first(log, CPU_TYPE, 0).isPresent());
    return new ComputeDevice(
        index.isEmpty() ? kind : kind + ":" + index,
        withHelpers(displayed(kind, gpu), log),
        name,
        software,
        reason);
  }

  /** HIP's builds say "using CUDA backend" and keep their weights in memory ROCm0. */
  private static boolean isOf(String gpu, String weights) {
    if (!BUFFER.matcher(weights).matches()) {
      return kind(gpu).equals("vulkan");
    }
    String kind = kind(weights);
    return kind.equals(kind(gpu))
        || (kind(gpu).equals("cuda") && (kind.equals("rocm") || kind.equals("musa")));
  }

  private static Optional<String> cardName(String kind, String index, List<String> log) {
    return switch (kind) {
      case "metal" -> first(log, METAL_CARD, 1);
      case "vulkan" ->
          log.stream()
              .map(VULKAN_CARD::matcher)
              .filter(Matcher::find)
              .filter(found -> index.equals(found.group(1)) || index.equals(found.group(2)))
              .map(found -> found.group(3))
              .findFirst();
      default ->
          log.stream()
              .map(CUDA_CARD::matcher)
              .filter(Matcher::find)
              .filter(found -> found.group(1).equals(index))
              .map(found -> found.group(2))
              .findFirst();
    };
  }

  private static Optional<String> first(List<String> log, Pattern pattern, int group) {
    return log.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(group))
        .findFirst();
  }

  /**
   * Returns whether a line names a card of CUDA, which ggml writes once in the life of a process.
   *
   * @param line of a log
   * @return whether it does
   */
  public static boolean namesCard(String line) {
    return CUDA_CARD.matcher(line).find();
  }

  /**
   * Returns this device with the name that the library itself lists for it.
   *
   * @param name of the card or driver
   * @return a software device if the name is that of one
   */
  public ComputeDevice withCard(String name) {
    return new ComputeDevice(
        device, engineName, Optional.of(name), software || SOFTWARE.matcher(name).find(), reason);
  }

  /**
   * Returns the kind without an index.
   *
   * @return such as {@code cuda}
   */
  public String kind() {
    return kind(device);
  }

  /**
   * Returns what does the work, for results.
   *
   * @return the engine's names, the card, and whether it is software
   */
  public String provider() {
    return engineName
        + card.map(name -> " on " + name).orElse("")
        + (software ? " (software device)" : "");
  }

  /**
   * Returns the device with its card.
   *
   * @return half a line for people
   */
  public String described() {
    return device + card.map(name -> " (" + name + ")").orElse("");
  }

  private static String withHelpers(String main, List<String> log) {
    boolean blas =
        log.stream().anyMatch(line -> line.contains("using BLAS backend"))
            && log.stream().noneMatch(line -> line.contains("ggml_backend_blas_init() failed"));
    boolean coreMl = log.stream().anyMatch(line -> line.contains("Core ML model loaded"));
    return main + (blas ? ", BLAS" : "") + (coreMl ? ", Core ML" : "");
  }

  private static String displayed(String kind, String backend) {
    Matcher name = NAME.matcher(backend);
    String plain = name.matches() ? name.group(1) : backend;
    return kind.equals(kind(plain)) ? plain : kind.toUpperCase(Locale.ROOT);
  }

  private static String index(String buffer) {
    Matcher name = BUFFER.matcher(buffer);
    return name.matches() ? name.group(2) : "";
  }

  private static String kind(String name) {
    Matcher matcher = BUFFER.matcher(name);
    String word = matcher.matches() ? matcher.group(1) : name.replaceAll("[\\d:].*", "");
    String lower = word.toLowerCase(Locale.ROOT);
    return KINDS.getOrDefault(lower, lower);
  }
}
