package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run is held against: limits, and a baseline. */
class RunGateTest {

  @TempDir Path folder;

  private final FakeProvider fake = new FakeProvider();

  @BeforeEach
  void audio() throws Exception {
    TestClips.wav(folder.resolve("a.wav"), 0.5, 0.5);
  }

  private Path definition(String more) throws Exception {
    return Files.writeString(
        folder.resolve("bench.yaml"),
        """
        name: gate
        workloads: [{name: w, files: [a.wav], text: a text}]
        suts: [{name: s, backend: fake, model: m}]
        isolation: in-process
        trials: {forks: 1, warmup: 0, count: 2}
        output: results
        """
            + more);
  }

  private String runs(int code, Path definition, String... more) {
    List<Object> arguments = new ArrayList<>(List.of("run", definition, "--progress=none"));
    arguments.addAll(List.of(more));
    Program program =
        new Program().harness(() -> Harness.builder().provider(fake).discovery(false));
    assertEquals(code, program.run(arguments.toArray()), program.out() + program.err());
    return program.out() + program.err();
  }

  @Test
  void aLimitThatIsHeldPassesAndOneThatIsMissedIsExitCode6() throws Exception {
    String text = runs(0, definition("limits: {jvm_heap_max_bytes: \"<= 1000000000000\"}\n"));
    assertTrue(text.contains("\nheld: s / w: jvm_heap_max_bytes <= 1000000000000: "), text);
    text = runs(6, definition("limits: {jvm_heap_max_bytes: \"<= 1\"}\n"));
    assertTrue(text.contains("\nmissed: s / w: jvm_heap_max_bytes <= 1: "), text);
    assertFalse(runs(0, definition("")).contains("Limits"));
  }

  @Test
  void withoutAnIntervalALimitCannotBeToldWhichIsExitCode5() throws Exception {
    String text = runs(5, definition("limits: {rtf: \"<= 1000\"}\n"));
    assertTrue(text.contains("unknown: s / w: rtf <= 1000: "), text);
    assertTrue(text.contains("no interval: 1 fork;"), text);
    runs(6, definition("limits: {rtf: \"<= 1000\", jvm_heap_max_bytes: \"<= 1\"}\n"));
  }

  @Test
  void anInvalidRunOutranksAMissedLimit() throws Exception {
    fake.call = (number, request, progress) -> FakeProvider.says("something else");
    String text =
        runs(
            1,
            definition(
                "accuracy: {max_wer_percent: 10}\nlimits: {jvm_heap_max_bytes: \"<= 1\"}\n"));
    assertTrue(text.contains("unknown: s / w: jvm_heap_max_bytes <= 1: it is INVALID."), text);
  }

  @Test
  void anUnknownMetricIsRefusedBeforeAnythingIsMeasured() throws Exception {
    String text = runs(2, definition("limits: {latency: \"<= 1\"}\n"));
    assertTrue(text.contains("limits.latency: no such metric; allowed: load_s,"), text);
    assertEquals(0, fake.calls.get());
  }
}
