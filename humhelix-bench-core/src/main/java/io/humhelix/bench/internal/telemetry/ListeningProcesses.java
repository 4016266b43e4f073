package io.humhelix.bench.internal.telemetry;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The processes that listen on a TCP port of this machine: those that hold a listening socket of it
 * (proc_pid_net(5), proc_pid_fd(5)). Several may, such as the workers of a server that share one.
 * Sockets of other users show only to root, and those of other network namespaces to nobody here.
 */
final class ListeningProcesses {

  private static final String LISTEN = "0A";
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /** They pass connections on to a container, whose processes are not theirs. */
  private static final Set<String> FORWARDERS =
      Set.of("docker-proxy", "rootlessport", "rootlesskit", "slirp4netns", "pasta", "pasta.avx2");

  private final KernelFiles kernel;

  ListeningProcesses(KernelFiles kernel) {
    this.kernel = kernel;
  }

  /** Returns whether an address is one of this machine. */
  static boolean isHere(InetSocketAddress address) {
    if (address.isUnresolved()) {
      return false;
    }
    InetAddress ip = address.getAddress();
    try {
      return ip.isLoopbackAddress()
          || ip.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(ip) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  /** Returns the sockets that listen, as links to them name them; costs little. */
  Set<String> sockets(InetSocketAddress address) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("proc/net/tcp", "proc/net/tcp6")) {
      kernel
          .text(table)
          .ifPresent(text -> text.lines().skip(1).forEach(line -> add(line, address, sockets)));
    }
    return sockets;
  }

  /**
   * Returns the numbers of the processes that hold such sockets; empty if they do not show, or only
   * pass data on. Reads all open files of all processes.
   */
  Set<Long> holding(Set<String> sockets) {
    Set<Long> processes = new TreeSet<>();
    if (sockets.isEmpty()) {
      return processes;
    }
    for (String entry : kernel.entries("proc", "[1-9]*")) {
      if (kernel.entries(entry + "/fd", "*").stream()
          .anyMatch(fd -> kernel.link(fd).filter(sockets::contains).isPresent())) {
        long pid = Long.parseLong(entry.substring(entry.lastIndexOf('/') + 1));
        if (ProcessStat.of(kernel, pid).filter(s -> !FORWARDERS.contains(s.name())).isPresent()) {
          processes.add(pid);
        }
      }
    }
    return processes;
  }

  private static void add(String line, InetSocketAddress address, Set<String> sockets) {
    String[] words = line.strip().split("\\s+");
    if (words.length <= INODE || !words[STATE].equals(LISTEN)) {
      return;
    }
    int colon = words[LOCAL].indexOf(':');
    try {
      InetAddress local = ip(words[LOCAL].substring(0, colon));
      int port = Integer.parseInt(words[LOCAL].substring(colon + 1), 16);
      if (port == address.getPort() && takes(local, address.getAddress())) {
        sockets.add("socket:[" + words[INODE] + "]");
      }
    } catch (UnknownHostException | RuntimeException e) {
      // A line of another form tells nothing.
    }
  }

  /** The socket of all IPv6 addresses takes IPv4 connections too, unless that was turned off. */
  private static boolean takes(InetAddress local, InetAddress asked) {
    return local.equals(asked)
        || asked.isAnyLocalAddress()
        || (local.isAnyLocalAddress()
            && !(local instanceof Inet4Address && !(asked instanceof Inet4Address)));
  }

  /** Words of four bytes, each in the order of the processor. */
  private static InetAddress ip(String hex) throws UnknownHostException {
    ByteBuffer bytes = ByteBuffer.allocate(hex.length() / 2).order(ByteOrder.nativeOrder());
    for (int at = 0; at < hex.length(); at += 8) {
      bytes.putInt(Integer.parseUnsignedInt(hex.substring(at, at + 8), 16));
    }
    return InetAddress.getByAddress(bytes.array());
  }
}
