package io.humhelix.bench.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class RsyncCallTest {

  @TempDir private Path folder;

  @Test
  void pathsStandAfterTheOptionsAndArgumentsPassTheShellThere() {
    List<String> command =
        new RsyncCall("rsync", shell("/c"))
            .command(new SyncSource("h", "u@h", "-x"), RsyncCall.RESULTS, "in");

    assertTrue(command.contains("--protect-args"));
    assertEquals(
        List.of("--", "u@h:./-x/", "in/"), command.subList(command.size() - 3, command.size()));
  }

  @Test
  void noOptionMakesHostKeysOrPasswordsEasier() {
    String command = shell("/c").command();

    assertFalse(command.contains("StrictHostKeyChecking"), command);
    assertFalse(command.contains("KnownHosts"), command);
    assertTrue(command.contains("'BatchMode=yes'"), command);
    assertTrue(command.contains("'ForwardAgent=no'"), command);
  }

  @Test
  void rsyncTakesAQuotedPathApartAgain() {
    assertTrue(shell("/a 'b'\"/c").command().startsWith("'ssh' '-F' '/a ''b''\"/c' '-o' "));
  }

  @Test
  void readsProgressAndWhatWasLeftOut() throws Exception {
    String said =
        "skipping non-regular file \"benchmark-link.db.yaml\"\n"
            + "\r              0   0%    0.00kB/s    0:00:00 (xfr#0, to-chk=3/4)"
            + "\r      1,234,567  42%    2.93MB/s    0:00:00 (xfr#1, to-chk=3/5)"
            + "\r          99999999999999999999999 50%\nother\n";
    List<String> seen = new ArrayList<>();
    RsyncOutput output =
        new RsyncOutput(
            new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)),
            (bytes, percent) -> seen.add(bytes + " " + percent));

    output.run();

    assertEquals(List.of("0 0", "1234567 42"), seen);
    assertEquals(List.of("benchmark-link.db.yaml"), output.skipped());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rsync  version 3.1.0  protocol version 31 | true",
        "rsync  version v3.2.7  protocol version 31 | true",
        "rsync  version 4.0  protocol version 40 | true",
        "rsync  version 3.0.9  protocol version 30 | false",
        "rsync  version 2.6.9  protocol version 29 | false",
        "openrsync: protocol version 29 | false",
        "'' | false"
      })
  void needsAnRsyncThatTellsHowFarItIs(String said, boolean fits) throws Exception {
    Path program = folder.resolve("rsync");
    Files.writeString(program, "#!/bin/sh\necho '" + said + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    if (fits) {
      RsyncVersion.require(program.toString());
      return;
    }

    String message =
        assertThrows(SyncException.class, () -> RsyncVersion.require(program.toString()))
            .getMessage();

    assertTrue(message.contains("needed: rsync 3.1 or newer; install it"), message);
    assertTrue(message.contains(said), message);
  }

  @Test
  void withoutRsyncNoHostIsAsked() {
    ResultsSync sync =
        ResultsSync.into(folder.resolve("home")).withPrograms(folder + "/nothing", "ssh");

    String message =
        assertThrows(
                SyncException.class,
                () -> sync.sync(SyncSource.of(List.of("h:/x")), new SyncListener() {}))
            .getMessage();

    assertTrue(message.contains("is not here; needed: rsync 3.1"), message);
    assertFalse(Files.exists(folder.resolve("home")));
  }

  @Test
  void refusesTwoHostsOfOneNameAndATimeoutOfNothing() {
    SyncSource source = new SyncSource("h", "h", "/x");
    ResultsSync sync = ResultsSync.into(folder);

    assertThrows(
        IllegalArgumentException.class,
        () -> sync.sync(List.of(source, source), new SyncListener() {}));
    assertThrows(IllegalArgumentException.class, () -> sync.withTimeout(Duration.ofMillis(999)));
  }

  private static RemoteShell shell(String config) {
    return new RemoteShell("ssh", Optional.of(Path.of(config)), Duration.ofSeconds(30));
  }
}
