package io.humhelix.bench.internal.process;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which environment variables workers and programs get: an allow-list, so that an engine that can
 * be made to read what it should not finds no credentials there.
 */
public final class AllowedEnvironment {

  private static final Set<String> NAMES =
      Set.of(
          // Users and places.
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "LANG",
          "LANGUAGE",
          "TZ",
          "TMPDIR",
          "TMP",
          "TEMP",
          "XDG_CACHE_HOME",
          "XDG_CONFIG_HOME",
          "XDG_DATA_HOME",
          "JAVA_HOME",
          // Libraries.
          "LD_LIBRARY_PATH",
          "LD_PRELOAD",
          "GLIBC_TUNABLES",
          // Python and caches of models.
          "VIRTUAL_ENV",
          "CONDA_PREFIX",
          "PYTHONPATH",
          "PYTHONHOME",
          "HF_HOME",
          "HF_HUB_CACHE",
          "HF_HUB_OFFLINE",
          "HF_HUB_DISABLE_SYMLINKS",
          "HUGGINGFACE_HUB_CACHE",
          "TRANSFORMERS_CACHE",
          "TRANSFORMERS_OFFLINE",
          "TORCH_HOME",
          // Windows.
          "SYSTEMROOT",
          "SYSTEMDRIVE",
          "WINDIR",
          "COMSPEC",
          "PATHEXT",
          "USERPROFILE",
          "APPDATA",
          "LOCALAPPDATA",
          "PROGRAMDATA",
          "PROGRAMFILES",
          "NUMBER_OF_PROCESSORS",
          "PROCESSOR_ARCHITECTURE");

  private static final List<String> PREFIXES =
      List.of(
          "LC_",
          "DYLD_",
          "CUDA_",
          "NVIDIA_",
          "CUDNN_",
          "CUBLAS_",
          "NCCL_",
          "HIP_",
          "ROCR_",
          "ROCM_",
          "HSA_",
          "ZE_",
          "ONEAPI_",
          "GGML_",
          "WHISPER_",
          "ORT_",
          "CT2_",
          "OMP_",
          "GOMP_",
          "KMP_",
          "MKL_",
          "OPENBLAS_",
          "BLIS_",
          "MALLOC_");

  /** A name under a known prefix may still be that of a credential, as NVIDIA_API_KEY is. */
  private static final Pattern SECRET =
      Pattern.compile(".*(TOKEN|SECRET|PASSW|CREDENTIAL|_KEY|APIKEY|AUTH).*");

  private AllowedEnvironment() {}

  /**
   * Chooses what they get.
   *
   * @param all such as {@link System#getenv()}
   * @param more names that a definition adds; they are taken at its word
   */
  public static Map<String, String> of(Map<String, String> all, List<String> more) {
    Map<String, String> chosen = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          if (isAllowed(name.toUpperCase(Locale.ROOT)) || more.contains(name)) {
            chosen.put(name, value);
          }
        });
    return chosen;
  }

  private static boolean isAllowed(String name) {
    return (NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith))
        && !SECRET.matcher(name).matches();
  }
}
