package io.humhelix.bench.backend.onnx.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PluginLibraryTest {

  /** The two functions that ONNX Runtime wants of a plug-in; this one brings no provider. */
  private static final String EMPTY =
      "void *CreateEpFactories(const char *name, const void *api, const void *logger,"
          + " void **factories, unsigned long most, unsigned long *count) { *count = 0; return 0; }\n"
          + "void *ReleaseEpFactory(void *factory) { return 0; }";

  @TempDir Path folder;

  @Test
  void readsTheOption() {
    assertEquals(
        Optional.of(new PluginLibrary("webgpu", Path.of("/opt/ep/lib=1.so"))),
        PluginLibrary.parse(" webgpu=/opt/ep/lib=1.so "));
    assertEquals(Optional.empty(), PluginLibrary.parse("/opt/ep/lib.so"));
    assertEquals(Optional.empty(), PluginLibrary.parse("webgpu="));
  }

  @Test
  void aPluginWithoutADeviceIsRefusedWithThoseThereAre() throws Exception {
    Path file =
        new FakeLibraries(folder.resolve("stubs"))
            .make(folder.resolve("libempty.so"), List.of(), EMPTY);
    for (int i = 0; i < 2; i++) {
      Issue issue = check(new PluginLibrary("empty", file), ExecutionProvider.WEBGPU).orElseThrow();
      assertTrue(
          issue
              .message()
              .contains("libempty.so lists no device for WebGPU; ONNX Runtime lists: CPU on CPU"),
          issue.message());
    }
    SutException clash =
        assertThrows(
            SutException.class,
            () -> new PluginLibrary("empty", folder.resolve("libother.so")).register());
    assertTrue(clash.getMessage().contains("has already registered"), clash.getMessage());
  }

  @Test
  void aFileThatIsNoPluginIsRefused() throws Exception {
    Issue absent =
        check(new PluginLibrary("absent", folder.resolve("libabsent.so")), ExecutionProvider.GGML)
            .orElseThrow();
    assertTrue(absent.message().contains("there is no file"), absent.message());
    assertTrue(absent.remedy().contains("<name>=<path"), absent.remedy());
    Path text = Files.writeString(folder.resolve("libtext.so"), "no library");
    Issue damaged = check(new PluginLibrary("text", text), ExecutionProvider.GGML).orElseThrow();
    assertTrue(damaged.message().contains("ep_library text="), damaged.message());
    assertTrue(damaged.message().contains("libtext.so"), damaged.message());
  }

  @Test
  void whatAPluginNeedsIsNamed() throws Exception {
    Path file =
        new FakeLibraries(folder.resolve("stubs"))
            .make(folder.resolve("librtx.so"), List.of("libnvinfer.so.10"), EMPTY);
    Issue issue =
        check(new PluginLibrary("rtx", file), ExecutionProvider.NVTENSORRTRTX).orElseThrow();
    assertTrue(
        issue.message().contains("missing: TensorRT 10 (libnvinfer.so.10)"), issue.message());
  }

  private static Optional<Issue> check(PluginLibrary plugin, ExecutionProvider provider)
      throws SutException {
    return ProviderCheck.check(
        OrtLibrary.load(Optional.empty()),
        new SessionSettings(
            provider, 0, Map.of(), 1, 1, OptLevel.ALL_OPT, true, Map.of(), Optional.empty()),
        "gpu",
        new ProviderSources(List.of(), Optional.of(plugin)));
  }
}
