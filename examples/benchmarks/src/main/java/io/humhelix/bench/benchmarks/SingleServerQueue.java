package io.humhelix.bench.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One server with one queue, first come, first served. With Poisson arrivals it is M/D/1 if every
 * service takes the same time, and M/M/1 if service times are exponentially distributed. Knows
 * times and no clock. Thread-safe.
 */
final class SingleServerQueue implements ServerClock.Work {

  /** A hiccup takes as long as 30 services, and 2000 services lie between two of them. */
  private static final int HICCUP_SERVICES = 30;

  private static final int BETWEEN_HICCUPS_SERVICES = 2000;

  /**
   * What kind of queue it is.
   *
   * @param exponential whether service times vary
   * @param hiccups whether it stops now and then
   */
  record Kind(boolean exponential, boolean hiccups) {

    @Override
    public String toString() {
      return (exponential ? "M/M/1" : "M/D/1") + (hiccups ? ", hiccups" : "");
    }
  }

  private final Kind kind;
  private final long serviceNanos;
  private final Random random;
  private List<Long> times = new ArrayList<>();
  private boolean begun;
  private long free;
  private long hiccup;

  /**
   * Creates an idle server.
   *
   * @param serviceNanos how long a service takes, or takes on the average
   */
  SingleServerQueue(Kind kind, long serviceNanos, long seed) {
    this.kind = kind;
    this.serviceNanos = serviceNanos;
    random = new Random(seed);
  }

  @Override
  public synchronized long readyAt(long arrival) {
    long ready = serve(arrival);
    times.add(ready - arrival);
    return ready;
  }

  private long serve(long arrival) {
    if (!begun) {
      begun = true;
      free = arrival;
      hiccup = arrival + (long) (random.nextDouble() * BETWEEN_HICCUPS_SERVICES * serviceNanos);
    }
    long rest =
        kind.exponential()
            ? (long) (-Math.log(1 - random.nextDouble()) * serviceNanos)
            : serviceNanos;
    long now = Math.max(arrival, free);
    while (kind.hiccups() && now + rest > hiccup) {
      rest -= Math.max(0, hiccup - now);
      now = Math.max(now, hiccup + HICCUP_SERVICES * serviceNanos);
      hiccup += BETWEEN_HICCUPS_SERVICES * serviceNanos;
    }
    free = now + rest;
    return free;
  }

  /**
   * Returns how long each request takes from its arrival to its end, in nanoseconds, and forgets
   * it.
   *
   * @return those since the last call, in the order of arrival
   */
  synchronized List<Long> takeTimes() {
    List<Long> taken = times;
    times = new ArrayList<>();
    return taken;
  }

  /**
   * Returns the highest rate of Poisson arrivals at which so large a share of the answers is ready
   * in time: by theory for M/M/1, whose times are exponentially distributed, else by so many
   * simulated queries a rate.
   *
   * @param share between 0 and 1
   * @return per second
   */
  static double peak(Kind kind, long serviceNanos, double share, long limitNanos, int queries) {
    double most = 1e9 / serviceNanos;
    if (kind.exponential() && !kind.hiccups()) {
      return most + Math.log(1 - share) / limitNanos * 1e9;
    }
    double low = 0.01 * most;
    double high = most;
    for (int i = 0; i < 14; i++) {
      double rate = (low + high) / 2;
      if (inTime(kind, serviceNanos, rate, limitNanos, queries) >= share) {
        low = rate;
      } else {
        high = rate;
      }
    }
    return low;
  }

  private static double inTime(
      Kind kind, long serviceNanos, double rate, long limitNanos, int queries) {
    SingleServerQueue queue = new SingleServerQueue(kind, serviceNanos, 1);
    Random gaps = new Random(2);
    double arrival = 0;
    int inTime = 0;
    for (int i = 0; i < queries; i++) {
      arrival += -Math.log(1 - gaps.nextDouble()) / rate * 1e9;
      inTime += queue.serve((long) arrival) - (long) arrival <= limitNanos ? 1 : 0;
    }
    return (double) inTime / queries;
  }
}
