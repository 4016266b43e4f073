package io.humhelix.bench.backend.whisper;

import io.github.givimad.whisperjni.WhisperJNI;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The native library, loaded once per JVM: whisper-jni keeps its state in statics, and the dynamic
 * linker would give a second copy the first one's ggml. The outcome of the first attempt, good or
 * bad, is the outcome of all. Thread-safe.
 */
final class NativeLibrary {

  /** The system property in which whisper-jni looks for the folder of a native build. */
  static final String FOLDER_PROPERTY = "io.github.givimad.whisperjni.libdir";

  private static final String POM_PROPERTIES =
      "/META-INF/maven/io.github.givimad/whisper-jni/pom.properties";

  private static final Pattern EXTRACTED = Pattern.compile("Extracting \\S+ into (.+)");

  private static final String LOAD_REMEDY =
      "The bundled library runs on Linux (x86-64 and ARM, glibc 2.29 or newer), macOS and Windows"
          + " x86-64; elsewhere build whisper-jni and set library_path. A build of your own needs"
          + " its GPU runtime (such as CUDA's libraries) on the loader's path.";

  private static NativeLibrary loaded;
  private static SutException failure;
  private static Optional<Path> attempted;

  private final WhisperJNI engine;
  private final NativeLog log;
  private final SystemInfo systemInfo;
  private boolean folderRegistered;

  private NativeLibrary(NativeLog log) throws IOException {
    this.log = log;
    WhisperJNI.loadLibrary(
        line -> {
          removeFolderOnExit(line);
          log.accept(line + "\n");
        });
    WhisperJNI.setLibraryLogger(log::accept);
    this.engine = new WhisperJNI();
    this.systemInfo = new SystemInfo(engine.getSystemInfo());
  }

  /**
   * Loads the library, or returns the one that is loaded.
   *
   * @param folder where a native build lies; empty for the one that whisper-jni brings, or for the
   *     folder that the JVM was started with
   * @return the library
   * @throws SutException of kind NATIVE_LIBRARY with reason and remedy
   */
  static synchronized NativeLibrary load(Optional<String> folder) throws SutException {
    String named = folder.orElseGet(() -> System.getProperty(FOLDER_PROPERTY));
    Optional<Path> wanted = named == null ? Optional.empty() : Optional.of(checked(named));
    if (attempted == null) {
      attempted = wanted;
      attempt(wanted);
    }
    if (!attempted.equals(wanted)) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          "whisper-jni: "
              + described(wanted)
              + " was requested, but this JVM has already loaded "
              + described(attempted)
              + "; a JVM can load only one.",
          "Run them in processes of their own, or start the JVM with -D"
              + FOLDER_PROPERTY
              + "=<folder> and use that build throughout.");
    }
    if (failure != null) {
      throw failure;
    }
    return loaded;
  }

  private static Path checked(String named) throws SutException {
    String library = System.mapLibraryName("whisper-jni");
    String remedy =
        "Set library_path to the folder of a native whisper-jni build with "
            + library
            + " and the whisper and ggml libraries.";
    try {
      Path folder = Path.of(named).toRealPath();
      if (Files.isRegularFile(folder.resolve(library))) {
        return folder;
      }
      throw unavailable("library_path " + folder + " has no file " + library, remedy, null);
    } catch (IOException | InvalidPathException e) {
      throw unavailable("library_path " + named + " cannot be read: " + e, remedy, e);
    }
  }

  private static void attempt(Optional<Path> folder) {
    String before = System.getProperty(FOLDER_PROPERTY);
    try {
      folder.ifPresent(path -> System.setProperty(FOLDER_PROPERTY, path.toString()));
      loaded = new NativeLibrary(new NativeLog());
    } catch (NoClassDefFoundError e) {
      failure = unavailable("its classes are missing: " + e, "Put its jar on the class path.", e);
    } catch (IOException | RuntimeException | LinkageError e) {
      failure = unavailable(described(folder) + " does not load: " + e, LOAD_REMEDY, e);
    } finally {
      if (before == null) {
        System.clearProperty(FOLDER_PROPERTY);
      } else {
        System.setProperty(FOLDER_PROPERTY, before);
      }
    }
  }

  private static SutException unavailable(String message, String remedy, Throwable cause) {
    return new SutException(FailureKind.NATIVE_LIBRARY, "whisper-jni: " + message, remedy, cause);
  }

  private static String described(Optional<Path> folder) {
    return folder.map(path -> "the native library in " + path).orElse("the bundled native library");
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
