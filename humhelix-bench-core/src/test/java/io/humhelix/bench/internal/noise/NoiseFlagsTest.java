package io.humhelix.bench.internal.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseFlagsTest {

  /** Two seconds on two processors, of which this process used one. */
  private static final Map<String, Double> QUIET =
      Map.of(
          "host_cpu_s", 2.01,
          "host_cpu_capacity_s", 4.0,
          "host_cpu_steal_s", 0.0,
          "process_cpu_s", 2.0,
          "host_swap_pages", 0.0,
          "cgroup_throttled_s", 0.0,
          "host_memory_pressure_s", 0.0,
          "jvm_gc_pause_s", 0.0,
          "telemetry_read_s", 0.002);

  private static TrialResult trial(int fork, int number, double rtf, Map<String, Double> sampled) {
    return trial(fork, number, rtf, 2000, sampled);
  }

  private static TrialResult trial(
      int fork, int number, double rtf, long wallMillis, Map<String, Double> sampled) {
    List<Measurement> metrics = new ArrayList<>();
    metrics.add(new Measurement(Metrics.RTF, rtf));
    sampled.forEach(
        (name, value) ->
            metrics.add(
                new Measurement(new Metric(name, "", Direction.INFORMATION, "test"), value)));
    return MadeUpTrials.trial(
        "config",
        TrialKind.MEASURED,
        fork,
        number,
        TrialStatus.OK,
        Instant.EPOCH,
        1_000_000 * wallMillis,
        1,
        List.of(),
        metrics,
        List.of(),
        Optional.empty());
  }

  private static Map<String, Double> quietBut(String name, double value) {
    Map<String, Double> changed = new HashMap<>(QUIET);
    changed.put(name, value);
    return changed;
  }

  private static List<TrialResult> fork(int fork, double... rtf) {
    List<TrialResult> trials = new ArrayList<>();
    for (int i = 0; i < rtf.length; i++) {
      trials.add(trial(fork, i + 1, rtf[i], QUIET));
    }
    return trials;
  }

  private static List<String> codes(List<Issue> issues) {
    return issues.stream().map(Issue::code).toList();
  }

  private static void fires(String code, String says, String metric, double value) {
    List<Issue> flags = NoiseFlags.ofFork(1, List.of(trial(1, 1, 0.1, quietBut(metric, value))), 1);
    assertEquals(List.of(code), codes(flags));
    assertTrue(flags.get(0).message().contains(says), flags.get(0)::message);
    assertEquals(Severity.WARNING, flags.get(0).severity());
    assertFalse(flags.get(0).remedy().isEmpty());
    assertTrue(NoiseFlags.isFlag(flags.get(0)));
  }

  @Test
  void aQuietMachineHasNoFlag() {
    assertEquals(List.of(), NoiseFlags.ofFork(1, fork(1, 0.1, 0.101, 0.099, 0.1), 1));
  }

  @Test
  void everythingThatDisturbsHasAFlag() {
    fires("other-load", "other processes used 12.5 %", "host_cpu_s", 2.5);
    fires("cpu-steal", "gave 5.0 % of the CPU to other virtual machines", "host_cpu_steal_s", 0.2);
    fires("swap", "300 memory pages", "host_swap_pages", 300);
    fires("cpu-throttled", "stopped it for 5.0 %", "cgroup_throttled_s", 0.1);
    fires("memory-pressure", "waited for memory for 5.0 %", "host_memory_pressure_s", 0.1);
    fires("gc", "paused the JVM for 3.0 %", "jvm_gc_pause_s", 0.06);
    fires("sampling-slow", "sampling the machine took 2.5 %", "telemetry_read_s", 0.05);
  }

  /** The server under test on this machine used a processor; without its own time it is a flag. */
  @Test
  void aServerOnThisMachineIsNoOtherLoad() {
    Map<String, Double> server = quietBut("host_cpu_s", 3);
    assertEquals(List.of("other-load"), flags(server));
    server.put("server_processes", 2.0);
    server.put("server_cpu_s", 0.99);
    assertEquals(List.of(), flags(server));
    server.put("server_cpu_s", 0.8);
    assertEquals(List.of("other-load"), flags(server));
    // Its processes do not show: nobody is accused.
    server.put("server_processes", 0.0);
    server.remove("server_cpu_s");
    assertEquals(List.of(), flags(server));
  }

  private static List<String> flags(Map<String, Double> sampled) {
    return codes(NoiseFlags.ofFork(1, List.of(trial(1, 1, 0.1, sampled)), 1));
  }

  /** Just below a limit nothing is said, just above it is: shares of 2 s, or of 4 of processors. */
  @ParameterizedTest
  @CsvSource({
    // flag, metric, value when quiet, what its share is of, limit
    "other-load, host_cpu_s, 2, 4, 0.025",
    "cpu-steal, host_cpu_steal_s, 0, 4, 0.02",
    "cpu-throttled, cgroup_throttled_s, 0, 2, 0.01",
    "memory-pressure, host_memory_pressure_s, 0, 2, 0.01",
    "gc, jvm_gc_pause_s, 0, 2, 0.01",
    "sampling-slow, telemetry_read_s, 0, 2, 0.01",
  })
  void upToItsLimitNothingHasAFlag(
      String flag, String metric, double quiet, double whole, double limit) {
    assertEquals(List.of(), flagsAt(metric, quiet + 0.999 * limit * whole));
    assertEquals(List.of(flag), flagsAt(metric, quiet + 1.001 * limit * whole));
  }

  private static List<String> flagsAt(String metric, double value) {
    return codes(NoiseFlags.ofFork(1, List.of(trial(1, 1, 0.1, quietBut(metric, value))), 1));
  }

  @Test
  void atItsLimitNothingHasAFlag() {
    assertEquals(List.of(), flagsAt("host_cpu_steal_s", 0.02 * 4));
  }

  @Test
  void aMebibyteOfPagesIsSwapped() {
    assertEquals(List.of(), flagsAt("host_swap_pages", 255));
    assertEquals(List.of("swap"), flagsAt("host_swap_pages", 256));
  }

  /** Of swap alone every page counts, however short the trials were. */
  @ParameterizedTest
  @CsvSource({"499, false", "500, true"})
  void sharesOfAVeryShortTimeSayNothing(long wallMillis, boolean flagged) {
    Map<String, Double> disturbed = quietBut("host_cpu_steal_s", 1);
    assertEquals(
        flagged ? List.of("cpu-steal") : List.of(),
        codes(NoiseFlags.ofFork(1, List.of(trial(1, 1, 0.1, wallMillis, disturbed)), 1)));
    Map<String, Double> swapped = quietBut("host_swap_pages", 300);
    assertEquals(
        List.of("swap"),
        codes(NoiseFlags.ofFork(1, List.of(trial(1, 1, 0.1, wallMillis, swapped)), 1)));
  }

  @Test
  void whatWasNotSampledHasNoFlag() {
    assertEquals(List.of(), NoiseFlags.ofFork(1, List.of(trial(1, 1, 0.1, Map.of())), 1));
    List<TrialResult> half =
        List.of(trial(1, 1, 0.1, quietBut("host_cpu_steal_s", 3)), trial(1, 2, 0.1, Map.of()));
    assertEquals(List.of(), NoiseFlags.ofFork(1, half, 1));
  }

  @Test
  void theTrialsOfAForkCountTogether() {
    List<TrialResult> trials =
        List.of(
            trial(1, 1, 0.1, quietBut("host_cpu_steal_s", 0.3)),
            trial(1, 2, 0.1, QUIET),
            trial(2, 1, 0.1, quietBut("host_cpu_steal_s", 4)));
    List<Issue> flags = NoiseFlags.ofFork(1, trials, 1);
    assertTrue(flags.get(0).message().contains("gave 3.8 %"), flags.get(0)::message);
  }

  @Test
  void aStepWithinAForkIsNotSteady() {
    double[] rtf = noisy(30, 0.002, 3);
    for (int i = 15; i < 30; i++) {
      rtf[i] *= 1.10;
    }
    List<Issue> flags = NoiseFlags.ofFork(1, fork(1, rtf), 1);
    assertEquals(List.of("not-steady"), codes(flags));
    assertTrue(flags.get(0).message().contains("after 15 of 30 trials"), flags.get(0)::message);
  }

  private static List<TrialResult> forks(int forks, int trials, int at, double factor) {
    List<TrialResult> all = new ArrayList<>();
    for (int fork = 1; fork <= forks; fork++) {
      double[] rtf = noisy(trials, 0.005, 70 + fork);
      for (int i = at; i < trials; i++) {
        rtf[i] *= factor;
      }
      all.addAll(fork(fork, rtf));
    }
    return all;
  }

  private static List<Issue> steps(List<TrialResult> trials, int forks) {
    return NoiseFlags.ofRunConfig(trials, forks, false, 1).stream()
        .filter(issue -> issue.code().equals("not-steady"))
        .toList();
  }

  @Test
  void aStepOfShortForksTogetherIsNotSteady() {
    List<Issue> flags = steps(forks(10, 5, 3, 1.3), 10);
    assertEquals(1, flags.size());
    assertTrue(
        flags
            .get(0)
            .message()
            .matches(
                "10 forks together: RTF shifted by \\+(29|30)\\.\\d % after 3 trials"
                    + " \\(p = 0\\.00010\\)\\."),
        flags.get(0)::message);
    assertEquals(Severity.WARNING, flags.get(0).severity());
    assertTrue(flags.get(0).remedy().contains("warmup"), flags.get(0)::remedy);
    assertEquals(List.of(), NoiseFlags.ofRunConfig(forks(10, 5, 3, 1), 10, false, 1));
  }

  @Test
  void aStepThatEveryForkShowsIsSaidOnce() {
    List<Issue> flags = steps(forks(4, 30, 15, 1.3), 4);
    assertEquals(1, flags.size());
    assertTrue(flags.get(0).message().startsWith("4 of 4 forks (1, 2, 3, 4)"), flags::toString);
    assertFalse(flags.get(0).message().contains("together"), flags::toString);
  }

  @Test
  void aStepThatOneForkShowsIsSaidOfAllInTheSameFlag() {
    List<TrialResult> trials = forks(10, 5, 3, 1.3);
    double[] rtf = noisy(30, 0.005, 9);
    for (int i = 3; i < rtf.length; i++) {
      rtf[i] *= 1.3;
    }
    trials.addAll(fork(11, rtf));
    List<Issue> flags = steps(trials, 11);
    assertEquals(1, flags.size());
    assertTrue(flags.get(0).message().startsWith("1 of 11 forks (11): RTF"), flags::toString);
    assertTrue(
        flags.get(0).message().contains(". 11 forks together: RTF shifted by "), flags::toString);
  }

  private static double[] noisy(int count, double sd, long seed) {
    Random random = new Random(seed);
    return random.doubles(count).map(u -> 0.1 * (1 + sd * random.nextGaussian())).toArray();
  }

  @Test
  void anOutlierIsNamedAndKept() {
    double[] rtf = noisy(12, 0.005, 4);
    rtf[6] *= 2;
    List<TrialResult> trials = fork(1, rtf);
    List<Issue> flags = NoiseFlags.ofFork(1, trials, 1);
    assertEquals(List.of("outliers"), codes(flags));
    assertTrue(flags.get(0).message().endsWith("others: 7."), flags.get(0)::message);
    assertEquals(Severity.INFO, flags.get(0).severity());
    assertEquals(12, trials.size());
  }

  @Test
  void fewTrialsHaveNoOutliers() {
    assertEquals(List.of(), NoiseFlags.ofFork(1, fork(1, 0.1, 0.1001, 0.2), 1));
    double[] seven = {0.1, 0.1001, 0.0999, 0.2, 0.1002, 0.0998, 0.1};
    assertEquals(List.of(), codes(NoiseFlags.ofFork(1, fork(1, Arrays.copyOf(seven, 6)), 1)));
    assertEquals(List.of("outliers"), codes(NoiseFlags.ofFork(1, fork(1, seven), 1)));
  }

  /** Fifteen times the typical distance of 0.0001 from the median, or not quite. */
  @ParameterizedTest
  @CsvSource({"0.10148, false", "0.10149, true"})
  void whatIsNotFarEnoughIsNoOutlier(double last, boolean flagged) {
    double[] rtf = {0.0998, 0.0999, 0.0999, 0.1, 0.1001, 0.1001, last};
    assertEquals(
        flagged ? List.of("outliers") : List.of(), codes(NoiseFlags.ofFork(1, fork(1, rtf), 1)));
  }

  @Test
  void forksAreSummedUpWithTheWorst() {
    List<TrialResult> trials = new ArrayList<>();
    for (int fork = 1; fork <= 4; fork++) {
      double steal = fork == 1 ? 0 : 0.1 * fork;
      trials.add(trial(fork, 1, 0.1, quietBut("host_cpu_steal_s", steal)));
    }
    List<Issue> flags = NoiseFlags.ofRunConfig(trials, 4, false, 1);
    assertEquals(List.of("cpu-steal"), codes(flags));
    assertTrue(
        flags
            .get(0)
            .message()
            .startsWith("3 of 4 forks (2, 3, 4), worst in fork 4: the hypervisor gave 10.0 %"),
        flags.get(0)::message);
  }

  @Test
  void fewForksAreSaidToBeFew() {
    List<Issue> flags = NoiseFlags.ofRunConfig(fork(1, 0.1, 0.1), 5, false, 1);
    assertEquals(List.of("small-n"), codes(flags));
    assertEquals("1 of 5 forks has valid trials; a 95 % interval needs 3.", flags.get(0).message());
    assertEquals("Raise trials.forks.", flags.get(0).remedy());
    Issue alone = NoiseFlags.ofRunConfig(fork(1, 0.1, 0.1), 5, true, 1).get(0);
    assertEquals("small-n", alone.code());
    assertTrue(alone.remedy().startsWith("Measure in worker processes"), alone.text());
    List<TrialResult> three = new ArrayList<>(fork(1, 0.1));
    three.addAll(fork(2, 0.1));
    assertEquals(List.of("small-n"), codes(NoiseFlags.ofRunConfig(three, 3, false, 1)));
    three.addAll(fork(3, 0.1));
    assertEquals(List.of(), NoiseFlags.ofRunConfig(three, 3, false, 1));
    assertEquals(List.of(), NoiseFlags.ofRunConfig(List.of(), 3, false, 1));
  }

  @Test
  void trialsThatWanderAreAutocorrelated() {
    Random random = new Random(5);
    List<TrialResult> trials = new ArrayList<>();
    for (int fork = 1; fork <= 4; fork++) {
      double[] rtf = new double[12];
      double wander = 0;
      for (int i = 0; i < rtf.length; i++) {
        wander = 0.95 * wander + 0.004 * random.nextGaussian();
        rtf[i] = 0.1 * Math.exp(wander);
      }
      trials.addAll(fork(fork, rtf));
    }
    assertTrue(
        codes(NoiseFlags.ofRunConfig(trials, 4, false, 1)).contains("autocorrelation"),
        () -> NoiseFlags.ofRunConfig(trials, 4, false, 1).toString());
  }

  @Test
  void aRunThatDriftsHasAnOrderEffect() {
    List<TrialResult> drifts = new ArrayList<>();
    List<TrialResult> stays = new ArrayList<>();
    Random random = new Random(6);
    for (int block = 1; block <= 10; block++) {
      double noise = 1 + 0.001 * random.nextGaussian();
      drifts.addAll(fork(block, 0.1 * (1 + 0.01 * block) * noise));
      stays.addAll(fork(block, 0.1 * noise));
    }
    Optional<Issue> found = NoiseFlags.ofBlocks(List.of(drifts, drifts));
    assertEquals("order-effect", found.orElseThrow().code());
    assertTrue(found.get().message().contains("per block over 10 blocks"), found.get()::message);
    assertEquals(Optional.empty(), NoiseFlags.ofBlocks(List.of(stays)));
    assertEquals(Optional.empty(), NoiseFlags.ofBlocks(List.of()));
    assertEquals(Optional.empty(), NoiseFlags.ofBlocks(List.of(drifts.subList(0, 3))));
    // One that lacks a block is left out, and does not break the rest.
    assertTrue(NoiseFlags.ofBlocks(List.of(drifts, stays.subList(0, 3))).isPresent());
  }

  @Test
  void ordinaryIssuesAreNoFlags() {
    assertFalse(NoiseFlags.isFlag(Issue.info("nondeterministic", "x")));
  }
}
