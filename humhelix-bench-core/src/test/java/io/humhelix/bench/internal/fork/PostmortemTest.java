package io.humhelix.bench.internal.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Causes of death that a test cannot bring about, beside those that WorkerDeathTest does. */
class PostmortemTest {

  private static Failure of(int exit, String printed, boolean oomKilled) {
    return new Postmortem("transcribe", "x: ", exit, Optional.empty(), printed, oomKilled)
        .failure();
  }

  @Test
  void aKillByTheKernelIsToldApartFromOneByAnybodyElse() {
    assertEquals(FailureKind.OUT_OF_MEMORY_KILLED, of(137, "", true).kind());
    assertEquals(FailureKind.SIGNAL, of(137, "", false).kind());
    assertEquals(OptionalInt.of(9), of(137, "", true).code());
  }

  @ParameterizedTest
  @CsvSource({
    "134, 'terminate called after throwing an instance of ''std::bad_alloc''', OUT_OF_MEMORY_NATIVE",
    "134, 'ggml_cuda: CUDA error: out of memory', OUT_OF_MEMORY_DEVICE",
    "134, 'CUBLAS_STATUS_ALLOC_FAILED', OUT_OF_MEMORY_DEVICE",
    "134, 'GGML_ASSERT(n_dims <= 4) failed', SIGNAL",
    "134, 'CUDA error: no CUDA-capable device is detected', DEVICE",
    "1, 'CUDA error: no CUDA-capable device is detected', DEVICE",
    "0, 'CUDA error: no CUDA-capable device is detected', EXIT",
    "139, 'CUDA error: no CUDA-capable device is detected', SIGNAL",
    "1, 'mmap failed: Cannot allocate memory', OUT_OF_MEMORY_NATIVE",
    "1, 'java.lang.OutOfMemoryError: Java heap space', OUT_OF_MEMORY_HEAP",
    "86, '', OUT_OF_MEMORY_HEAP",
    "87, '', PROTOCOL",
    "0, 'CUDA out of memory', EXIT",
    "139, '', SIGNAL",
    "139, 'An irrecoverable stack overflow has occurred.', STACK_OVERFLOW",
    "250, '', EXIT"
  })
  void exitCodeAndOutputTellTheKind(int exit, String printed, FailureKind kind) {
    assertEquals(kind, of(exit, printed, false).kind());
  }

  @Test
  void aDumpNamesTheSignalAndTheFrame() {
    String dump =
        "#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n"
            + "#  SIGFPE (0x8) at pc=0x00007f, pid=1, tid=2\n#\n"
            + "# Problematic frame:\n# C  [libwhisper.so+0x1234]  whisper_full+0x10\n";
    Failure failure = new Postmortem("open", "", 134, Optional.of(dump), "", false).failure();
    assertEquals(FailureKind.NATIVE_CRASH, failure.kind());
    assertEquals(OptionalInt.of(8), failure.code());
    assertTrue(failure.message().contains("by SIGFPE in C  [libwhisper.so"), failure.message());
    String memory =
        "#\n# There is insufficient memory for the Java Runtime Environment to continue.\n";
    assertEquals(
        FailureKind.OUT_OF_MEMORY_NATIVE,
        new Postmortem("open", "", 1, Optional.of(memory), "", false).failure().kind());
  }

  @Test
  void countsKillsOfTheKernel(@TempDir Path folder) throws Exception {
    Path machine = Files.writeString(folder.resolve("vmstat"), "nr_free 5\noom_kill 3\n");
    Path group = Files.writeString(folder.resolve("memory.events"), "oom 9\noom_kill 4\n");
    OomCounter counter = new OomCounter(List.of(machine, group, folder.resolve("absent")));
    assertEquals(7, counter.count());
    Files.writeString(group, "oom 9\noom_kill 5\n");
    assertEquals(8, counter.count());
  }
}
