package io.humhelix.bench.internal.telemetry;

import static io.humhelix.bench.spi.SampledQuantity.counter;
import static io.humhelix.bench.spi.SampledQuantity.gauge;
import static io.humhelix.bench.spi.SampledQuantity.peak;

import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.telemetry.ProcessAccount.Part;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SampledQuantity;
import io.humhelix.bench.spi.Sampler;
import io.humhelix.bench.spi.SamplerProvider;
import io.humhelix.bench.spi.SutProvider;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Samples the processes of the system under test: this one, servers, and what these started. */
public final class ProcessSamplers implements SamplerProvider {

  static final SampledQuantity OWN =
      counter("process_cpu", "s", "processor time of this process and those it started");
  static final SampledQuantity OWN_MEMORY =
      gauge("process_rss", "bytes", "resident memory of this process and those it started");
  static final SampledQuantity SERVERS =
      peak(
          "server_processes",
          "",
          "processes of the server on this machine; 0 if they do not show, and the load of others is"
              + " unknown");
  static final SampledQuantity SERVER =
      counter("server_cpu", "s", "processor time of the server on this machine");
  static final SampledQuantity SERVER_MEMORY =
      gauge("server_rss", "bytes", "resident memory of the server on this machine");

  private final KernelFiles kernel;
  private final List<InetSocketAddress> servers;

  ProcessSamplers(KernelFiles kernel, List<InetSocketAddress> servers) {
    this.kernel = kernel;
    this.servers = List.copyOf(servers);
  }

  /** Creates samplers of this machine. */
  public ProcessSamplers() {
    this(KernelFiles.HERE, List.of());
  }

  /** Returns samplers of a system that has servers do its work. */
  ProcessSamplers of(List<InetSocketAddress> addresses) {
    return new ProcessSamplers(kernel, addresses);
  }

  @Override
  public String id() {
    return "processes";
  }

  @Override
  public int spiVersion() {
    return SutProvider.SPI_VERSION;
  }

  @Override
  public Availability probe() {
    return kernel.exists("proc/self/stat")
        ? Availability.available("/proc")
        : Availability.unavailable(
            "there is no /proc/self/stat on this system.",
            "Processor time of the system under test is read on Linux alone.");
  }

  @Override
  public Sampler open(SutSpec spec) {
    ProcessAccount account = ProcessAccount.ofThisProcess(kernel);
    return new ProcessSampler(
        account, new ServerProcesses(kernel, account, servers), PageSize.bytes(kernel));
  }

  /** Reads the account of one live system. */
  static final class ProcessSampler implements PacedSampler {

    /** In between, looking at processes takes at most 1/400 of a processor. */
    private static final long PAUSE_PER_COST = 400;

    private final ProcessAccount account;
    private final ServerProcesses servers;
    private final boolean hasServers;
    private final long pageBytes;
    private final NanoClock cost = Telemetry.threadCpu();
    private long dueNanos = System.nanoTime();

    private ProcessSampler(ProcessAccount account, ServerProcesses servers, long pageBytes) {
      this.account = account;
      this.servers = servers;
      this.pageBytes = pageBytes;
      hasServers = servers.areElsewhere();
    }

    /** Returns what to do if processes of a server were not found. */
    Optional<Issue> issue() {
      return servers.issue();
    }

    @Override
    public List<SampledQuantity> quantities() {
      return hasServers
          ? List.of(OWN, OWN_MEMORY, SERVERS, SERVER, SERVER_MEMORY)
          : List.of(OWN, OWN_MEMORY);
    }

    @Override
    public boolean isDue() {
      return System.nanoTime() - dueNanos >= 0;
    }

    @Override
    public void read(double[] values) {
      long start = cost.nanos();
      account.update();
      if (hasServers) {
        servers.searchAgain();
      }
      List<ProcessStat> own = account.alive(Part.OWN);
      if (!own.isEmpty()) {
        values[0] = account.seconds(Part.OWN);
        values[1] = bytes(own);
      }
      if (hasServers) {
        List<ProcessStat> known = servers.known();
        values[2] = known.size();
        if (!known.isEmpty()) {
          values[3] = account.seconds(Part.SERVER);
          values[4] = bytes(known);
        }
      }
      dueNanos = System.nanoTime() + PAUSE_PER_COST * (cost.nanos() - start);
    }

    private double bytes(List<ProcessStat> processes) {
      return (double) pageBytes * processes.stream().mapToLong(ProcessStat::residentPages).sum();
    }

    @Override
    public void close() {
      // Nothing to release.
    }
  }
}
