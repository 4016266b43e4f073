package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.fork.SpareWorker;
import io.humhelix.bench.internal.fork.WorkerLimits;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Availability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may load native code is asked in a process of its own, and the host outlives it. */
@EnabledOnOs(OS.LINUX)
class BackendCheckTest {

  private static final String HOST = Long.toString(ProcessHandle.current().pid());

  @TempDir Path folder;
  private Leaks leaks;

  @BeforeEach
  void count() throws Exception {
    leaks = Leaks.now();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    leaks.assertNone();
  }

  private static SutSpec fragile(String name) {
    return SutSpec.of(name, "fragile", "model");
  }

  private static WorkerLimits hasty() {
    WorkerLimits usual = WorkerLimits.DEFAULT;
    return new WorkerLimits(
        usual.start(),
        usual.close(),
        usual.grace(),
        Duration.ofSeconds(2),
        usual.cancel(),
        usual.logBytes());
  }

  private static Issue only(Plan.Entry entry, String code) {
    List<Issue> found = entry.issues().stream().filter(i -> i.code().equals(code)).toList();
    assertEquals(1, found.size(), entry.issues().toString());
    return found.get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in_preflight | null | native code crashed by SIGSEGV",
        "in_probe | null | native code crashed by SIGSEGV",
        "in_preflight | signal ABRT | signal 6 (SIGABRT) ended the worker process",
        "in_preflight | exit 3 | the worker process ended by itself with exit code 3",
        "in_probe | halt 0 | the worker process ended by itself with exit code 0",
        "in_preflight | sleep | no answer within 2.0 s",
        "in_probe | native | no answer within 2.0 s",
      })
  void aCheckThatKillsItsProcessRefusesItsRunConfigAndNoOther(
      String where, String act, String reason) throws Exception {
    SutSpec breaks = fragile("breaks").withOption(where, act);
    RunResult result =
        Harness.builder()
            .limits(hasty())
            .run(WorkerRunTest.definition(folder, breaks, fragile("works")).build());
    assertEquals(TrialStatus.REFUSED, result.runConfigs().get(0).status());
    Issue why =
        result.runConfigs().get(0).issues().stream()
            .filter(issue -> issue.code().equals("backend-check-lost"))
            .findFirst()
            .orElseThrow();
    assertTrue(why.message().contains(reason), why.message());
    assertTrue(why.message().startsWith("backend 'fragile' did not survive"), why.message());
    assertFalse(why.remedy().isEmpty());
    assertFalse(why.remedy().contains("artifact"), why.remedy());
    boolean hangs = reason.startsWith("no answer");
    // What hung is not asked again: each question would take as long.
    assertEquals(hangs ? TrialStatus.REFUSED : TrialStatus.OK, result.runConfigs().get(1).status());
  }

  @Test
  void whatTheProcessPrintedLastIsTold() throws Exception {
    Plan plan =
        Harness.builder()
            .plan(
                WorkerRunTest.definition(
                        folder, fragile("breaks").withOption("in_preflight", "bad-alloc"))
                    .build());
    Issue why = only(plan.entries().get(0), "backend-check-lost");
    assertTrue(why.message().contains("memory outside the heap ran out"), why.message());
    assertTrue(
        why.message()
            .endsWith(
                "It printed last: terminate called after throwing an instance of"
                    + " 'std::bad_alloc'"),
        why.message());
  }

  @Test
  void oneProcessAnswersForAllThatDoNotExcludeEachOther() throws Exception {
    Plan plan =
        Harness.builder()
            .plan(
                WorkerRunTest.definition(
                        folder,
                        fragile("a"),
                        fragile("b"),
                        fragile("other build").withOption("build", "/opt/other"),
                        fragile("c"),
                        fragile("named").withOption("key_env", "HOME"))
                    .build());
    List<String> processes =
        plan.entries().stream().map(entry -> only(entry, "process").message()).toList();
    assertEquals(processes.get(0), processes.get(1));
    assertEquals(processes.get(0), processes.get(3));
    assertNotEquals(processes.get(0), processes.get(2));
    assertNotEquals(processes.get(0), processes.get(4));
    assertFalse(processes.contains(HOST));
    assertEquals(System.getenv("HOME"), only(plan.entries().get(4), "key").message());
  }

  @Test
  void inProcessAsksHere() throws Exception {
    Plan plan =
        Harness.builder()
            .plan(
                WorkerRunTest.definition(folder, fragile("a"))
                    .isolation(Isolation.IN_PROCESS)
                    .build());
    assertEquals(HOST, only(plan.entries().get(0), "process").message());
  }

  @Test
  void aWorkerThatDoesNotStartIsToldWithWhatTheJvmSaid() throws Exception {
    BenchmarkDefinition definition =
        WorkerRunTest.definition(folder, fragile("a"), fragile("b"))
            .worker(new WorkerSettings(List.of("-XX:NoSuchFlag=1"), List.of()))
            .build();
    Plan plan = Harness.builder().plan(definition);
    for (Plan.Entry entry : plan.entries()) {
      Issue why = only(entry, "worker-not-started");
      assertTrue(
          why.message().startsWith("backend 'fragile' could not be checked: the worker process"),
          why.message());
      assertTrue(why.message().endsWith("Unrecognized VM option 'NoSuchFlag=1'"), why.message());
      assertTrue(why.remedy().contains("worker_jvm_args"), why.remedy());
    }
  }

  @Test
  void whatABackendThrowsIsItsFault() throws Exception {
    Plan plan =
        Harness.builder()
            .plan(
                WorkerRunTest.definition(
                        folder, fragile("throws").withOption("in_preflight", "throw"))
                    .build());
    Issue why = only(plan.entries().get(0), "backend-broken");
    assertTrue(why.message().contains("it broke"), why.message());
  }

  @Test
  void aMissingAnswerIsItsFaultToo() throws Exception {
    Plan plan =
        Harness.builder()
            .plan(
                WorkerRunTest.definition(
                        folder, fragile("empty").withOption("in_preflight", "null answer"))
                    .build());
    Issue why = only(plan.entries().get(0), "backend-broken");
    assertTrue(why.message().contains("preflight returned null"), why.message());
  }

  @Test
  void secretsOfWhatWasPrintedAreNotTold() throws Exception {
    Plan plan =
        Harness.builder()
            .plan(
                WorkerRunTest.definition(
                        folder,
                        fragile("tells")
                            .withOption(
                                "in_preflight", "last-words Authorization: Bearer abc123xyz"))
                    .build());
    Issue why = only(plan.entries().get(0), "backend-check-lost");
    assertTrue(why.message().contains("It printed last: "), why.message());
    assertFalse(why.message().contains("abc123xyz"), why.message());
  }

  @Test
  void listingAsksInAnotherProcess() {
    BackendStatus fragile =
        Harness.builder().backends(true).stream()
            .filter(backend -> backend.id().equals("fragile"))
            .findFirst()
            .orElseThrow();
    String detail = fragile.availability().detail();
    assertTrue(detail.matches("process \\d+"), detail);
    assertNotEquals("process " + HOST, detail);
  }

  @Test
  void aDeviceIsTriedInAnotherProcess() {
    Availability tried =
        Harness.builder().probeDevice("fragile", "cuda:0", Options.empty()).orElseThrow();
    assertTrue(tried.detail().matches("cuda:0 in process \\d+"), tried.detail());
    assertFalse(tried.detail().endsWith(" " + HOST));
    Availability crashed =
        Harness.builder()
            .probeDevice("fragile", "cuda:0", Options.empty().with("in_probe", "null"))
            .orElseThrow();
    assertFalse(crashed.available());
    assertTrue(crashed.detail().contains("SIGSEGV"), crashed.detail());
  }

  @Test
  void anObjectOfTheHostIsAskedHere() {
    Availability tried =
        Harness.builder()
            .discovery(false)
            .provider(new FragileProvider())
            .probeDevice("fragile", "cpu", Options.empty())
            .orElseThrow();
    assertEquals("cpu in process " + HOST, tried.detail());
  }

  @Test
  void aWrongOptionIsToldAndNotIgnored() {
    Availability wrong =
        Harness.builder()
            .probeDevice("fragile", "cpu", Options.empty().with("build", 7))
            .orElseThrow();
    assertFalse(wrong.available());
    assertTrue(wrong.detail().contains("option build is '7'"), wrong.detail());
  }

  @Test
  void theProcessThatWasStartedBeforeIsTaken() throws Exception {
    SpareWorker spare = SpareWorker.start();
    BenchmarkDefinition usual =
        WorkerRunTest.definition(folder, fragile("a"), fragile("b"))
            .worker(WorkerSettings.DEFAULT)
            .build();
    long pid = spare.pid();
    Plan plan = Harness.builder().plan(usual);
    Set<String> processes = new TreeSet<>();
    plan.entries().forEach(entry -> processes.add(only(entry, "process").message()));
    assertEquals(1, processes.size());
    assertEquals(Set.of(Long.toString(pid)), processes);
    // It was taken and ended: closing it does nothing, and the next plan starts its own.
    spare.close();
    Plan next = Harness.builder().plan(usual);
    assertFalse(processes.contains(only(next.entries().get(0), "process").message()));
  }

  @Test
  void aProcessThatNobodyTakesEndsBeforeAnythingIsMeasured() throws Exception {
    SpareWorker.start();
    // Other settings: it does not fit.
    Plan plan = Harness.builder().plan(WorkerRunTest.definition(folder, fragile("a")).build());
    only(plan.entries().get(0), "process");
    leaks.assertNone();
  }

  @Test
  void aProcessThatNobodyTakesEndsWhenItIsClosed() {
    SpareWorker.start().close();
  }
}
