package io.humhelix.bench.backend.onnx.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeJarsTest {

  @TempDir Path folder;

  @Test
  void thisBuildHasOne() throws Exception {
    List<String> jars = RuntimeJars.on(RuntimeJars.class.getClassLoader());
    assertEquals(1, jars.size(), jars.toString());
    assertTrue(jars.get(0).endsWith("/onnxruntime-1.29.0.jar"), jars.get(0));
  }

  @Test
  void namesBoth() throws Exception {
    URL[] urls = {jar("onnxruntime-1.29.0.jar"), jar("onnxruntime_gpu-1.29.0.jar")};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      List<String> jars = RuntimeJars.on(loader);
      assertEquals(2, jars.size(), jars.toString());
      SutException refusal = RuntimeJars.refusal(jars);
      assertEquals(FailureKind.NATIVE_LIBRARY, refusal.kind());
      assertTrue(refusal.getMessage().contains("on the class path 2 times"), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("onnxruntime_gpu-1.29.0.jar"));
      assertTrue(refusal.remedy().contains("exclude"), refusal.remedy());
    }
  }

  private URL jar(String name) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("ai/onnxruntime/OrtEnvironment.class"));
      out.closeEntry();
    }
    return jar.toUri().toURL();
  }
}
