package io.humhelix.bench.backend.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.humhelix.bench.backend.onnx.runtime.RuntimeAccess;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * ONNX Runtime's native library, loaded once per JVM: ONNX Runtime's Java API keeps it in statics.
 * The outcome of the first attempt, good or bad, is the outcome of all. Thread-safe.
 */
public final class OrtLibrary {

  /** The system property in which ONNX Runtime looks for the folder of its native libraries. */
  public static final String FOLDER_PROPERTY = "onnxruntime.native.path";

  private static OrtLibrary loaded;
  private static SutException failure;
  private static Optional<Path> attempted;

  private final String version;
  private final Optional<Path> folder;
  private final Set<ExecutionProvider> providers;

  private OrtLibrary(String version, Optional<Path> folder, Set<ExecutionProvider> providers) {
    this.version = version;
    this.folder = folder;
    this.providers = providers;
  }

  /**
   * Loads the library, or returns the one that is loaded.
   *
   * @param folder where native libraries lie; empty for those in the jar, or for the folder that
   *     the JVM was started with
   * @return the library
   * @throws SutException of kind NATIVE_LIBRARY with reason and remedy
   */
  public static synchronized OrtLibrary load(Optional<String> folder) throws SutException {
    String named = folder.orElseGet(() -> System.getProperty(FOLDER_PROPERTY));
    Optional<Path> wanted =
        named == null ? Optional.empty() : Optional.of(NativeFolder.checked(named));
    if (attempted == null) {
      attempted = wanted;
      attempt(wanted);
    }
    if (!attempted.equals(wanted)) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          "onnxruntime: "
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

  private static void attempt(Optional<Path> folder) {
    String before = System.getProperty(FOLDER_PROPERTY);
    try {
      List<String> jars = RuntimeJars.on(OrtLibrary.class.getClassLoader());
      if (jars.size() > 1) {
        failure = RuntimeJars.refusal(jars);
        return;
      }
      if (folder.isPresent()) {
        System.setProperty(FOLDER_PROPERTY, NativeFolder.complete(folder.get()).toString());
      }
      OrtEnvironment environment = RuntimeAccess.environment();
      Optional<String> version =
          folder.isPresent() ? NativeFolder.version(folder.get()) : Optional.empty();
      // Java's own word is the version that its JNI library was built for.
      loaded = new OrtLibrary(version.orElseGet(environment::getVersion), folder, available());
    } catch (SutException e) {
      failure = e;
    } catch (NoClassDefFoundError e) {
      failure =
          new SutException(
              FailureKind.NATIVE_LIBRARY,
              "onnxruntime: ONNX Runtime's classes are missing: " + e,
              "Put onnxruntime_gpu or onnxruntime on the class path, never both.",
              e);
    } finally {
      if (before == null) {
        System.clearProperty(FOLDER_PROPERTY);
      } else {
        System.setProperty(FOLDER_PROPERTY, before);
      }
    }
  }

  private static Set<ExecutionProvider> available() {
    return OrtEnvironment.getAvailableProviders().stream()
        .map(OrtProvider::getName)
        .flatMap(name -> ExecutionProvider.ofOrtName(name).stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ExecutionProvider.class)));
  }

  private static String described(Optional<Path> folder) {
    return folder
        .map(path -> "the native library in " + path)
        .orElse("the native library of the jar");
  }

  /**
   * Returns the version.
   *
   * @return such as {@code 1.29.0}
   */
  public String version() {
    return version;
  }

  /**
   * Returns the folder of the requested libraries.
   *
   * @return empty for those of the jar
   */
  public Optional<Path> folder() {
    return folder;
  }

  /**
   * Returns what the library was built with. Whether a provider's own libraries load is another
   * matter.
   *
   * @return the providers
   */
  public Set<ExecutionProvider> providers() {
    return Set.copyOf(providers);
  }

  /**
   * Returns the providers for people.
   *
   * @return such as {@code CPU, CUDA}
   */
  public String providerNames() {
    return providers.stream().map(ExecutionProvider::displayed).collect(Collectors.joining(", "));
  }
}
