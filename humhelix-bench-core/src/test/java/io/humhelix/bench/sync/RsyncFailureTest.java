package io.humhelix.bench.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RsyncFailureTest {

  private static final String CUT =
      "\nrsync: connection unexpectedly closed (0 bytes received so far) [Receiver]\n"
          + "rsync error: unexplained error (code 255) at io.c(285) [Receiver=3.2.7]\n";

  private final SyncSource source = new SyncSource("h", "u@h", "/opt/x");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "255 | Host key verification failed. | its host key is not known here",
        "255 | u@h: Permission denied (publickey,password). | ssh could not log in",
        "255 | Received disconnect from ::1 port 22:2: Too many authentication failures"
            + " | ssh could not log in",
        "255 | ssh: Could not resolve hostname h: Name or service not known | no host of this name",
        "255 | ssh: connect to host h port 22: Connection refused | cannot be reached",
        "255 | ssh: connect to host h port 22: Connection timed out | cannot be reached",
        "255 | Connection timed out during banner exchange | cannot be reached",
        "14 | rsync: [Receiver] Failed to exec ssh: No such file or directory (2) | does not run",
        "12 | bash: line 1: rsync: command not found | it has no rsync",
        "127 | sh: 1: rsync: not found | it has no rsync",
        "2 | protocol version mismatch -- is your shell clean? | prints something of its own",
        "23 | rsync: [sender] change_dir \"/opt/x\" failed: No such file or directory (2)"
            + " | it has no such folder",
        "23 | rsync: [sender] send_files failed to open \"/x\": Permission denied (13)"
            + " | may not be read by the user",
        "23 | rsync: read errors mapping \"/x\": Input/output error (5) | could not be read",
        "30 | rsync error: timeout in data send/receive (code 30) | the connection was cut",
        "255 | Timeout, server h not responding. | the connection was cut",
        "255 | '' | the connection was cut",
        "12 | client_loop: send disconnect: Connection reset by peer | the connection was cut"
      })
  void saysWhatItMeansAndWhatToDo(int exit, String said, String message) {
    HostProblem problem = of(exit, said + CUT);

    assertTrue(problem.message().contains(message), problem.toString());
    assertEquals(HostProblem.Kind.HOST, problem.kind());
    assertFalse(problem.help().isBlank());
    if (!said.isEmpty() && !said.startsWith("rsync error")) {
      assertEquals(List.of(said), problem.said());
    }
  }

  @Test
  void aChangedHostKeyIsNotCalledUnknown() {
    HostProblem problem =
        of(
            255,
            "@@@@@@\n@  WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!  @\n@@@@@@\n"
                + "Host key verification failed.\n");

    assertTrue(problem.message().contains("another one than the known one"), problem.message());
    assertFalse(problem.help().contains("-R"), problem.help());
  }

  @Test
  void aFullDiskHereIsOurs() {
    String said =
        "rsync: [receiver] write failed on \"/home/x\": No space left on device (28)\n"
            + "rsync error: error in file IO (code 11) at receiver.c(381) [receiver=3.2.7]\n";

    assertEquals(HostProblem.Kind.STORAGE, of(11, said).kind());
    assertEquals(HostProblem.Kind.HOST, of(11, said.replace("[receiver]", "[sender]")).kind());
  }

  @Test
  void anUnknownFailureNamesTheExitCode() {
    HostProblem problem = of(5, "odd\n");

    assertEquals("rsync ended with exit code 5", problem.message());
    assertEquals(List.of("odd"), problem.said());
  }

  @Test
  void secretsAreTakenOut() {
    HostProblem problem = of(5, "see https://u:secret@h/x and hf_abcdefghijklmnopqrst\n");

    assertFalse(problem.said().toString().contains("secret"), problem.said().toString());
    assertFalse(problem.said().toString().contains("hf_abc"), problem.said().toString());
  }

  @Test
  void saysHowToConnectByHand() {
    assertTrue(of(255, "Host key verification failed.").help().endsWith("ssh -F /c u@h"));
  }

  private HostProblem of(int exit, String said) {
    RemoteShell shell = new RemoteShell("ssh", Optional.of(Path.of("/c")), Duration.ofSeconds(30));
    return RsyncFailure.of(new RsyncCall.Ended(exit, said, List.of()), source, shell);
  }
}
