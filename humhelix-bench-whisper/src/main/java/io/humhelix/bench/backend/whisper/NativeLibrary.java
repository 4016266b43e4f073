package io.humhelix.bench.backend.whisper;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperContextParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.humhelix.bench.backend.ggml.ComputeDevice;
import io.humhelix.bench.backend.ggml.EngineErrors;
import io.humhelix.bench.backend.ggml.LoadedLibraries;
import io.humhelix.bench.backend.ggml.NativeLog;
import io.humhelix.bench.gpu.FoundLibrary;
import io.humhelix.bench.gpu.FoundLibrary.Place;
import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.gpu.Preload;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The native library, loaded once per JVM: whisper-jni keeps its state in statics, and the dynamic
 * linker would give a second copy the first one's ggml. The outcome of the first attempt, good or
 * bad, is the outcome of all. Thread-safe.
 */
final class NativeLibrary {

  private static final String LOGGER = NativeLibrary.class.getPackageName() + ".native";

  private static final String POM_PROPERTIES =
      "/META-INF/maven/io.github.givimad/whisper-jni/pom.properties";

  private static final Pattern EXTRACTED = Pattern.compile("Extracting \\S+ into (.+)");

  private static final String LOAD_REMEDY =
      "The bundled library runs on Linux (x86-64 and ARM, glibc 2.29 or newer), macOS and Windows"
          + " x86-64; elsewhere build whisper-jni and set library_path. A build of your own needs"
          + " its GPU runtime (such as CUDA's libraries) on the loader's path.";

  /** What a build of whisper-jni 1.7.1 consists of, by the names that its parts need. */
  private static final List<String> PARTS =
      List.of(
          "libwhisper.so.1", "libggml.so", "libggml-base.so", "libggml-cpu.so", "libwhisper.so");

  private static NativeLibrary loaded;
  private static SutException failure;
  private static NativeBuild bound;

  private final WhisperJNI engine;
  private final NativeLog log;
  private final SystemInfo systemInfo;
  private final List<String> cards = new ArrayList<>();
  private final Map<Boolean, DeviceTrial> trials = new HashMap<>();
  private boolean folderRegistered;
  private volatile boolean ggmlLogs;

  private NativeLibrary(NativeLog log, List<FoundLibrary> first) throws IOException {
    this.log = log;
    Preload.load(first);
    WhisperJNI.loadLibrary(
        line -> {
          removeFolderOnExit(line);
          loadParts(line);
          log.accept(line + "\n");
        });
    WhisperJNI.setLibraryLogger(log::accept);
    this.engine = new WhisperJNI();
    this.systemInfo = new SystemInfo(engine.getSystemInfo());
  }

