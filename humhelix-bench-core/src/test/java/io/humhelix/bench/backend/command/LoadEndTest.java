package io.humhelix.bench.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OpeningProgress;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has loaded its model and works on before it is open. */
class LoadEndTest {

  @TempDir Path folder;

  private void open(String load, OpeningProgress progress) throws Exception {
    SutSpec sut = ShellProgram.ordinary().load(load).sut("s", folder);
    new CommandProvider()
        .open(
            new OpenRequest(
                sut,
                sut.options().with("directory", folder.toString()),
                Optional.empty(),
                TranscriptionTask.DEFAULT),
            progress)
        .close();
  }

  @Test
  void theLoadEndsBeforeItIsOpen() throws Exception {
    Path told = folder.resolve("told");
    List<String> events = new ArrayList<>();
    open(
        "say '{\"type\":\"model_loaded\",\"id\":'$id'}'\n"
            + "while [ ! -e "
            + told
            + " ]; do sleep 0.01; done\n"
            + "say '{\"type\":\"loaded\",\"id\":'$id',\"device\":\"cpu\"}'",
        new OpeningProgress() {
          @Override
          public void loadBegins() {
            events.add("begins");
          }

          @Override
          public void loadEnds() {
            events.add("ends");
            try {
              Files.createFile(told);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    assertEquals(List.of("begins", "ends"), events);
  }

  /** Engines end their process where a device fails, and print why. */
  @Test
  void whatAnEngineSaysOfADeviceIsExplained() {
    SutException ended =
        assertThrows(
            SutException.class,
            () ->
                open(
                    "echo 'CUDA error: no CUDA-capable device is detected' >&2; kill -ABRT $$",
                    () -> {}));
    assertEquals(FailureKind.DEVICE, ended.kind());
    assertTrue(ended.getMessage().contains("(SIGABRT)"), ended.getMessage());
    assertTrue(ended.getMessage().endsWith("CUDA sees no card."), ended.getMessage());
    String error = "say '{\"type\":\"error\",\"id\":'$id',\"kind\":\"model\",\"message\":";
    SutException told =
        assertThrows(
            SutException.class,
            () -> open(error + "\"CUDA failed with error out of memory\"}'", () -> {}));
    assertEquals(FailureKind.OUT_OF_MEMORY_DEVICE, told.kind());
    SutException own =
        assertThrows(
            SutException.class,
            () -> open(error + "\"CUDA failed with error x\",\"remedy\":\"do y\"}'", () -> {}));
    assertEquals(FailureKind.MODEL, own.kind(), "a program that knows better is believed");
    assertEquals("do y", own.remedy());
  }
}
