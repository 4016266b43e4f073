package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that looks like a native build of whisper-jni, made of a few lines of C: its three
 * libraries need each other, and none has a run path, as after a plain {@code cmake --install}.
 */
final class FakeBuild {

  private static final String GGML =
      """
      const char *ggml_says(void) { return "%s"; }
      """;

  private static final String WHISPER =
      """
      const char *ggml_says(void);
      const char *whisper_print_system_info(void) { return ggml_says(); }
      """;

  private static final String WRAPPER =
      """
      #include <jni.h>
      const char *whisper_print_system_info(void);
      JNIEXPORT jstring JNICALL
      Java_io_github_givimad_whisperjni_WhisperJNI_printSystemInfo(JNIEnv *env, jobject self) {
        return (*env)->NewStringUTF(env, whisper_print_system_info());
      }
      JNIEXPORT void JNICALL
      Java_io_github_givimad_whisperjni_WhisperJNI_setLogger(JNIEnv *e, jclass c, jboolean on) {}
      """;

  private final Path folder;
  private final Path compiler;

  private FakeBuild(Path folder, Path compiler) {
    this.folder = folder;
    this.compiler = compiler;
  }

  /**
   * Makes one.
   *
   * @param folder where
   * @param says what its whisper.cpp says of itself
   */
  static FakeBuild in(Path folder, String says) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    FakeBuild build = new FakeBuild(folder, compiler());
    build.library(folder, "libggml.so", GGML.formatted(says));
    build.library(folder, "libwhisper.so.1", WHISPER, "-l:libggml.so");
    build.library(folder, "libwhisper-jni.so", WRAPPER, "-l:libwhisper.so.1");
    return build;
  }

  /** The folder. */
  Path folder() {
    return folder.toAbsolutePath();
  }

  /** Gives its libwhisper a function of another version. */
  FakeBuild withSymbol(String symbol) throws IOException, InterruptedException {
    library(
        folder,
        "libwhisper.so.1",
        WHISPER + "void *" + symbol + "(void) { return 0; }\n",
        "-l:libggml.so");
    return this;
  }

  /** Lets its libggml need a library that lies elsewhere, or nowhere if it is deleted. */
  FakeBuild needing(Path elsewhere, String name) throws IOException, InterruptedException {
    Files.createDirectories(elsewhere);
    library(elsewhere, name, "int cublas_there(void) { return 1; }\n");
    library(
        folder,
        "libggml.so",
        "int cublas_there(void);\n"
            + "const char *ggml_says(void) { return cublas_there() ? \"with cuBLAS\" : 0; }\n",
        "-L" + elsewhere,
        "-l:" + name);
    return this;
  }

  /** Makes a library that needs another one beside it. */
  FakeBuild withSystemLibrary(Path where, String name, String beside)
      throws IOException, InterruptedException {
    library(where, beside, "int beside(void) { return 1; }\n");
    library(
        where,
        name,
        "int beside(void); int cublas_there(void) { return beside(); }\n",
        "-L" + where,
        "-l:" + beside);
    return this;
  }

  private void library(Path where, String name, String source, String... needs)
      throws IOException, InterruptedException {
    Path code = Files.writeString(folder.resolve(name + ".c"), source);
    Path java = Path.of(System.getProperty("java.home"), "include");
    List<String> command =
        new ArrayList<>(
            List.of(
                compiler.toString(),
                "-shared",
                "-fPIC",
                "-nostdlib",
                "-Wl,--allow-shlib-undefined",
                "-Wl,-soname," + name,
                "-I" + java,
                "-I" + java.resolve("linux"),
                "-o",
                where.resolve(name).toString(),
                code.toString(),
                "-L" + folder));
    command.addAll(List.of(needs));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private static Path compiler() {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      abort("shared libraries are read and loaded in order on Linux alone");
    }
    Path header = Path.of(System.getProperty("java.home"), "include", "jni.h");
    if (!Files.exists(header)) {
      return missing("this Java has no " + header);
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(part -> Path.of(part, "gcc"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> missing("there is no gcc here, needed to make a native build"));
  }

  private static Path missing(String reason) {
    return Boolean.getBoolean("humhelix.test.require-programs")
        ? fail("this test must not be skipped here: " + reason)
        : abort(reason);
  }
}
