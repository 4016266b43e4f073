package io.humhelix.bench.internal.process;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What of the environment a process gets: what engines and their runtimes need to be found and set
 * up. Everything else, tokens and keys above all, stays out: what is not there cannot leak.
 */
public final class AllowedEnvironment {

  /** Folders and models of Hugging Face may be found; its token may not. */
  private static final Pattern ALLOWED =
      Pattern.compile(
          "PATH|HOME|USER|LOGNAME|LANG|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP"
              + "|LD_LIBRARY_PATH|DYLD_(FALLBACK_)?LIBRARY_PATH|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT"
              + "|CUDA_[A-Z0-9_]+|NVIDIA_[A-Z0-9_]+|ROCR?_[A-Z0-9_]+|HIP_[A-Z0-9_]+|HSA_[A-Z0-9_]+"
              + "|OMP_[A-Z_]+|MKL_[A-Z_]+|OPENBLAS_[A-Z0-9_]+|CT2_[A-Z0-9_]+|ORT_[A-Z_]+|GGML_[A-Z0-9_]+"
              + "|HF_HOME|HF_HUB_CACHE|HUGGINGFACE_HUB_CACHE|HF_HUB_OFFLINE|TRANSFORMERS_OFFLINE"
              + "|XDG_CACHE_HOME|XDG_DATA_HOME|VIRTUAL_ENV|CONDA_PREFIX|PYTHONPATH|PYTHONHOME");

  private AllowedEnvironment() {}

  /**
   * Chooses from an environment.
   *
   * @param environment such as {@link System#getenv()}
   * @param further names that are allowed too
   */
  public static Map<String, String> of(Map<String, String> environment, List<String> further) {
    Map<String, String> chosen = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (ALLOWED.matcher(name).matches() || further.contains(name)) {
            chosen.put(name, value);
          }
        });
    return chosen;
  }
}
