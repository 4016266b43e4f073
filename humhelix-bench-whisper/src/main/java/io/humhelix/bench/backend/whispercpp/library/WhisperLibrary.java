package io.humhelix.bench.backend.whispercpp.library;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import io.humhelix.bench.backend.ggml.EngineErrors;
import io.humhelix.bench.backend.ggml.LoadedLibraries;
import io.humhelix.bench.backend.ggml.NativeLog;
import io.humhelix.bench.gpu.Preload;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A loaded libwhisper. One per JVM: ggml keeps devices and its log in globals, and the dynamic
 * linker would give a second library the first one's ggml. Thread-safe.
 */
public final class WhisperLibrary {

  /** The SLF4J logger that gets the lines of whisper.cpp and ggml. */
  public static final String LOGGER = "io.humhelix.bench.backend.whispercpp.native";

  private static final String ID = "whisper.cpp";

  /** Values of {@code ggml_backend_dev_type}; 2 is a helper of the processor before 1.8.0. */
  private static final int GPU = 1;

  private static final int INTEGRATED_GPU = 2;

  private static WhisperLibrary loaded;
  private static LibraryChoice bound;
  private static SutException failure;

  /** {@code ggml_log_callback}. */
  private interface LogCallback extends Callback {
    void invoke(int level, Pointer text, Pointer data);
  }

  private static final NativeLog LOG = new NativeLog(LOGGER);

  // Kept for ever, since a library that is refused stays loaded, too.
  private static final LogCallback LOG_CALLBACK =
      (level, text, data) -> LOG.accept(text.getString(0, StandardCharsets.UTF_8.name()));

  private final CFunctions functions;
  private final WhisperVersion version;
  private final StructLayout fullParams;
  private final List<GgmlDevice> devices;

  private WhisperLibrary(CFunctions functions, LibraryChoice choice) throws SutException {
    this.functions = functions;
    functions.run("ggml_log_set", LOG_CALLBACK, Pointer.NULL);
    functions.run("whisper_log_set", LOG_CALLBACK, Pointer.NULL);
    this.version = choice.check(Optional.ofNullable(versionText()));
    this.fullParams = LayoutCheck.of(functions, version, choice);
    if (functions.number("ggml_backend_dev_count") == 0) {
      // A split build (GGML_BACKEND_DL): its backends are files beside the library.
      for (Path folder : choice.backendFolders()) {
        functions.run("ggml_backend_load_all_from_path", folder.toString());
      }
    }
    this.devices = listDevices();
    if (devices.isEmpty()) {
      throw choice.withoutBackends();
    }
  }