  /**
   * Loads the library, or returns the one that is loaded. A build that is refused before anything
   * of it was loaded leaves the JVM free for another.
   *
   * @param build which
   * @return the library
   * @throws SutException of kind NATIVE_LIBRARY or DEVICE with reason and remedy
   */
  static synchronized NativeLibrary load(NativeBuild build) throws SutException {
    if (bound == null) {
      LoadedLibraries.refuseOthers(
          WhisperJniProvider.ID, build.described(), PARTS, build.folder().stream().toList());
      List<FoundLibrary> first =
          build.folder().isPresent() ? BuildFolder.check(build, LibraryFolders.here()) : List.of();
      bound = build;
      attempt(build, first);
    }
    if (!bound.equals(build)) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          "whisper-jni: "
              + build.described()
              + " was requested, but this JVM has already loaded "
              + bound.described()
              + "; a JVM can load only one.",
          "Run them in processes of their own (isolation: process), or start the JVM with -D"
              + NativeBuild.FOLDER_PROPERTY
              + "=<folder> and use that build throughout.");
    }
    if (failure != null) {
      throw failure;
    }
    return loaded;
  }

  private static void attempt(NativeBuild build, List<FoundLibrary> first) {
    String before = System.getProperty(NativeBuild.FOLDER_PROPERTY);
    try {
      build
          .folder()
          .ifPresent(path -> System.setProperty(NativeBuild.FOLDER_PROPERTY, path.toString()));
      loaded = new NativeLibrary(new NativeLog(LOGGER), first);
    } catch (NoClassDefFoundError e) {
      failure =
          new SutException(
              FailureKind.NATIVE_LIBRARY,
              "whisper-jni: its classes are missing: " + e,
              "Put its jar on the class path.",
              e);
    } catch (IOException | RuntimeException | LinkageError e) {
      failure =
          EngineErrors.notLoaded(
              "whisper-jni: " + build.described() + " does not load", e, LOAD_REMEDY);
    } finally {
      if (before == null) {
        System.clearProperty(NativeBuild.FOLDER_PROPERTY);
      } else {
        System.setProperty(NativeBuild.FOLDER_PROPERTY, before);
      }
    }
  }

  /**
   * whisper-jni deletes the files that it extracts at exit, but not their folder. Deletions run
   * last to first, so the folder is registered when the first file is announced.
   */
  private void removeFolderOnExit(String line) {
    Matcher extracted = EXTRACTED.matcher(line);
    if (!folderRegistered && extracted.matches()) {
      folderRegistered = true;
      File folder = new File(extracted.group(1)).getParentFile();
      if (folder != null && folder.getName().startsWith("whisper-jni-")) {
        folder.deleteOnExit();
      }
    }
  }

  /**
   * whisper-jni loads its own library alone and leaves the others to the linker, which looks into
   * the folders of {@code LD_LIBRARY_PATH} first and may find those of another whisper.cpp there.
   * They are extracted before it.
   */
  private static void loadParts(String line) {
    Matcher extracted = EXTRACTED.matcher(line);
    if (!extracted.matches() || !LoadedLibraries.areTold()) {
      return;
    }
    Path wrapper = Path.of(extracted.group(1));
    if (!wrapper.endsWith(System.mapLibraryName("whisper-jni"))) {
      return;
    }
    Preload.load(
        Stream.of("libggml.so", "libwhisper.so.1")
            .map(name -> new FoundLibrary(name, wrapper.resolveSibling(name), Place.BESIDE))
            .filter(part -> Files.exists(part.file()))
            .toList());
  }

  /**
   * Opens a model. Called under {@link NativeGate#change}.
   *
   * @param file a ggml file that was checked
   * @param gpu whether the engine may use a GPU
   * @return what came of it
   * @throws IOException if the file is not there
   */
  OpenedModel open(Path file, boolean gpu) throws IOException {
    WhisperContextParams params = new WhisperContextParams();
    params.useGPU = gpu;
    log.startRecording();
    WhisperContext context = null;
    List<String> written;
    try {
      context = engine.init(file, params);
    } finally {
      written = log.stopRecording();
    }
    ggmlLogs = true;
    written.stream().filter(ComputeDevice::namesCard).forEach(cards::add);
    List<String> all = new ArrayList<>(cards);
    written.stream().filter(line -> !ComputeDevice.namesCard(line)).forEach(all::add);
    return new OpenedModel(Optional.ofNullable(context), all);
  }

  /**
   * Makes ggml write to this log, so that what it says of a GPU that does not start can be told.
   * whisper.cpp 1.7.1 hands its log over to ggml when it makes its first state, on whatever device;
   * a GPU is looked for before. So the smallest model is opened on the CPU first.
   */
  synchronized void hearGgml() {
    if (!ggmlLogs) {
      trial(false);
    }
  }

  /** One small step of work, done once in the life of this JVM. */
  synchronized DeviceTrial trial(boolean gpu) {
    if (gpu) {
      hearGgml();
    }
    DeviceTrial known = trials.get(gpu);
    if (known == null) {
      known = DeviceTrial.of(this, gpu);
      trials.put(gpu, known);
    }
    return known;
  }

  WhisperJNI engine() {
    return engine;
  }

  NativeLog log() {
    return log;
  }

  SystemInfo systemInfo() {
    return systemInfo;
  }

  /** The version of whisper-jni, whose releases bear the number of the whisper.cpp inside. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = WhisperJNI.class.getResourceAsStream(POM_PROPERTIES)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    String version = properties.getProperty("version");
    return version == null ? "unknown" : "whisper-jni " + version;
  }
}
