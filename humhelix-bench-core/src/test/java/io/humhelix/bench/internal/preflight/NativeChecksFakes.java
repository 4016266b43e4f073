package io.humhelix.bench.internal.preflight;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.SutProvider;

/**
 * Checks for tests in which nothing native is asked, or in which where it is asked is no matter.
 */
public final class NativeChecksFakes {

  /** Nobody may be asked. */
  public static final NativeChecks NONE =
      new NativeChecks() {
        @Override
        public Asked of(SutProvider provider, String build, Options options) {
          throw new AssertionError(provider.id() + " would be asked in a worker for " + build);
        }

        @Override
        public void close() {}
      };

  /** All are asked here. */
  public static final NativeChecks HERE =
      new NativeChecks() {
        @Override
        public Asked of(SutProvider provider, String build, Options options) {
          return new AskedHere(provider);
        }

        @Override
        public void close() {}
      };

  private NativeChecksFakes() {}
}
