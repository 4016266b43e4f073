package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.internal.telemetry.ProcessAccount.Part;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks for the processes of servers on this machine and puts them into the account, each with all
 * that it started. A server that this process started is in the account already. One that started
 * this process counts by itself alone: the rest of what it started is not the system under test.
 */
final class ServerProcesses {

  /** A search reads all open files of all processes. */
  private static final long SEARCH_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final KernelFiles kernel;
  private final ListeningProcesses listening;
  private final ProcessAccount account;
  private final List<InetSocketAddress> here;

  /** As of the last search. */
  private final Map<InetSocketAddress, Set<String>> sockets = new HashMap<>();

  private boolean anyElsewhere;
  private Optional<InetSocketAddress> missing = Optional.empty();
  private long searchedNanos;

  ServerProcesses(KernelFiles kernel, ProcessAccount account, List<InetSocketAddress> servers) {
    this.kernel = kernel;
    listening = new ListeningProcesses(kernel);
    this.account = account;
    here = servers.stream().filter(ListeningProcesses::isHere).distinct().toList();
    search();
  }

  private void search() {
    searchedNanos = System.nanoTime();
    missing = Optional.empty();
    Set<Long> own = new HashSet<>();
    account.alive(Part.OWN).forEach(process -> own.add(process.pid()));
    Set<Long> ancestors = ancestors();
    for (InetSocketAddress address : here) {
      sockets.put(address, listening.sockets(address));
      Set<Long> found = listening.holding(sockets.get(address));
      if (found.isEmpty()) {
        missing = Optional.of(address);
      }
      for (long pid : found) {
        if (!own.contains(pid)) {
          anyElsewhere = true;
          account.add(pid, Part.SERVER, ancestors.contains(pid));
        }
      }
    }
    account.update();
  }

  private Set<Long> ancestors() {
    Set<Long> ancestors = new HashSet<>();
    Optional<ProcessStat> process = ProcessStat.ofThis(kernel);
    while (process.isPresent() && ancestors.add(process.get().parent())) {
      process = ProcessStat.of(kernel, process.get().parent());
    }
    return ancestors;
  }

  /** Returns whether there is something beside the processes that this one started. */
  boolean areElsewhere() {
    return anyElsewhere || missing.isPresent();
  }

  /**
   * Looks for them again if they are gone, or if other sockets listen: a server, or one of several
   * that share a port, may have been started again.
   */
  void searchAgain() {
    boolean lost = missing.isPresent() || (anyElsewhere && alive().isEmpty());
    boolean due = System.nanoTime() - searchedNanos > SEARCH_AGAIN_NANOS;
    if ((lost && due) || haveChanged()) {
      search();
    }
  }

  private boolean haveChanged() {
    return here.stream()
        .anyMatch(address -> !listening.sockets(address).equals(sockets.get(address)));
  }

  private List<ProcessStat> alive() {
    return account.alive(Part.SERVER);
  }

  /** Returns all that are alive; none if some are not known. */
  List<ProcessStat> known() {
    return missing.isPresent() ? List.of() : alive();
  }

  /** Returns what to do if they were not found. */
  Optional<Issue> issue() {
    return missing.map(
        address ->
            new Issue(
                Severity.INFO,
                "server-processes-unknown",
                "the server at "
                    + address.getAddress().getHostAddress()
                    + ":"
                    + address.getPort()
                    + " is on this machine, but its processes do not show: the load of other"
                    + " processes is unknown.",
                "Run harness and server as the same user, or the harness as root; both outside"
                    + " containers, or in the same one."));
  }
}
