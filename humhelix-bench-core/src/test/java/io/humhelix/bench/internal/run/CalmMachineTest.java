package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.telemetry.KernelFiles;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a made-up machine whose time passes when somebody sleeps. */
class CalmMachineTest {

  private static final long SECOND = 1_000_000_000;

  @TempDir Path root;
  private final Cancellation cancellation = new Cancellation();
  private long now;
  private double busySeconds;
  private double load;

  private void sleep(long nanos) {
    now += nanos;
    busySeconds += load * nanos / 1e9;
    try {
      writeCpu();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeCpu() throws IOException {
    long busy = Math.round(100 * busySeconds);
    long idle = Math.round(100 * (now / 1e9)) - busy;
    write("proc/stat", "cpu " + (1000 + busy) + " 0 0 " + (1000 + idle) + " 0 0 0 0 0 0\n");
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }

  private CalmMachine machine(int longestSeconds) {
    return new CalmMachine(
        Duration.ofSeconds(longestSeconds), new KernelFiles(root), () -> now, this::sleep);
  }

  private double waited(CoolDown coolDown) {
    long before = now;
    assertEquals(Optional.empty(), coolDown.await(cancellation));
    return (now - before) / 1e9;
  }

  @Test
  void doesNotWaitBeforeTheFirstForkAndASecondOnACalmMachine() throws Exception {
    writeCpu();
    CalmMachine machine = machine(60);
    assertEquals(0, waited(machine));
    assertEquals(1, waited(machine));
  }

  @Test
  void waitsUntilTheHottestZoneIsAsCoolAsBefore() throws Exception {
    writeCpu();
    write("sys/class/thermal/thermal_zone0/temp", "40000\n");
    write("sys/class/thermal/thermal_zone1/temp", "off\n");
    CoolDown machine =
        new CalmMachine(
            Duration.ofSeconds(60),
            new KernelFiles(root),
            () -> now,
            nanos -> {
              sleep(nanos);
              try {
                long degrees = Math.max(40, 50 - now / SECOND);
                write("sys/class/thermal/thermal_zone0/temp", degrees * 1000 + "\n");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertEquals(0, waited(machine));
    assertEquals(7, waited(machine), "43 degrees are reached after 7 s");
  }

  @Test
  void saysWhatIsNotAsBefore() throws Exception {
    writeCpu();
    write("sys/class/thermal/thermal_zone0/temp", "40000");
    CalmMachine machine = machine(5);
    machine.await(cancellation);
    load = 0.5;
    Issue busy = machine.await(cancellation).orElseThrow();
    assertEquals("not-cooled-down", busy.code());
    assertTrue(busy.message().contains("50.0 % of the processors"), busy.message());
    assertEquals(5 * SECOND, now);
    load = 0;
    write("sys/class/thermal/thermal_zone0/temp", "49500");
    Issue warm = machine.await(cancellation).orElseThrow();
    assertTrue(warm.message().contains("9.5 degrees warmer"), warm.message());
  }

  @Test
  void waitsForTheWholeTimeWhereTheSystemTellsNothing() {
    CoolDown machine =
        new CalmMachine(
            Duration.ofSeconds(20), new KernelFiles(root), () -> now, nanos -> now += nanos);
    assertEquals(0, waited(machine));
    assertEquals(20, waited(machine));
  }

  @Test
  void cancellationEndsIt() throws Exception {
    writeCpu();
    load = 1;
    CalmMachine machine = machine(60);
    machine.await(cancellation);
    cancellation.request();
    assertEquals(0, waited(machine));
  }

  @Test
  void zeroDoesNotWait() {
    assertEquals(CoolDown.NONE, CoolDown.upTo(Duration.ZERO, () -> now));
  }
}
