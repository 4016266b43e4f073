package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The builds of whisper.cpp that {@code .ci/libwhisper} makes, in the folder that {@code
 * -Dhumhelix.test.whisper.cpp} names. A test that asks for one that is missing is skipped with the
 * reason, or fails where the build says that nothing may be missing.
 */
public final class NativeBuilds {

  static final String FOLDER = "humhelix.test.whisper.cpp";

  private NativeBuilds() {}

  /** 1.8.5 for this machine's processor, in a folder with all that it needs. */
  public static Path cpuLibrary() {
    return needed("cpu/lib/libwhisper.so");
  }

  /** 1.8.5 whose processor part {@code libggml-cpu.so} beside it is loaded at run time. */
  static Path splitLibrary() {
    return needed("split/lib/libwhisper.so");
  }

  /** 1.8.2 with Vulkan. It takes long to make, so a test without it is skipped everywhere. */
  static Path vulkanLibrary() {
    Path library = folder().resolve("vulkan/lib/libwhisper.so");
    return Files.exists(library)
        ? library
        : abort("there is no " + library + "; `.ci/libwhisper FOLDER vulkan` makes it");
  }

  /** 1.7.4, before the first version that the backend takes. */
  static Path oldLibrary() {
    return needed("old/libwhisper.so");
  }

  /** 1.8.5 for any processor, as the Python of {@link #python()} has it. */
  static Path wheelLibrary() {
    Path packages = needed("python/lib");
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(packages, "python3*")) {
      for (Path version : versions) {
        return needed("python/lib/" + version.getFileName() + "/site-packages/libwhisper.so");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return needed("python/lib/python3");
  }

  /** The program of {@link #cpuLibrary()}. */
  static Path whisperCli() {
    return needed("cpu/bin/whisper-cli");
  }

  /** A Python with pywhispercpp 1.5.1, which is whisper.cpp 1.8.5. */
  static Path python() {
    return needed("python/bin/python");
  }

  /** A small Silero model for voice activity. */
  static Path sileroModel() {
    return needed("silero.bin");
  }

  private static Path needed(String name) {
    Path file = folder().resolve(name);
    return Files.exists(file)
        ? file
        : missing("there is no " + file + "; `.ci/libwhisper FOLDER` makes it");
  }

  private static Path folder() {
    String folder = System.getProperty(FOLDER, "");
    return folder.isEmpty()
        ? missing(
            "no -D" + FOLDER + "=FOLDER names builds of whisper.cpp, made by `.ci/libwhisper`")
        : Path.of(folder).toAbsolutePath();
  }

  private static Path missing(String reason) {
    return Boolean.getBoolean("humhelix.test.require-programs")
        ? fail("this test must not be skipped here: " + reason)
        : abort(reason);
  }
}
