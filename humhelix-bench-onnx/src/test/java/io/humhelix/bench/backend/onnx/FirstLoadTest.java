package io.humhelix.bench.backend.onnx;

import static io.humhelix.bench.backend.onnx.Requests.request;
import static io.humhelix.bench.backend.onnx.Requests.tinyEn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OpeningProgress;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM does once, loading native libraries, is in no load time. */
@Tag("slow")
class FirstLoadTest {

  /** ONNX Runtime 1.29's telemetry recurses over the command line, and overflows the stack. */
  private static final String LONG_ARGUMENT = "a".repeat(24_000);

  private final OnnxRuntimeProvider provider = new OnnxRuntimeProvider();
  private final List<String> told = new ArrayList<>();
  private final OpeningProgress progress = () -> told.add("load begins");

  @Test
  @EnabledOnOs(OS.LINUX)
  void theLibrariesAreThereBeforeTheLoadBegins(@TempDir Path folder) throws Exception {
    List<String> lines =
        new FreshJvm(folder).run(FirstLoadProgram.class, List.of(), 2, LONG_ARGUMENT);

    // Nothing else: ONNX Runtime's telemetry would map its database.
    String loaded = "[jna, libonnxruntime.so, libonnxruntime4j_jni.so]";
    assertEquals("before []", lines.get(0), "a fresh JVM has loaded nothing");
    assertEquals("begin " + loaded, lines.get(1));
    assertEquals("end " + loaded, lines.get(2), "the load brings no further library");
    assertEquals("begin " + loaded, lines.get(5));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("errors", "out"),
          files.map(file -> file.getFileName().toString()).sorted().toList(),
          "nothing is written to the home folder");
    }
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
  void aModelThatCannotBeReadFailsBeforeTheLoad(@TempDir Path folder) {
    OpenRequest absent =
        new OpenRequest(
            tinyEn(), Options.empty(), Optional.of(folder), TranscriptionTask.transcribe("en"));
    SutException failure = assertThrows(SutException.class, () -> provider.open(absent, progress));
    assertEquals(FailureKind.MODEL, failure.kind());
    assertEquals(List.of(), told);
  }
}
