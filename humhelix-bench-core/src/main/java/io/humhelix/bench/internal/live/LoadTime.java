package io.humhelix.bench.internal.live;

import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.spi.OpeningProgress;
import java.util.OptionalLong;

/** How long a model took to load: all of the opening, or what the backend says of it. */
final class LoadTime implements OpeningProgress {

  private final NanoClock clock;
  private long begin;
  private OptionalLong end = OptionalLong.empty();

  LoadTime(NanoClock clock) {
    this.clock = clock;
    begin = clock.nanos();
  }

  @Override
  public void loadBegins() {
    begin = clock.nanos();
  }

  @Override
  public void loadEnds() {
    end = OptionalLong.of(clock.nanos());
  }

  /** The time until the load ended, or until now. */
  long nanos() {
    return end.orElseGet(clock::nanos) - begin;
  }
}
