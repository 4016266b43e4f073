package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.internal.process.NvidiaSmi;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.selfcheck.Bench.HarnessUnderCheck;
import io.humhelix.bench.testkit.FakeBackend;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Proves on this machine, with a fake system of known delays, errors and hangs, that the harness
 * measures and judges as it promises, and looks at what the machine is. Starts worker processes of
 * that system, and kills some. Takes some seconds.
 */
public final class SelfCheck {

  private final Harness.Builder host;

  /**
   * A self-check.
   *
   * @param host the harness as the host sets it up: its backends are asked whether they can work
   */
  public SelfCheck(Harness.Builder host) {
    this.host = Objects.requireNonNull(host, "host");
  }

  /**
   * Runs all checks, one after the other.
   *
   * @param listener told of each finding as soon as there is one
   * @return all findings
   * @throws IOException if the temporary folder cannot be used
   */
  public SelfCheckReport run(Consumer<Finding> listener) throws IOException {
    Path folder =
        Files.createTempDirectory("humhelix-bench-doctor-" + ProcessHandle.current().pid() + "-");
    try {
      Bench bench =
          new Bench(
              folder.resolve("results"),
              SoundFile.write(folder.resolve("sound.wav")),
              HarnessUnderCheck.REAL);
      try (FakeForks forks = new FakeForks(bench, WorkerSettings.DEFAULT)) {
        return run(checks(bench, forks), listener);
      }
    } finally {
      delete(folder);
    }
  }

  private List<Check> checks(Bench bench, FakeForks forks) {
    ClockRateCheck rate = new ClockRateCheck(System::nanoTime, Uptime::seconds);
    return List.of(
        new ClockCheck(System::nanoTime),
        new FloorCheck(bench),
        new KnownDelayCheck(bench, FakeBackend::new),
        new PercentileCheck(bench),
        new GateCheck(bench),
        new DeviceCheck(bench),
        new FailureCheck(bench),
        new HangCheck(bench),
        new ResultsFileCheck(bench),
        new IsolationCheck(forks),
        new OpenLoopCheck(bench),
        // Last of them, since it compares the time that the others took.
        rate,
        new MachineCheck(),
        new GpuCheck(new NvidiaSmi()),
        new BackendsCheck(host));
  }

  static SelfCheckReport run(List<Check> checks, Consumer<Finding> listener) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks) {
      for (Finding finding : findingsOf(check)) {
        findings.add(finding);
        listener.accept(finding);
      }
    }
    return new SelfCheckReport(findings);
  }

  private static List<Finding> findingsOf(Check check) {
    try {
      return check.find();
    } catch (Exception | LinkageError | AssertionError e) {
      return List.of(
          Finding.fail(
              check.id(),
              check.section(),
              "the check itself failed: " + e + ".",
              "Report it with the output of --json."));
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
