package io.humhelix.bench.backend.onnx;

import static io.humhelix.bench.backend.onnx.Requests.request;
import static io.humhelix.bench.backend.onnx.Requests.tinyEn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OpeningProgress;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM does once, loading native libraries, is in no load time. */
class FirstLoadTest {

  /** ONNX Runtime 1.29 recurses over the command line: this one overflows a usual stack. */
  private static final String LONG_ARGUMENT = "a".repeat(24_000);

  private final OnnxRuntimeProvider provider = new OnnxRuntimeProvider();
  private final List<String> told = new ArrayList<>();
  private final OpeningProgress progress = () -> told.add("load begins");

  @Test
  @EnabledOnOs(OS.LINUX)
  void theLibrariesAreThereBeforeTheLoadBegins(@TempDir Path folder) throws Exception {
    List<String> lines =
        new FreshJvm(folder).run(FirstLoadProgram.class, List.of(), 2, LONG_ARGUMENT);

    assertEquals("before []", lines.get(0), "a fresh JVM has loaded nothing");
    String loaded = lines.get(1).replace("begin ", "");
    assertTrue(loaded.contains("onnxruntime4j_jni") && loaded.contains("jna"), lines::toString);
    assertEquals("end " + loaded, lines.get(2), "the load brings no further library");
    assertEquals("begin " + loaded, lines.get(5));
  }

  @Test
  void theLoadBeginsOnce() throws Exception {
    try (Sut sut = provider.open(request(tinyEn()), progress)) {
      assertEquals("cpu", sut.effective().device());
    }
    assertEquals(List.of("load begins"), told);
  }

  @Test
  void aLibraryThatCannotBeUsedFailsBeforeTheLoad() {
    OpenRequest absent = request(tinyEn().withOption("native_path", "/absent"));
    SutException failure = assertThrows(SutException.class, () -> provider.open(absent, progress));
    assertEquals(FailureKind.NATIVE_LIBRARY, failure.kind());
    assertEquals(List.of(), told);
  }

  @Test
  void aModelThatCannotBeReadFailsWithinTheLoad(@TempDir Path folder) {
    OpenRequest absent =
        new OpenRequest(
            tinyEn(), Options.empty(), Optional.of(folder), TranscriptionTask.transcribe("en"));
    SutException failure = assertThrows(SutException.class, () -> provider.open(absent, progress));
    assertEquals(FailureKind.MODEL, failure.kind());
    assertEquals(List.of("load begins"), told);
  }
}