  /**
   * Loads a library, or returns it if it is the one that is loaded.
   *
   * @param choice which
   * @return the library
   * @throws SutException of kind NATIVE_LIBRARY or DEVICE with reason and remedy
   */
  public static synchronized WhisperLibrary load(LibraryChoice choice) throws SutException {
    if (bound == null) {
      choice.refuseOthers();
      attempt(choice);
    }
    if (!bound.file().equals(choice.file())) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          ID
              + ": "
              + choice.file()
              + " was requested, but this JVM has already loaded "
              + bound.file()
              + "; a JVM can load only one.",
          "Run them in processes of their own (isolation: process).");
    }
    if (loaded == null && bound.allowUntested() != choice.allowUntested()) {
      attempt(choice);
    }
    if (loaded == null) {
      throw failure;
    }
    choice.check(Optional.ofNullable(loaded.versionText()));
    return loaded;
  }

  /** A library that does not load at all leaves the JVM free for another. */
  private static void attempt(LibraryChoice choice) throws SutException {
    CFunctions functions;
    List<Path> before = LoadedLibraries.loaded();
    try {
      Preload.load(choice.toPreload());
      functions = CFunctions.of(choice.file());
    } catch (LinkageError e) {
      throw EngineErrors.notLoaded(
          ID + ": " + choice.file() + " does not load",
          e,
          "Build whisper.cpp on this machine, or copy the libraries that it needs beside it.");
    }
    bound = choice;
    try {
      choice.refuseMixture(before);
      loaded = new WhisperLibrary(functions, choice);
    } catch (SutException e) {
      failure = e;
    } catch (LinkageError e) {
      failure =
          EngineErrors.notLoaded(
              ID + ": " + choice.file() + " lacks functions of whisper.cpp",
              e,
              "Use an unchanged release of whisper.cpp.");
    }
  }

  private String versionText() {
    return functions.has("whisper_version") ? functions.text("whisper_version") : null;
  }

  private List<GgmlDevice> listDevices() {
    List<GgmlDevice> found = new ArrayList<>();
    Map<String, Integer> ofKind = new HashMap<>();
    int gpus = 0;
    long count = functions.number("ggml_backend_dev_count");
    for (long i = 0; i < count; i++) {
      Pointer device = functions.pointer("ggml_backend_dev_get", i);
      Pointer registry = functions.pointer("ggml_backend_dev_backend_reg", device);
      String kind = GgmlDevice.kind(functions.text("ggml_backend_reg_name", registry));
      int type = functions.integer("ggml_backend_dev_type", device);
      boolean counted =
          !kind.equals("cpu")
              && (type == GPU
                  || (type == INTEGRATED_GPU && version.from(WhisperVersion.INTEGRATED_GPUS)));
      found.add(
          new GgmlDevice(
              kind,
              ofKind.merge(kind, 1, Integer::sum) - 1,
              functions.text("ggml_backend_dev_name", device),
              functions.text("ggml_backend_dev_description", device),
              counted ? OptionalInt.of(gpus++) : OptionalInt.empty()));
    }
    return List.copyOf(found);
  }

  /**
   * Opens a model; one at a time, since the log of each tells where it works.
   *
   * @param file a ggml file that was checked
   * @param settings how
   * @return the model, or why there is none, with what the engine wrote meanwhile
   */
  public synchronized OpenedContext open(Path file, ContextSettings settings) {
    CStruct params =
        owned(
            Layouts.CONTEXT_PARAMS,
            functions.pointer("whisper_context_default_params_by_ref"),
            "whisper_free_context_params");
    settings.writeTo(params);
    LOG.startRecording();
    Optional<WhisperModel> model = Optional.empty();
    List<String> written;
    try {
      model = WhisperModel.open(this, file, params, settings.states());
    } finally {
      written = LOG.stopRecording();
    }
    return new OpenedContext(model, written);
  }

  /**
   * Returns new parameters of a call with the library's defaults.
   *
   * @param beams whether for beam search
   * @return parameters
   */
  public FullParams fullParams(boolean beams) {
    return new FullParams(
        owned(
            fullParams,
            functions.pointer("whisper_full_default_params_by_ref", beams ? 1 : 0),
            "whisper_free_params"));
  }

  private CStruct owned(StructLayout layout, Pointer from, String free) {
    CStruct copy = CStruct.copyOf(layout, from);
    functions.run(free, from);
    return copy;
  }

  /**
   * Returns the version.
   *
   * @return that of the library; 1.7.6 if it does not tell
   */
  public WhisperVersion version() {
    return version;
  }

  /**
   * Returns the version in the library's own words.
   *
   * @return such as {@code 1.9.3-dev}, which every build has that is not said to be a release
   */
  public String versionName() {
    return Optional.ofNullable(versionText()).orElse(version.toString());
  }

  /**
   * Returns the devices that the library lists.
   *
   * @return in ggml's order
   */
  public List<GgmlDevice> devices() {
    return devices;
  }

  /**
   * Returns the kinds of devices that the library has code for.
   *
   * @return such as {@code cuda}, whether there is such a device or not
   */
  public Set<String> kinds() {
    Set<String> kinds = new TreeSet<>();
    long count = functions.number("ggml_backend_reg_count");
    for (long i = 0; i < count; i++) {
      kinds.add(
          GgmlDevice.kind(
              functions.text(
                  "ggml_backend_reg_name", functions.pointer("ggml_backend_reg_get", i))));
    }
    return kinds;
  }

  /**
   * Returns what the library says of its build.
   *
   * @return one line
   */
  public String systemInfo() {
    return functions.text("whisper_print_system_info").strip();
  }

  /**
   * Returns the log of the library.
   *
   * @return lines, as they come
   */
  public NativeLog log() {
    return LOG;
  }

  CFunctions functions() {
    return functions;
  }
}
