package io.humhelix.bench.backend.whisper;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where whisper.cpp really works, as its log of opening a model tells. It goes on with the CPU when
 * a GPU cannot be used, so the GPU counts only if its backend started and the weights lie there.
 *
 * @param device {@code cpu}, or a kind with an index where the log has one, such as {@code cuda:0}
 * @param provider the engine's names of what does the work, such as {@code CPU} or {@code CUDA}
 * @param reason the log line that decided
 */
record ComputeDevice(String device, String provider, String reason) {

  private static final Pattern GPU_BACKEND =
      Pattern.compile("whisper_backend_init_gpu: using (\\S+) backend");

  private static final Pattern GPU_FAILURE =
      Pattern.compile(
          "no GPU found|falling back to CPU|failed to initialize \\S+ backend"
              + "|ggml_backend_(?!blas)\\w+_init\\(\\) failed");

  private static final Pattern WEIGHTS =
      Pattern.compile("whisper_model_load:\\s+(\\S+) total size =");

  private static final Pattern NAME = Pattern.compile("([A-Za-z]+)(\\d*).*");

  /** The engine's names in lower case where ours differ. */
  private static final Map<String, String> KINDS = Map.of("mtl", "metal", "hip", "rocm");

  /**
   * Decides.
   *
   * @param log the lines of opening one model
   * @return the device; the CPU unless a GPU is certain
   */
  static ComputeDevice of(List<String> log) {
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
        if (gpu == null && isGpu(weights)) {
          reason = line;
        }
      }
    }
    if (gpu != null && weights != null && kind(gpu).equals(kind(weights))) {
      return new ComputeDevice(name(weights), provider(displayed(gpu), log), reason);
    }
    if (gpu != null) {
      reason = "backend " + gpu + " started, but the weights lie in " + weights + " memory";
    }
    return new ComputeDevice("cpu", provider("CPU", log), reason);
  }

  /** The kind without an index. */
  String kind() {
    return kind(device);
  }

  private static String provider(String main, List<String> log) {
    boolean blas =
        log.stream().anyMatch(line -> line.contains("using BLAS backend"))
            && log.stream().noneMatch(line -> line.contains("ggml_backend_blas_init() failed"));
    boolean coreMl = log.stream().anyMatch(line -> line.contains("Core ML model loaded"));
    return main + (blas ? ", BLAS" : "") + (coreMl ? ", Core ML" : "");
  }

  private static boolean isGpu(String buffer) {
    return !kind(buffer).equals("cpu");
  }

  private static String displayed(String backend) {
    Matcher name = NAME.matcher(backend);
    return name.matches() ? name.group(1) : backend;
  }

  private static String name(String buffer) {
    Matcher name = NAME.matcher(buffer);
    return name.matches() && !name.group(2).isEmpty()
        ? kind(buffer) + ":" + name.group(2)
        : kind(buffer);
  }

  private static String kind(String name) {
    Matcher matcher = NAME.matcher(name);
    String word = (matcher.matches() ? matcher.group(1) : name).toLowerCase(Locale.ROOT);
    return KINDS.getOrDefault(word, word);
  }
}
