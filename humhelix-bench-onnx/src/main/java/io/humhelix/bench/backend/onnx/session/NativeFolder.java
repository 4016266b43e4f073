package io.humhelix.bench.backend.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder with a native build of ONNX Runtime. Its Java API wants the library {@code onnxruntime}
 * without a version in its name and its own {@code onnxruntime4j_jni} beside it; builds for other
 * languages, such as the folder {@code onnxruntime/capi} of the Python wheel, have neither. For
 * them a folder of links is made, with the Java library of the jar.
 */
final class NativeFolder {

  private static final String CORE = System.mapLibraryName("onnxruntime");
  private static final String JAVA = System.mapLibraryName("onnxruntime4j_jni");

  /** {@code libonnxruntime.so.1.29.0}, {@code libonnxruntime.1.29.0.dylib}. */
  private static final Pattern VERSIONED =
      Pattern.compile("libonnxruntime\\.(so\\.[0-9.]+|[0-9.]+\\.dylib)");

  private static final String REMEDY =
      "Set native_path to a folder with "
          + CORE
          + ", such as onnxruntime/capi of the Python package onnxruntime-gpu of the same version.";

  private NativeFolder() {}

  /**
   * Looks whether a folder has a native build.
   *
   * @param named the folder
   * @return its real path
   * @throws SutException if it has none
   */
  static Path checked(String named) throws SutException {
    try {
      Path folder = Path.of(named).toRealPath();
      if (core(folder).isPresent()) {
        return folder;
      }
      throw unavailable("native_path " + folder + " has no file " + CORE, null);
    } catch (IOException | InvalidPathException e) {
      throw unavailable("native_path " + named + " cannot be read: " + e, e);
    }
  }

  /**
   * Returns a folder that ONNX Runtime's Java API can load.
   *
   * @param folder what {@link #checked} returned
   * @return the same folder, or one of links, which is deleted at exit
   * @throws SutException if it cannot be made
   */
  static Path complete(Path folder) throws SutException {
    checkVersions(folder);
    if (Files.isRegularFile(folder.resolve(CORE)) && Files.isRegularFile(folder.resolve(JAVA))) {
      return folder;
    }
    try {
      Path links = Files.createTempDirectory("humhelix-onnxruntime-");
      links.toFile().deleteOnExit();
      link(links.resolve(CORE), core(folder).orElseThrow());
      for (Path provider : providers(folder)) {
        link(links.resolve(provider.getFileName()), provider);
      }
      Path java = links.resolve(JAVA);
      java.toFile().deleteOnExit();
      try (InputStream in = javaLibrary()) {
        Files.copy(in, java);
      }
      return links;
    } catch (IOException e) {
      throw unavailable("native_path " + folder + " cannot be linked to: " + e, e);
    }
  }

  /**
   * Reads the version of the native library.
   *
   * @param folder what {@link #checked} returned
   * @return such as {@code 1.29.0}; empty if nothing tells
   */
  static Optional<String> version(Path folder) {
    try {
      Optional<Path> core = core(folder);
      return core.isPresent() ? NativeVersion.of(core.get()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The version of the jar, as its library for Java asks for it; empty if that does not tell. */
  static Optional<String> versionOfJar() {
    try (InputStream in = javaLibrary()) {
      return NativeVersion.ofSymbols(in);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Libraries of different versions refuse each other, in words that name neither. */
  private static void checkVersions(Path folder) throws SutException {
    Optional<String> found = version(folder);
    Optional<String> wanted;
    Path beside = folder.resolve(JAVA);
    try (InputStream in =
        Files.isRegularFile(beside) ? Files.newInputStream(beside) : javaLibrary()) {
      wanted = NativeVersion.ofSymbols(in);
    } catch (IOException e) {
      throw unavailable("native_path " + folder + " has no library for Java: " + e, e);
    }
    if (found.isPresent() && wanted.isPresent() && !found.equals(wanted)) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          "onnxruntime: native_path "
              + folder
              + " is ONNX Runtime "
              + found.get()
              + ", but "
              + (Files.isRegularFile(beside) ? beside : "the jar")
              + " is for "
              + wanted.get()
              + ".",
          "Use the same version of both: pip install onnxruntime-gpu=="
              + wanted.get()
              + " and set native_path to its folder onnxruntime/capi, or put the jar of ONNX Runtime "
              + found.get()
              + " on the class path.");
    }
  }

  private static Optional<Path> core(Path folder) throws IOException {
    if (Files.isRegularFile(folder.resolve(CORE))) {
      return Optional.of(folder.resolve(CORE));
    }
    try (var entries = Files.list(folder)) {
      return entries
          .filter(path -> VERSIONED.matcher(path.getFileName().toString()).matches())
          .max(Path::compareTo);
    }
  }

  private static List<Path> providers(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries
          .filter(path -> path.getFileName().toString().contains("onnxruntime_providers_"))
          .toList();
    }
  }

  private static void link(Path link, Path target) throws IOException {
    link.toFile().deleteOnExit();
    try {
      Files.createSymbolicLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      // Windows gives links to few.
      Files.copy(target, link);
    }
  }

  private static InputStream javaLibrary() throws IOException {
    String resource = "/ai/onnxruntime/native/" + platform() + "/" + JAVA;
    InputStream in = OrtEnvironment.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("the jar has no " + resource);
    }
    return in;
  }

  /** The names of platforms in ONNX Runtime's jar. */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String system = os.contains("win") ? "win" : os.contains("mac") ? "osx" : "linux";
    return system + "-" + (processor.equals("aarch64") ? "aarch64" : "x64");
  }

  private static SutException unavailable(String message, Throwable cause) {
    return new SutException(
        FailureKind.NATIVE_LIBRARY, "onnxruntime: " + message + ".", REMEDY, cause);
  }
}
