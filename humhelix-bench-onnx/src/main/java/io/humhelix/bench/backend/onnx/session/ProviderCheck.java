package io.humhelix.bench.backend.onnx.session;

import ai.onnxruntime.OrtException;
import io.humhelix.bench.backend.onnx.runtime.KeptEnvironment;
import io.humhelix.bench.gpu.DeviceErrors;
import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.gpu.LibraryNeeds;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out why an execution provider cannot work here: it was not built in, a library that it
 * needs is missing, its plug-in lists no such device, or ONNX Runtime refuses its options. What is
 * found on the way is loaded.
 */
public final class ProviderCheck {

  private static final String CODE = "device-unavailable";
  private static final Pattern LINKER = Pattern.compile("(lib[\\w.+-]+\\.so[\\w.]*): cannot open");

  private final SessionSettings settings;
  private final String device;
  private final LibraryFolders folders;

  /**
   * A check of one provider.
   *
   * @param settings the provider with its options
   * @param device the device as the definition names it
   * @param folders where libraries are looked for
   */
  ProviderCheck(SessionSettings settings, String device, LibraryFolders folders) {
    this.settings = settings;
    this.device = device;
    this.folders = folders;
  }

  /** ONNX Runtime's own attempt to load a provider. */
  interface Attempt {
    void run() throws OrtException;
  }

  /**
   * Checks a provider. ONNX Runtime is asked to load it, so that its own word counts.
   *
   * @param library the native library
   * @param settings the provider with its options
   * @param device the device as the definition names it
   * @param sources where the definition says that libraries lie
   * @return why it cannot work, or empty
   */
  public static Optional<Issue> check(
      OrtLibrary library, SessionSettings settings, String device, ProviderSources sources) {
    ProviderLibraries own = new ProviderLibraries(library.folder());
    LibraryFolders folders = LibraryFolders.here().withOption(sources.cudaLibraries());
    if (library.folder().isPresent()) {
      folders = folders.near(library.folder().get());
    }
    ProviderCheck check = new ProviderCheck(settings, device, folders);
    try {
      if (settings.provider() != ExecutionProvider.CPU) {
        KeptEnvironment.keep();
      }
      Optional<PluginLibrary> plugin = sources.plugin().or(() -> own.pluginOf(settings.provider()));
      if (plugin.isPresent()) {
        return check.ofPlugin(plugin.get());
      }
    } catch (SutException e) {
      return Optional.of(Issue.error(CODE, e.getMessage(), e.remedy()));
    }
    if (!library.providers().contains(settings.provider())) {
      return Optional.of(notBuiltIn(settings.provider(), device, library.providerNames()));
    }
    return check.builtIn(
        library.folder(), () -> own.of(settings.provider()), () -> settings.newOptions().close());
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
                + ", or ep_library to a plug-in that brings it, or use device: cpu.");
  }

  /** A plug-in: what it needs, whether it can be registered, and which devices it lists. */
  private Optional<Issue> ofPlugin(PluginLibrary plugin) throws SutException {
    LibraryNeeds needs = LibraryNeeds.of(plugin.file(), folders);
    if (!needs.missing().isEmpty()) {
      return Optional.of(
          CudaLibraries.missing(settings.provider(), needs.missing(), folders, device, ""));
    }
    plugin.register();
    try {
      if (PluginLibrary.devices(settings.provider()).isEmpty()) {
        return Optional.of(
            Issue.error(
                CODE,
                "onnxruntime: device '"
                    + device
                    + "' was requested, but "
                    + plugin.file().getFileName()
                    + " lists no device for "
                    + settings.provider().displayed()
                    + "; ONNX Runtime lists: "
                    + PluginLibrary.described()
                    + ".",
                "Check the card's driver, or choose execution_provider and device from this list."));
      }
    } catch (OrtException e) {
      return Optional.of(explained(String.valueOf(e.getMessage())));
    }
    return failure(() -> settings.newOptions().close()).map(this::explained);
  }

  /**
   * A provider that was built in.
   *
   * @param folder that of the native build; empty for the jar's, whose provider is unpacked when it
   *     is asked for
   * @param libraries the provider's own libraries, as far as they are there
   * @param attempt loads the provider
   */
  Optional<Issue> builtIn(Optional<Path> folder, Supplier<List<Path>> libraries, Attempt attempt) {
    List<Path> files = libraries.get();
    if (folder.isPresent() && files.isEmpty() && settings.provider().isCuda()) {
      return Optional.of(
          Issue.error(
              CODE,
              "onnxruntime: native_path "
                  + folder.get()
                  + " has no "
                  + ProviderLibraries.fileName(settings.provider())
                  + ".",
              "Set native_path to a folder with the whole build."));
    }
    Optional<Issue> missing = prepared(files);
    if (missing.isPresent()) {
      return missing;
    }
    Optional<String> failure = failure(attempt);
    if (files.isEmpty() && settings.provider().isCuda()) {
      missing = prepared(libraries.get());
      if (missing.isPresent()) {
        return missing;
      }
      failure = failure.isPresent() ? failure(attempt) : failure;
    }
    return failure.map(this::explained);
  }

  private Optional<Issue> prepared(List<Path> files) {
    if (settings.provider().isCuda()) {
      return files.isEmpty()
          ? Optional.empty()
          : CudaLibraries.prepare(settings, files, folders, device);
    }
    List<String> missing =
        files.stream().flatMap(file -> LibraryNeeds.of(file, folders).missing().stream()).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(CudaLibraries.missing(settings.provider(), missing, folders, device, ""));
  }

  private static Optional<String> failure(Attempt attempt) {
    try {
      attempt.run();
      return Optional.empty();
    } catch (OrtException | RuntimeException | LinkageError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Turns ONNX Runtime's message into a reason with a remedy.
   *
   * @param settings the provider with its options
   * @param device the device as the definition names it
   * @param message ONNX Runtime's words
   * @return the issue
   */
  public static Issue explained(SessionSettings settings, String device, String message) {
    return new ProviderCheck(settings, device, LibraryFolders.here()).explained(message);
  }

  Issue explained(String message) {
    ExecutionProvider provider = settings.provider();
    Matcher linker = LINKER.matcher(message);
    if (linker.find()) {
      return CudaLibraries.missing(provider, List.of(linker.group(1)), folders, device, "");
    }
    Optional<DeviceErrors.DeviceError> known = DeviceErrors.find(message);
    return known.isPresent()
        ? refused(provider, device, known.get().reason(), known.get().remedy())
        : refused(
            provider,
            device,
            firstLine(message),
            "Correct provider_options, or check the driver and the libraries of "
                + provider.displayed()
                + ".");
  }

  static Issue refused(ExecutionProvider provider, String device, String reason, String remedy) {
    return Issue.error(
        CODE,
        "onnxruntime: device '"
            + device
            + "' was requested, but "
            + provider.displayed()
            + " cannot be used: "
            + (reason.endsWith(".") ? reason : reason + "."),
        remedy);
  }

  static String firstLine(String message) {
    return String.valueOf(message).strip().lines().findFirst().orElse("no reason given");
  }
}
