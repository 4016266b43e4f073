package io.humhelix.bench.backend.onnx.session;

import ai.onnxruntime.OrtException;
import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.gpu.LibraryNeeds;
import io.humhelix.bench.result.Issue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out why an execution provider cannot work here: it was not built in, a library that it
 * needs is missing, or ONNX Runtime refuses its options.
 */
public final class ProviderCheck {

  private static final String CODE = "device-unavailable";

  /** What the CUDA provider of ONNX Runtime 1.29.0 in Maven and PyPI is linked against. */
  private static final List<String> CUDA_LIBRARIES =
      List.of(
          "libcublasLt.so.12",
          "libcublas.so.12",
          "libcurand.so.10",
          "libcufft.so.11",
          "libcudart.so.12",
          "libcudnn.so.9");

  private static final Pattern LINKER = Pattern.compile("(lib[\\w.+-]+\\.so[\\w.]*): cannot open");

  private static final String CUDA_REMEDY =
      "Maven's onnxruntime_gpu 1.29.0 needs CUDA 12 and cuDNN 9 on the linker's path"
          + " (LD_LIBRARY_PATH). On a host with CUDA 13, set native_path to onnxruntime/capi of the"
          + " Python package onnxruntime-gpu 1.29.0 for CUDA 13. Or use device: cpu.";

  private ProviderCheck() {}

  /**
   * Checks a provider. ONNX Runtime is asked to load it, so that its own word counts.
   *
   * @param library the native library
   * @param settings the provider with its options
   * @param device the device as the definition names it
   * @return why it cannot work, or empty
   */
  public static Optional<Issue> check(OrtLibrary library, SessionSettings settings, String device) {
    ExecutionProvider provider = settings.provider();
    if (!library.providers().contains(provider)) {
      return Optional.of(notBuiltIn(provider, device, library.providerNames()));
    }
    Optional<Issue> incomplete =
        library
            .folder()
            .flatMap(folder -> missingIn(folder, provider, device, LibraryFolders.here()));
    return incomplete.isPresent() ? incomplete : refused(settings, device);
  }

  static Issue notBuiltIn(ExecutionProvider provider, String device, String builtIn) {
    return Issue.error(
        CODE,
        "onnxruntime: device '"
            + device
            + "' was requested, but the native library was built without "
            + provider.displayed()
            + " (it has: "
            + builtIn
            + ").",
        provider.isCuda()
            ? "Replace onnxruntime with onnxruntime_gpu (Maven:"
                + " -Donnxruntime.artifact=onnxruntime_gpu), or set native_path to a build with "
                + provider.displayed()
                + ", or use device: cpu."
            : "Set native_path to a build of ONNX Runtime with "
                + provider.displayed()
                + ", or use device: cpu.");
  }

  /** Looks for what the provider's library in a folder needs, before anything is loaded. */
  static Optional<Issue> missingIn(
      Path folder, ExecutionProvider provider, String device, LibraryFolders search) {
    String name = provider.name().toLowerCase(Locale.ROOT);
    Path library = folder.resolve(System.mapLibraryName("onnxruntime_providers_" + name));
    if (!Files.isRegularFile(library)) {
      return provider.isCuda()
          ? Optional.of(
              Issue.error(
                  CODE,
                  "onnxruntime: native_path " + folder + " has no " + library.getFileName() + ".",
                  "Set native_path to a folder with the whole build."))
          : Optional.empty();
    }
    List<String> missing = LibraryNeeds.of(library, search).missing();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(notLoaded(provider, device, missing, ""));
  }

  private static Optional<Issue> refused(SessionSettings settings, String device) {
    try {
      settings.newOptions().close();
      return Optional.empty();
    } catch (OrtException | RuntimeException | LinkageError e) {
      return Optional.of(
          explained(
              settings.provider(), device, String.valueOf(e.getMessage()), LibraryFolders.here()));
    }
  }

  /** Turns ONNX Runtime's message into a reason with a remedy. */
  static Issue explained(
      ExecutionProvider provider, String device, String message, LibraryFolders search) {
    Matcher linker = LINKER.matcher(message);
    if (!linker.find()) {
      return Issue.error(
          CODE,
          "onnxruntime: "
              + provider.displayed()
              + " cannot be used for device '"
              + device
              + "': "
              + message.lines().findFirst().orElse("no reason given"),
          "Correct provider_options, or check the driver and the libraries of "
              + provider.displayed()
              + ".");
    }
    List<String> missing =
        provider.isCuda()
            ? CUDA_LIBRARIES.stream().filter(name -> search.find(name).isEmpty()).toList()
            : List.of(linker.group(1));
    return notLoaded(
        provider,
        device,
        missing.contains(linker.group(1)) ? missing : List.of(linker.group(1)),
        message.lines().findFirst().orElse(""));
  }

  private static Issue notLoaded(
      ExecutionProvider provider, String device, List<String> missing, String message) {
    return Issue.error(
        CODE,
        "onnxruntime: device '"
            + device
            + "' was requested, but "
            + provider.displayed()
            + " does not load: missing "
            + String.join(", ", missing)
            + (message.isEmpty() ? "" : " (" + message + ")")
            + ".",
        provider.isCuda()
            ? CUDA_REMEDY
            : "Put the libraries on the linker's path, or use device: cpu.");
  }
}
