package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same misbehaviour is told alike in a worker and in the process of the harness, and the same
 * follows from it: a result does not depend on the isolation.
 *
 * <p>What differs on purpose has tests elsewhere. A call that hangs costs a worker its process
 * ({@link WorkerHangTest}), and is abandoned in-process, where it may go on for ever ({@link
 * HarnessTest}). A crash, a signal, an exit and a heap that is really full end a worker ({@link
 * WorkerDeathTest}), and in-process all that there is. In-process there is one fork. The remedy for
 * a system that could not be closed knows that memory stays taken where no process ends.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTaleTest {

  private static final boolean QUICK = Boolean.getBoolean("humhelix.test.quick");

  /** One at each moment, and what tests below look at. */
  private static final Set<String> FEW =
      Set.of(
          "never: work",
          "open: MODEL",
          "effective 1: null",
          "effective 2: error",
          "limits 1: null",
          "transcribe 5: TIMEOUT",
          "transcribe 5: SUT_ERROR",
          "close: SUT_ERROR");

  /** More calls than any test waits for. */
  private static final int MANY = 1_000_000;

  private final Map<String, List<String>> inProcess = new TreeMap<>();
  private final Map<String, List<String>> inWorkers = new TreeMap<>();

  /** When what happens. The first call is the first trial; measured ones have two calls each. */
  static Stream<String> deeds() {
    return Stream.of(
            deeds("never", "work"),
            deeds(
                "open", "MODEL", "TIMEOUT", "null", "runtime", "checked", "stack", "heap",
                "linkage"),
            deeds("effective 1", "null", "runtime", "checked", "stack", "heap", "error", "TIMEOUT"),
            deeds("effective 2", "null", "runtime", "checked", "stack", "heap", "error", "TIMEOUT"),
            deeds("limits 1", "null", "runtime", "stack"),
            deeds("limits 4", "null", "TIMEOUT"),
            deeds("transcribe 1", "TIMEOUT", "SUT_ERROR", "null", "heap"),
            deeds("transcribe 5", "TIMEOUT", "SUT_ERROR", "CONNECTION", "PROTOCOL", "EXIT"),
            deeds("transcribe 5", "OUT_OF_MEMORY", "RATE_LIMIT", "null", "runtime", "checked"),
            deeds("transcribe 5", "stack", "heap", "direct", "linkage", "error"),
            deeds("transcribe", "SUT_ERROR", "TIMEOUT"),
            deeds("close", "SUT_ERROR", "TIMEOUT", "runtime", "checked", "stack"))
        .flatMap(deeds -> deeds)
        .filter(deed -> !QUICK || FEW.contains(deed));
  }

  private static Stream<String> deeds(String at, String... acts) {
    return Stream.of(acts).map(act -> at + ": " + act);
  }

  @BeforeAll
  void run(@TempDir Path folder) throws Exception {
    run(folder, Isolation.IN_PROCESS, inProcess);
    run(folder, Isolation.PROCESS, inWorkers);
  }

  private static void run(Path folder, Isolation isolation, Map<String, List<String>> tales)
      throws Exception {
    Path own = Files.createDirectory(folder.resolve(isolation.name()));
    List<SutSpec> suts = new ArrayList<>();
    for (String deed : deeds().toList()) {
      String[] parts = deed.split(": ");
      suts.add(
          SutSpec.of(deed, "diary", "model")
              .withOption("at", parts[0])
              .withOption("act", parts[1])
              .withOption("diary", diary(own, deed).toString()));
    }
    BenchmarkDefinition definition =
        definition(own, isolation, 1, suts.toArray(SutSpec[]::new)).build();
    for (RunConfigResult result : Harness.builder().run(definition).runConfigs()) {
      String deed = result.runConfig().sut().name();
      List<String> tale = Tale.of(result);
      tale.add("asked for " + asked(diary(own, deed)));
      tales.put(deed, tale);
    }
  }

  private static BenchmarkDefinition.Builder definition(
      Path own, Isolation isolation, int forks, SutSpec... suts) throws IOException {
    return BenchmarkDefinition.builder("tales")
        .workload(TestClips.workload(own, 2))
        .suts(List.of(suts))
        .isolation(isolation)
        .trials(TrialPolicy.DEFAULT.withCounts(0, 3).withForks(forks).withSeed(7));
  }

  private static Path diary(Path own, String deed) {
    return own.resolve(deed.replaceAll("[^A-Za-z0-9_]+", "-") + ".txt");
  }

  private static List<String> asked(Path diary) throws IOException {
    return Files.readAllLines(diary);
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void isToldAlike(String deed) {
    assertEquals(String.join("\n", inProcess.get(deed)), String.join("\n", inWorkers.get(deed)));
  }

  /** Whatever was opened is closed, once. */
  @ParameterizedTest
  @MethodSource("deeds")
  void whatWasOpenedIsClosed(String deed) {
    for (List<String> tale : List.of(inProcess.get(deed), inWorkers.get(deed))) {
      String asked = tale.get(tale.size() - 1);
      boolean opened = !deed.startsWith("open");
      assertEquals(opened, asked.endsWith("close]"), asked);
      assertEquals(asked.indexOf("close"), asked.lastIndexOf("close"), asked);
      assertTrue(asked.startsWith("asked for [open"), asked);
    }
  }

  /** A deadline that the backend keeps itself is a failure of the call, and the trial goes on. */
  @Test
  void aDeadlineOfTheBackendIsOneOfItsCall() {
    List<String> tale = inWorkers.get("transcribe 5: TIMEOUT");
    assertEquals("run config INVALID", tale.get(0));
    String all = String.join("\n", tale);
    assertTrue(
        tale.contains("trial MEASURED 2 of fork 1 INVALID, 1 clips, failed {TIMEOUT=1}"), all);
    assertTrue(tale.contains("trial MEASURED 3 of fork 1 OK, 2 clips"), all);
  }

  @Test
  void anyOtherFailureCostsItsTrial() {
    List<String> tale = inWorkers.get("transcribe 5: SUT_ERROR");
    assertTrue(tale.contains("trial MEASURED 3 of fork 1 OK, 2 clips"), String.join("\n", tale));
  }

  /** It costs half a minute, which no definition sets; both wait for it at the same time. */
  @Test
  @Tag("slow")
  void hangingAfterTheFirstCallIsToldAlike(@TempDir Path folder) throws Exception {
    BenchmarkRun here = hanging(folder, Isolation.IN_PROCESS);
    BenchmarkRun there = hanging(folder, Isolation.PROCESS);
    List<String> tale = Tale.of(there.await().runConfigs().get(0));
    assertEquals(Tale.of(here.await().runConfigs().get(0)), tale);
    String why =
        "asking what the system is: no answer within 30.0 s after the first call. The system was"
            + " given up.";
    assertEquals(
        List.of(
            "run config TIMEOUT",
            "is diary cpu",
            "fork 1 TIMEOUT, loaded: TIMEOUT in effective: " + why + " | Find out why it hangs.",
            "trial FIRST_CALL 1 of fork 1 OK, 1 clips",
            "  WARNING effective-unknown: the backend could not tell what it is after the first"
                + " call: "
                + why),
        tale);
  }

  private static BenchmarkRun hanging(Path folder, Isolation isolation) throws Exception {
    Path own = Files.createDirectory(folder.resolve(isolation.name()));
    SutSpec hangs =
        SutSpec.of("hangs", "diary", "model")
            .withOption("at", "effective 2")
            .withOption("act", "hang")
            .withOption("diary", own.resolve("diary.txt").toString());
    return Harness.builder().start(definition(own, isolation, 1, hangs).build());
  }

  @Test
  @Tag("slow")
  void laterForksAreStarted(@TempDir Path folder) throws Exception {
    Path diary = folder.resolve("diary.txt");
    RunConfigResult result =
        Harness.builder()
            .run(definition(folder, Isolation.PROCESS, 2, dies(diary)).build())
            .runConfigs()
            .get(0);
    assertEquals(
        List.of(TrialStatus.FAILED, TrialStatus.FAILED),
        result.forks().stream().map(ForkResult::status).toList());
    assertEquals(2, asked(diary).stream().filter("close"::equals).count());
  }

  private static SutSpec dies(Path diary) {
    return SutSpec.of("dies", "diary", "model")
        .withOption("at", "transcribe 3")
        .withOption("act", "EXIT")
        .withOption("diary", diary.toString());
  }

  /** Cancelled at the start of a trial that would go on for minutes. */
  @Test
  @Tag("slow")
  void cancellingATrialIsToldAlike(@TempDir Path folder) throws Exception {
    assertEquals(cancelled(folder, Isolation.IN_PROCESS), cancelled(folder, Isolation.PROCESS));
  }

  private static List<String> cancelled(Path folder, Isolation isolation) throws Exception {
    Path own = Files.createDirectory(folder.resolve(isolation.name()));
    Path diary = own.resolve("diary.txt");
    SutSpec slow =
        SutSpec.of("slow", "diary", "model")
            .withOption("call_ms", 1.0)
            .withOption("diary", diary.toString());
    CompletableFuture<BenchmarkRun> run = new CompletableFuture<>();
    RunListener canceller =
        new RunListener() {
          @Override
          public void trialStarted(RunEvents.TrialStarted event) {
            if (event.kind() == TrialKind.MEASURED) {
              run.join().cancel();
            }
          }
        };
    run.complete(
        Harness.builder()
            .listener(canceller)
            .start(
                definition(own, isolation, 1, slow)
                    .scenario(
                        Scenario.SINGLE_STREAM.withExtent(Extent.atLeast(Duration.ZERO, MANY)))
                    .build()));
    RunConfigResult result = run.join().await().runConfigs().get(0);
    assertEquals(TrialStatus.CANCELLED, result.status(), result.toString());
    assertEquals(TrialStatus.CANCELLED, result.trials().get(2).status(), result.toString());
    List<String> tale = new ArrayList<>(Tale.of(result));
    // How many calls were made until then is chance.
    tale.replaceAll(line -> line.replaceAll(", [0-9]+ clips", ""));
    tale.add(asked(diary).stream().distinct().toList().toString());
    return tale;
  }
}
