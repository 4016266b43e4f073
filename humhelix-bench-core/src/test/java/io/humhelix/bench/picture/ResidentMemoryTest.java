package io.humhelix.bench.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The memory of systems. */
class ResidentMemoryTest {

  private static final double MIB = 1 << 20;
  private static final Workload SPEECH = PictureRuns.workload("speech", 5);

  private static PictureRuns.Engine engine(String name) {
    return new PictureRuns.Engine(name, SPEECH, 5);
  }

  private static ResidentMemory of(PictureRuns.Engine... engines) {
    return ResidentMemory.of(Entry.of(List.of(PictureRuns.run(engines))));
  }

  private static Map<String, Double> bytes(String metric, double mib) {
    return Map.of(metric, mib * MIB);
  }

  @Test
  void ofEachForkTheLargestTrialCounts() {
    ResidentMemory.Used used =
        of(engine("one")
                .memory(bytes("process_rss_peak_bytes", 100))
                .trial(1, 1)
                .memory(bytes("process_rss_peak_bytes", 120))
                .trial(1, 1)
                .memory(bytes("process_rss_peak_bytes", 110))
                .trial(2, 1))
            .used()
            .get(0);
    assertEquals(List.of(1, 2), used.forks());
    assertEquals(List.of(120.0, 110.0), used.mib());
    assertEquals("worker process", used.whose());
    assertEquals(120, used.largest());
  }

  @Test
  void processesThatTheWorkerStartedCountWhereTheyTakeMore() {
    ResidentMemory.Used used =
        of(engine("python")
                .memory(
                    Map.of("process_rss_peak_bytes", 70 * MIB, "process_rss_max_bytes", 900 * MIB))
                .trial(1, 1))
            .used()
            .get(0);
    assertEquals("process_rss_max_bytes", used.metric());
    assertEquals("worker process and what it started", used.whose());
    ResidentMemory.Used alone =
        of(engine("native")
                .memory(
                    Map.of("process_rss_peak_bytes", 70 * MIB, "process_rss_max_bytes", 69 * MIB))
                .trial(1, 1))
            .used()
            .get(0);
    assertEquals("process_rss_peak_bytes", alone.metric());
  }

  @Test
  void aServerAndAHeapHaveRowsOfTheirOwn() {
    ResidentMemory picture =
        of(
            engine("server")
                .memory(
                    Map.of(
                        "process_rss_peak_bytes", 70 * MIB,
                        "server_rss_max_bytes", 430 * MIB,
                        "jvm_heap_max_bytes", 20 * MIB))
                .trial(1, 1),
            engine("small").memory(bytes("process_rss_peak_bytes", 300)).trial(1, 1));
    assertEquals(
        List.of("worker process", "server, on this host", "heap of the Java VM", "worker process"),
        picture.used().stream().map(ResidentMemory.Used::whose).toList());
    assertEquals(
        "small takes the least resident memory, up to 300 MiB; server the most, up to 500 MiB.",
        picture.panels().get(0).finding());
  }

  @Test
  void inTheHarnessOwnProcessItIsThatOfAllBefore() {
    ResidentMemory picture =
        ResidentMemory.of(
            Entry.of(
                List.of(
                    PictureRuns.run(
                        "bench-1",
                        Scenario.SINGLE_STREAM,
                        Isolation.IN_PROCESS,
                        engine("one").memory(bytes("process_rss_peak_bytes", 300)).trial(1, 1)))));
    assertTrue(
        picture.used().get(0).whose().startsWith("the harness' own process"),
        picture.used().get(0).whose());
  }

  @Test
  void theMemoryOfAClientIsNotThatOfItsServer() {
    ResidentMemory picture =
        of(
            engine("far")
                .server("not_asked")
                .memory(bytes("process_rss_peak_bytes", 70))
                .trial(1, 1),
            engine("here").memory(bytes("process_rss_peak_bytes", 300)).trial(1, 1));
    assertEquals(List.of("far"), picture.unmeasured());
    assertEquals(1, picture.used().size());
    assertEquals("here takes up to 300 MiB of resident memory.", picture.panels().get(0).finding());
    ResidentMemory measured =
        of(
            engine("near")
                .server("not_asked")
                .memory(
                    Map.of("process_rss_peak_bytes", 70 * MIB, "server_rss_max_bytes", 430 * MIB))
                .trial(1, 1));
    assertEquals(List.of(), measured.unmeasured());
    assertEquals(2, measured.used().size());
  }

  @Test
  void nothingWhereNothingWasMeasured() {
    assertEquals(List.of(), of(engine("one").trial(1, 1)).used());
    assertEquals(
        List.of(), of(engine("odd").memory(bytes("process_rss_peak_bytes", 0)).trial(1, 1)).used());
  }
}
