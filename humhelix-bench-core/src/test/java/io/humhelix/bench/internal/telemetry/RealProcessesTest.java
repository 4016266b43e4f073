package io.humhelix.bench.internal.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.telemetry.ProcessAccount.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The account against what shells say that they used themselves ({@code times}), which holds on a
 * machine under any load.
 */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class RealProcessesTest {

  /** Ticks, and what a shell uses after it has told. */
  private static final double SLACK = 0.1;

  private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

  @TempDir Path folder;

  /** Ticks of 10 ms that a process is to use, however fast it is. */
  private static final long ENOUGH = 100;

  /** A loop of a shell, of some milliseconds for 3000 rounds. */
  private static String burn(int rounds) {
    return "i=0; while [ $i -lt " + rounds + " ]; do i=$((i+1)); done";
  }

  /** Waits for a file, and not for ever: nothing is to be left of a test that was killed. */
  private static String await(String file) {
    return "n=0; while [ ! -e " + file + " ] && [ $n -lt 30000 ]; do n=$((n+1)); sleep 0.01; done";
  }

  private Process sh(String script) throws IOException {
    return new ProcessBuilder("/bin/sh", "-c", script)
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** All four numbers of {@code times}: of the shell, and of children that it waited for. */
  private static double seconds(String told) {
    double seconds = 0;
    Matcher all = TIME.matcher(told);
    while (all.find()) {
      seconds += 60 * Double.parseDouble(all.group(1)) + Double.parseDouble(all.group(2));
    }
    return seconds;
  }

  private static String lines(BufferedReader out, int count) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(out.readLine()).append('\n');
    }
    return lines.toString();
  }

  private static void assertSame(double told, double counted) {
    assertTrue(told > 5 * SLACK, "too little was used: " + told);
    assertTrue(Math.abs(counted - told) < SLACK + 0.1 * told, told + " told, counted " + counted);
  }

  /** Of the account without this process itself, which uses time by looking. */
  private static double others(ProcessAccount account) {
    return account.seconds(Part.OWN) - own(account, ProcessHandle.current().pid());
  }

  private static double own(ProcessAccount account, long pid) {
    return account.alive(Part.OWN).stream()
        .filter(p -> p.pid() == pid)
        .mapToDouble(p -> p.own() / 100.0)
        .sum();
  }

  @Test
  void childrenOfMillisecondsBelongToTheSystemHoweverOftenOneLooks() throws Exception {
    ProcessAccount often = ProcessAccount.ofThisProcess(KernelFiles.HERE);
    ProcessAccount seldom = ProcessAccount.ofThisProcess(KernelFiles.HERE);
    double oftenBefore = others(often);
    double seldomBefore = others(seldom);
    Process shell = sh("while [ ! -e enough ]; do (" + burn(6_000) + "); done; times; read end");
    try (BufferedReader out = output(shell)) {
      while (waitedFor(shell.pid()) < ENOUGH) {
        often.update();
        LockSupport.parkNanos(2_000_000);
      }
      Files.createFile(folder.resolve("enough"));
      double told = seconds(lines(out, 2));
      often.update();
      seldom.update();
      assertSame(told, others(often) - oftenBefore);
      assertSame(told, others(seldom) - seldomBefore);
    } finally {
      shell.destroyForcibly();
    }
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void aGrandchildThatOutlivesItsParentBelongsToTheSystem() throws Exception {
    ProcessAccount account = ProcessAccount.ofThisProcess(KernelFiles.HERE);
    String grandchild =
        await("go")
            + "; while [ ! -e enough ]; do "
            + burn(3_000)
            + "; done; touch done; "
            + await("end");
    Process parent = sh("(" + grandchild + ") >/dev/null 2>&1 & echo $!; read end");
    try (BufferedReader out = output(parent)) {
      long pid = Long.parseLong(out.readLine());
      account.update();
      assertTrue(account.alive(Part.OWN).stream().anyMatch(p -> p.pid() == pid));
      parent.getOutputStream().close();
      parent.waitFor();
      account.update();
      double before = own(account, pid);
      double all = others(account);
      double begun = ticks(pid);
      Files.createFile(folder.resolve("go"));
      while (ticks(pid) - begun < ENOUGH) {
        LockSupport.parkNanos(2_000_000);
      }
      Files.createFile(folder.resolve("enough"));
      while (!Files.exists(folder.resolve("done"))) {
        LockSupport.parkNanos(2_000_000);
      }
      account.update();
      assertSame(own(account, pid) - before, others(account) - all);
    } finally {
      Files.createFile(folder.resolve("end"));
      parent.destroyForcibly();
    }
  }

  @Test
  void whatThisProcessDidNotStartDoesNotBelongToTheSystem() throws Exception {
    Process starter = sh("(" + burn(100_000_000) + ") >/dev/null 2>&1 & echo $!");
    long burner;
    try (BufferedReader out = output(starter)) {
      burner = Long.parseLong(out.readLine());
    }
    try {
      starter.waitFor();
      ProcessAccount account = ProcessAccount.ofThisProcess(KernelFiles.HERE);
      double all = others(account);
      double before = ticks(burner);
      while (ticks(burner) - before < ENOUGH) {
        account.update();
        LockSupport.parkNanos(2_000_000);
      }
      account.update();
      assertEquals(0, others(account) - all, SLACK);
    } finally {
      ProcessHandle.of(burner).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static double waitedFor(long pid) {
    return ProcessStat.of(KernelFiles.HERE, pid).orElseThrow().waited();
  }

  private static double ticks(long pid) {
    return ProcessStat.of(KernelFiles.HERE, pid).orElseThrow().own();
  }
}
