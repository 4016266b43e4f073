package io.humhelix.bench.backend.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * ONNX Runtime with WebGPU: the native library of PyPI's onnxruntime-webgpu with the Java library
 * of a jar. There is no jar of the same version, so the Java library is made to ask for the other
 * one; its API is the older of both.
 */
final class WebGpuBuild {

  static final String VERSION = "1.27.0";
  static final String JAR_VERSION = "1.26.0";

  private static final String JAVA = "libonnxruntime4j_jni.so";

  private WebGpuBuild() {}

  /** Downloads the jar, or ends the test. */
  static Path jar(Path folder) throws Exception {
    run(
        folder,
        "mvn",
        "-q",
        "-B",
        "-ntp",
        "dependency:copy",
        "-Dartifact=com.microsoft.onnxruntime:onnxruntime:" + JAR_VERSION,
        "-DoutputDirectory=" + folder);
    return folder.resolve("onnxruntime-" + JAR_VERSION + ".jar");
  }

  /** Downloads the wheel, or ends the test, and makes a folder that Java can load. */
  static Path make(Path folder, Path jar) throws Exception {
    run(
        folder,
        System.getProperty("humhelix.test.python", "python3"),
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary=:all:",
        "--dest",
        folder.toString(),
        "onnxruntime-webgpu==" + VERSION);
    Path build = Files.createDirectories(folder.resolve("build"));
    try (Stream<Path> files = Files.list(folder)) {
      Path wheel = files.filter(file -> file.toString().endsWith(".whl")).findFirst().orElseThrow();
      for (String name :
          List.of("libonnxruntime.so." + VERSION, "libonnxruntime_providers_shared.so")) {
        copy(wheel, "onnxruntime/capi/" + name, build.resolve(name));
      }
    }
    copy(jar, "ai/onnxruntime/native/linux-x64/" + JAVA, build.resolve(JAVA));
    Files.write(build.resolve(JAVA), asking(Files.readAllBytes(build.resolve(JAVA))));
    Files.move(build.resolve("libonnxruntime.so." + VERSION), build.resolve("libonnxruntime.so"));
    return build;
  }

  /** The name of the symbols' version, and its hash (System V ABI). */
  private static byte[] asking(byte[] library) {
    String before = "VERS_" + JAR_VERSION;
    String after = "VERS_" + VERSION;
    byte[] named =
        replaced(
            library,
            before.getBytes(StandardCharsets.US_ASCII),
            after.getBytes(StandardCharsets.US_ASCII));
    return replaced(named, hash(before), hash(after));
  }

  private static byte[] hash(String name) {
    int hash = 0;
    for (char letter : name.toCharArray()) {
      hash = (hash << 4) + letter;
      int high = hash & 0xf0000000;
      hash = (hash ^ high >>> 24) & ~high;
    }
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(hash).array();
  }

  private static byte[] replaced(byte[] content, byte[] before, byte[] after) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return text.replace(
            new String(before, StandardCharsets.ISO_8859_1),
            new String(after, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void copy(Path archive, String entry, Path to) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(entry))) {
      Files.copy(in, to);
    }
  }

  private static void run(Path folder, String... command) throws InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getInputStream().transferTo(said);
      if (process.waitFor() == 0) {
        return;
      }
    } catch (IOException e) {
      said.writeBytes(e.toString().getBytes(StandardCharsets.UTF_8));
    }
    RequiredProgram.missing(String.join(" ", command) + " failed: " + said);
  }
}
