package io.humhelix.bench.internal.preflight;

import io.humhelix.bench.internal.provider.Contained.BrokenBackendException;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutProvider;
import java.util.Optional;

/**
 * Where backends are asked what may load an engine's native code, so that one that crashes, hangs
 * or exits is refused, and nothing else is lost. Not thread-safe.
 */
public interface NativeChecks extends AutoCloseable {

  /** The process in which a backend was asked is gone, or was ended since no answer came. */
  final class LostCheckException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Issue issue;

    /**
     * Creates it.
     *
     * @param issue the reason, and what to do
     */
    public LostCheckException(Issue issue) {
      super(issue.message(), null, false, false);
      this.issue = issue;
    }

    /** Returns the reason, and what to do. */
    public Issue issue() {
      return issue;
    }
  }

  /** Asks one backend. */
  interface Asked {

    /** As {@link SutProvider#preflight}. */
    Preflight preflight(OpenRequest request) throws BrokenBackendException, LostCheckException;

    /** As {@link SutProvider#probe(Options)}. */
    Availability probe(Options options) throws BrokenBackendException, LostCheckException;

    /** As {@link SutProvider#probeDevice}. */
    Optional<Availability> probeDevice(Device device, Options options)
        throws BrokenBackendException, LostCheckException;
  }

  /**
   * Prepares for asking a backend; returns at once.
   *
   * @param provider the backend
   * @param build the native code that it will load, as {@link SutProvider#nativeBuild} names it
   * @param options of the system, which may name environment variables
   */
  Asked of(SutProvider provider, String build, Options options);

  /** Ends every process; no answer is waited for. */
  @Override
  void close();
}
