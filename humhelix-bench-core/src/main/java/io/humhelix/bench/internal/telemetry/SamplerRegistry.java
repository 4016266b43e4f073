package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.provider.Contained;
import io.humhelix.bench.internal.provider.Contained.BrokenBackendException;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SampledQuantity;
import io.humhelix.bench.spi.Sampler;
import io.humhelix.bench.spi.SamplerProvider;
import io.humhelix.bench.spi.SutProvider;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The samplers of this process: kernel, JVM, and any discovered. */
public final class SamplerRegistry {

  private static final Logger log = LoggerFactory.getLogger(SamplerRegistry.class);

  /** The search ends after this many broken entries of a registration file. */
  private static final int MOST_BROKEN_ENTRIES = 100;

  /** Tests take the built-in samplers away, and add some that read what the test wants. */
  private static final String ADDED_ALONE = "humhelix.telemetry.addedAlone";

  private final List<SamplerProvider> providers;
  private final List<Issue> broken;

  SamplerRegistry(List<SamplerProvider> providers, List<Issue> broken) {
    this.providers = List.copyOf(providers);
    this.broken = List.copyOf(broken);
  }

  /** The built-in samplers and those that ServiceLoader finds. */
  public static SamplerRegistry find() {
    List<SamplerProvider> providers = new ArrayList<>();
    if (!Boolean.getBoolean(ADDED_ALONE)) {
      providers.addAll(builtIn());
    }
    List<Issue> broken = new ArrayList<>();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? SamplerRegistry.class.getClassLoader() : context;
    Iterator<SamplerProvider> services =
        ServiceLoader.load(SamplerProvider.class, loader).iterator();
    while (broken.size() < MOST_BROKEN_ENTRIES) {
      try {
        if (!services.hasNext()) {
          break;
        }
        providers.add(services.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        broken.add(OpenSampler.issue("registration", Contained.describe(e)));
      }
    }
    return new SamplerRegistry(providers, broken);
  }

  /** The built-in samplers only, for a host that turned discovery off. */
  public static SamplerRegistry builtInAlone() {
    return new SamplerRegistry(builtIn(), List.of());
  }

  private static List<SamplerProvider> builtIn() {
    return List.of(new ProcessSamplers(), new KernelSamplers(), new JvmSamplers());
  }

  /**
   * Opens every available sampler for one live system.
   *
   * @param servers where servers listen that do its work
   */
  public Telemetry open(
      SutSpec spec, List<InetSocketAddress> servers, NanoClock clock, Duration interval) {
    List<OpenSampler> samplers = new ArrayList<>();
    List<Issue> issues = new ArrayList<>(broken);
    Set<String> names = new HashSet<>();
    for (SamplerProvider provider : providers) {
      String id = provider.getClass().getName();
      try {
        id = Contained.call(provider::id);
        open(of(provider, servers), id, spec, names, samplers, issues);
      } catch (BrokenBackendException e) {
        issues.add(OpenSampler.issue(id, e.getMessage()));
      }
    }
    return new Telemetry(samplers, issues, clock, interval);
  }

  private static SamplerProvider of(SamplerProvider provider, List<InetSocketAddress> servers) {
    return provider instanceof ProcessSamplers processes ? processes.of(servers) : provider;
  }

  private static void open(
      SamplerProvider provider,
      String id,
      SutSpec spec,
      Set<String> names,
      List<OpenSampler> samplers,
      List<Issue> issues)
      throws BrokenBackendException {
    int version = Contained.call(provider::spiVersion);
    if (version != SutProvider.SPI_VERSION) {
      throw new BrokenBackendException(
          new IllegalStateException(
              "it was built for version "
                  + version
                  + " of the SPI, not "
                  + SutProvider.SPI_VERSION));
    }
    Availability availability = Contained.call(provider::probe);
    if (!availability.available()) {
      log.debug("sampler {} has nothing to read: {}", id, availability.detail());
      return;
    }
    Sampler sampler = Contained.call(() -> provider.open(spec));
    List<SampledQuantity> quantities = Contained.call(sampler::quantities);
    for (SampledQuantity quantity : quantities) {
      if (!names.add(quantity.name())) {
        Contained.call(
            () -> {
              sampler.close();
              return true;
            });
        throw new BrokenBackendException(
            new IllegalStateException("another sampler already reads '" + quantity.name() + "'"));
      }
    }
    if (sampler instanceof ProcessSamplers.ProcessSampler processes) {
      processes.issue().ifPresent(issues::add);
    }
    samplers.add(new OpenSampler(id, sampler, quantities));
  }
}
