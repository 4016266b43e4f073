package io.humhelix.bench.internal.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.Sampler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessSamplersTest {

  private static final SutSpec SPEC = SutSpec.of("sut", "fake", "none");
  private static final int SELF = 10;
  private static final int SERVER = 40;
  private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 8000);

  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void process(int pid, int parent, long own) throws IOException {
    String stat =
        pid + " (p) S " + parent + " 1 1 0 -1 0 0 0 0 0 " + own + " 0 0 0 20 0 1 0 5 4096 77 0";
    file("proc/" + pid + "/stat", stat);
    if (pid == SELF) {
      file("proc/self/stat", stat);
    }
  }

  /** A socket at port 8000, and who has it open. */
  private void listens(int... pids) throws IOException {
    listenAt(7);
    for (int pid : pids) {
      holds(pid, 7);
    }
  }

  private void listenAt(int... sockets) throws IOException {
    StringBuilder table = new StringBuilder("title\n");
    for (int socket : sockets) {
      table.append(" 0: 0100007F:1F40 00000000:0000 0A 0:0 0:0 0 1000 0 " + socket + " 1\n");
    }
    file("proc/net/tcp", table.toString());
  }

  private void holds(int pid, int socket) throws IOException {
    Files.createDirectories(root.resolve("proc/" + pid + "/fd"));
    Files.createSymbolicLink(
        root.resolve("proc/" + pid + "/fd/3"), Path.of("socket:[" + socket + "]"));
  }

  private void ends(int pid) throws IOException {
    Files.delete(root.resolve("proc/" + pid + "/stat"));
    Files.delete(root.resolve("proc/" + pid + "/fd/3"));
  }

  private Telemetry open(InetSocketAddress... servers) {
    return new SamplerRegistry(
            List.of(new ProcessSamplers(new KernelFiles(root), List.of())), List.of())
        .open(SPEC, List.of(servers), NanoClock.SYSTEM, Duration.ofDays(1));
  }

  private static Map<String, Double> numbers(Sampled sampled) {
    return sampled.measurements().stream()
        .filter(m -> !m.metric().name().startsWith("telemetry"))
        .collect(Collectors.toMap(m -> m.metric().name(), m -> m.value()));
  }

  private Sampled trial(Telemetry telemetry, long own, long server) throws IOException {
    telemetry.start();
    process(SELF, 1, own);
    process(SERVER, 1, server);
    return telemetry.stop().sampled();
  }

  @Test
  void aServerOnThisMachineHasFiguresOfItsOwn() throws Exception {
    process(SELF, 1, 100);
    process(SERVER, 1, 500);
    listens(SERVER);
    try (Telemetry telemetry = open(HERE)) {
      Sampled sampled = trial(telemetry, 130, 700);
      assertEquals(List.of(), sampled.issues());
      Map<String, Double> expected = new HashMap<>();
      expected.put("process_cpu_s", 0.3);
      expected.put("process_rss_mean_bytes", 77 * 4096.0);
      expected.put("process_rss_max_bytes", 77 * 4096.0);
      expected.put("server_processes", 1.0);
      expected.put("server_cpu_s", 2.0);
      expected.put("server_rss_mean_bytes", 77 * 4096.0);
      expected.put("server_rss_max_bytes", 77 * 4096.0);
      assertEquals(expected, numbers(sampled));
    }
  }

  @Test
  void oneWhoseProcessesDoNotShowIsSaidToBeUnknown() throws Exception {
    process(SELF, 1, 100);
    process(SERVER, 1, 500);
    listens();
    try (Telemetry telemetry = open(HERE)) {
      Sampled sampled = trial(telemetry, 130, 700);
      assertEquals(1, sampled.issues().size());
      Issue issue = sampled.issues().get(0);
      assertEquals("server-processes-unknown", issue.code());
      assertEquals(Severity.INFO, issue.severity());
      assertTrue(issue.message().contains("127.0.0.1:8000"), issue.message());
      assertFalse(issue.remedy().isEmpty());
      Map<String, Double> numbers = numbers(sampled);
      assertEquals(0, numbers.get("server_processes"));
      assertFalse(numbers.containsKey("server_cpu_s"), numbers.toString());
      assertEquals(0.3, numbers.get("process_cpu_s"), 1e-9);
    }
  }

  @Test
  void aServerElsewhereHasNone() throws Exception {
    process(SELF, 1, 100);
    process(SERVER, 1, 500);
    listens(SERVER);
    try (Telemetry telemetry = open(new InetSocketAddress("192.0.2.1", 8000))) {
      Sampled sampled = trial(telemetry, 130, 700);
      assertEquals(List.of(), sampled.issues());
      assertEquals(3, numbers(sampled).size(), numbers(sampled).toString());
    }
  }

  @Test
  void oneThatThisProcessStartedIsItsOwn() throws Exception {
    process(SELF, 1, 100);
    process(SERVER, SELF, 500);
    listens(SERVER);
    try (Telemetry telemetry = open(HERE)) {
      telemetry.start();
      process(SERVER, SELF, 700);
      Map<String, Double> numbers = numbers(telemetry.stop().sampled());
      assertEquals(2, numbers.get("process_cpu_s"), 1e-9);
      assertFalse(numbers.containsKey("server_processes"), numbers.toString());
    }
  }

  /** As the process of an application that has the server in it, and starts the worker. */
  @Test
  void oneThatStartedThisProcessCountsWithoutWhatElseItStarted() throws Exception {
    process(SERVER, 1, 500);
    process(SELF, SERVER, 100);
    process(50, SERVER, 0);
    listens(SERVER);
    try (Telemetry telemetry = open(HERE)) {
      telemetry.start();
      process(SERVER, 1, 510);
      process(SELF, SERVER, 120);
      process(50, SERVER, 900);
      Map<String, Double> numbers = numbers(telemetry.stop().sampled());
      assertEquals(0.2, numbers.get("process_cpu_s"), 1e-9);
      assertEquals(0.1, numbers.get("server_cpu_s"), 1e-9);
      assertEquals(1, numbers.get("server_processes"));
    }
  }

  /** As workers of a server that each have a socket of their own at one port (SO_REUSEPORT). */
  @Test
  void oneOfSeveralThatWasStartedAgainIsFoundAtTheNextLook() throws Exception {
    process(SELF, 1, 100);
    process(SERVER, 1, 500);
    process(41, 1, 500);
    listenAt(7, 8);
    holds(SERVER, 7);
    holds(41, 8);
    try (Telemetry telemetry = open(HERE)) {
      ends(41);
      process(42, 1, 0);
      holds(42, 9);
      listenAt(7, 9);
      telemetry.start();
      process(SERVER, 1, 510);
      process(42, 1, 300);
      Map<String, Double> numbers = numbers(telemetry.stop().sampled());
      assertEquals(2, numbers.get("server_processes"));
      assertEquals(3.1, numbers.get("server_cpu_s"), 1e-9);
    }
  }

  @Test
  void aServerThatWasStartedAgainIsFoundAtTheNextLook() throws Exception {
    process(SELF, 1, 100);
    process(SERVER, 1, 500);
    listens(SERVER);
    try (Telemetry telemetry = open(HERE)) {
      ends(SERVER);
      listenAt();
      trialOf(telemetry, 42, 0, 0);
      holds(42, 9);
      listenAt(9);
      assertEquals(3, trialOf(telemetry, 42, 10, 310).get("server_cpu_s"), 1e-9);
    }
  }

  private Map<String, Double> trialOf(Telemetry telemetry, int pid, long before, long after)
      throws IOException {
    process(pid, 1, before);
    telemetry.start();
    process(pid, 1, after);
    return numbers(telemetry.stop().sampled());
  }

  @Test
  void aLookIsDueAgainWhenItCostLittleOfTheTime() throws Exception {
    process(SELF, 1, 100);
    try (Sampler sampler = new ProcessSamplers(new KernelFiles(root), List.of()).open(SPEC)) {
      PacedSampler paced = (PacedSampler) sampler;
      assertTrue(paced.isDue());
      double[] values = new double[sampler.quantities().size()];
      sampler.read(values);
      assertFalse(paced.isDue());
      while (!paced.isDue()) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  @Test
  void theSizeOfAPageIsThatOfTheKernel() throws Exception {
    assertEquals(4096, PageSize.bytes(new KernelFiles(root)));
    ByteBuffer vector = ByteBuffer.allocate(4 * Long.BYTES).order(ByteOrder.nativeOrder());
    vector.putLong(16).putLong(-1).putLong(6).putLong(65_536);
    Files.createDirectories(root.resolve("proc/self"));
    Files.write(root.resolve("proc/self/auxv"), vector.array());
    assertEquals(65_536, PageSize.bytes(new KernelFiles(root)));
  }

  /** A burner that the worker did not start is other load, beside a system that burns too. */
  @Test
  @Tag("slow")
  @EnabledOnOs(OS.LINUX)
  void aBurnerBesideIsOtherLoadAndTheSystemsOwnIsNot() throws Exception {
    String burn = "ulimit -t 600; while :; do :; done";
    Process starter =
        new ProcessBuilder("/bin/sh", "-c", "(" + burn + ") >/dev/null 2>&1 & echo $!").start();
    long stranger = Long.parseLong(new String(starter.getInputStream().readAllBytes()).strip());
    Process own = null;
    try (Telemetry telemetry =
        SamplerRegistry.builtInAlone()
            .open(SPEC, List.of(), NanoClock.SYSTEM, Telemetry.INTERVAL)) {
      telemetry.start();
      own = new ProcessBuilder("/bin/sh", "-c", burn).start();
      double strangers = seconds(stranger);
      while (seconds(stranger) < strangers + 0.5 || seconds(own.pid()) < 0.5) {
        LockSupport.parkNanos(2_000_000);
      }
      double used = seconds(own.pid());
      strangers = seconds(stranger) - strangers;
      Map<String, Double> numbers = numbers(telemetry.stop().sampled());
      double mine = numbers.get("process_cpu_s");
      double others = numbers.get("host_cpu_s") - mine;
      assertTrue(mine >= used - 0.05, mine + " of " + used);
      assertTrue(others >= 0.9 * strangers, others + " of " + strangers);
    } finally {
      ProcessHandle.of(stranger).ifPresent(ProcessHandle::destroyForcibly);
      if (own != null) {
        own.destroyForcibly();
      }
    }
  }

  private static double seconds(long pid) {
    return ProcessStat.of(KernelFiles.HERE, pid).orElseThrow().own() / 100.0;
  }
}
