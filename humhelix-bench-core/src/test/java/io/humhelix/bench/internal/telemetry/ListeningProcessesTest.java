package io.humhelix.bench.internal.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tables of sockets as a processor writes them that begins with the lowest byte, as most do. */
class ListeningProcessesTest {

  private static final String TITLE =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";
  private static final String LOOPBACK = "0100007F";
  private static final String ANY = "00000000";
  private static final String ANY6 = ANY.repeat(4);
  private static final String MAPPED_LOOPBACK = "0000000000000000FFFF0000" + LOOPBACK;

  @TempDir Path root;
  private final StringBuilder tcp = new StringBuilder(TITLE);
  private final StringBuilder tcp6 = new StringBuilder(TITLE);

  @BeforeEach
  void folders() throws Exception {
    Files.createDirectories(root.resolve("proc/net"));
  }

  private static String line(String address, int port, String state, int inode) {
    return String.format(
        "   0: %s:%04X 00000000:0000 %s 00000000:00000000 00:00000000 00000000  1000        0 %d 1"
            + " 0000 100 0\n",
        address, port, state, inode);
  }

  private void holds(int pid, String name, int... inodes) throws IOException {
    Path folder = Files.createDirectories(root.resolve("proc/" + pid + "/fd")).getParent();
    Files.writeString(
        folder.resolve("stat"),
        pid + " (" + name + ") S 1 1 1 0 -1 0 0 0 0 0 1 1 1 1 20 0 1 0 5 4096 77 0");
    for (int inode : inodes) {
      Files.createSymbolicLink(folder.resolve("fd/" + inode), Path.of("socket:[" + inode + "]"));
    }
  }

  private Set<Long> at(String host, int port) throws IOException {
    Files.writeString(root.resolve("proc/net/tcp"), tcp);
    Files.writeString(root.resolve("proc/net/tcp6"), tcp6);
    ListeningProcesses listening = new ListeningProcesses(new KernelFiles(root));
    return listening.holding(listening.sockets(new InetSocketAddress(host, port)));
  }

  @Test
  void findsAllThatHoldAListeningSocketOfThePort() throws Exception {
    tcp.append(line(LOOPBACK, 8000, "0A", 1));
    tcp.append(line(LOOPBACK, 8000, "01", 2));
    tcp.append(line(LOOPBACK, 8001, "0A", 3));
    tcp.append(line(LOOPBACK, 8000, "0A", 4));
    tcp.append("   4: nonsense\n");
    holds(20, "master", 1);
    holds(21, "forked", 1);
    holds(22, "client", 2);
    holds(23, "other", 3);
    holds(24, "reuseport", 4, 3);
    assertEquals(Set.of(20L, 21L, 24L), at("127.0.0.1", 8000));
    assertEquals(Set.of(23L, 24L), at("127.0.0.1", 8001));
    assertEquals(Set.of(), at("127.0.0.1", 8002));
  }

  @Test
  void aSocketOfAllAddressesTakesTheConnection() throws Exception {
    tcp.append(line(ANY, 8000, "0A", 1));
    tcp6.append(line(ANY6, 8001, "0A", 2));
    tcp6.append(line(MAPPED_LOOPBACK, 8002, "0A", 3));
    holds(20, "all", 1, 2, 3);
    assertEquals(Set.of(20L), at("127.0.0.1", 8000));
    assertEquals(Set.of(20L), at("127.0.0.1", 8001));
    assertEquals(Set.of(20L), at("127.0.0.1", 8002));
    assertEquals(Set.of(20L), at("::1", 8001));
    assertEquals(Set.of(), at("::1", 8000));
  }

  @Test
  void anotherAddressIsAnotherServer() throws Exception {
    tcp.append(line("0200007F", 8000, "0A", 1));
    holds(20, "server", 1);
    assertEquals(Set.of(20L), at("127.0.0.2", 8000));
    assertEquals(Set.of(), at("127.0.0.1", 8000));
  }

  @Test
  void whatPassesConnectionsToAContainerIsNotTheServer() throws Exception {
    tcp.append(line(ANY, 8000, "0A", 1));
    holds(20, "docker-proxy", 1);
    assertEquals(Set.of(), at("127.0.0.1", 8000));
  }

  @Test
  void knowsTheAddressesOfThisMachine() {
    assertTrue(ListeningProcesses.isHere(new InetSocketAddress("127.0.0.1", 1)));
    assertTrue(ListeningProcesses.isHere(new InetSocketAddress("::1", 1)));
    assertFalse(ListeningProcesses.isHere(new InetSocketAddress("192.0.2.1", 1)));
    assertFalse(ListeningProcesses.isHere(InetSocketAddress.createUnresolved("server.invalid", 1)));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void findsThisProcess() throws Exception {
    ListeningProcesses listening = new ListeningProcesses(KernelFiles.HERE);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          Set.of(ProcessHandle.current().pid()),
          listening.holding(listening.sockets((InetSocketAddress) socket.getLocalSocketAddress())));
    }
  }
}
