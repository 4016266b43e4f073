package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.result.Issue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Samples the machine while trials of one live system run. All quantities are read at {@link
 * #start} and {@link #stop}, outside the timed calls. Gauges are also read in between, by a thread
 * that sleeps between readings. Its cost is its processor time: waiting for a processor takes
 * nothing from the system under test.
 */
public final class Telemetry implements AutoCloseable {

  /** Nothing is sampled. */
  public static final Telemetry OFF =
      new Telemetry(List.of(), List.of(), NanoClock.SYSTEM, Duration.ofDays(1));

  /** Short enough to see a clip of a second, long enough to cost almost nothing. */
  public static final Duration INTERVAL = Duration.ofMillis(250);

  private final List<OpenSampler> samplers;
  private final List<OpenSampler> inBetween;
  private final List<Issue> issues;
  private final NanoClock clock;
  private final NanoClock cost = threadCpu();
  private final Duration interval;
  private final Thread thread;
  private boolean recording;
  private boolean closed;
  private int samples;
  private long startNanos;
  private long readNanos;

  /**
   * Starts the thread if there is something to sample.
   *
   * @param issues samplers that were left out from the start
   */
  Telemetry(List<OpenSampler> samplers, List<Issue> issues, NanoClock clock, Duration interval) {
    this.samplers = List.copyOf(samplers);
    inBetween = samplers.stream().filter(OpenSampler::changesInBetween).toList();
    this.issues = new ArrayList<>(issues);
    this.clock = clock;
    this.interval = interval;
    thread = new Thread(this::sampleUntilClosed, "humhelix-bench-telemetry");
    thread.setDaemon(true);
    if (!inBetween.isEmpty()) {
      thread.start();
    }
  }

  /** A clock of the processor time of the thread that asks. */
  static NanoClock threadCpu() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
        ? threads::getCurrentThreadCpuTime
        : NanoClock.SYSTEM;
  }

  /** Begins the timed part of a trial. */
  public synchronized void start() {
    if (samplers.isEmpty() || closed) {
      return;
    }
    samplers.forEach(OpenSampler::begin);
    samples = 0;
    recording = true;
    read(samplers);
    readNanos = 0;
    startNanos = clock.nanos();
  }

  /** Ends the timed part; the result is empty without {@link #start}. */
  public synchronized TrialTelemetry stop() {
    if (!recording) {
      return TrialTelemetry.NONE;
    }
    double seconds = (clock.nanos() - startNanos) / 1e9;
    double reading = readNanos / 1e9;
    read(samplers);
    if (!recording) {
      return TrialTelemetry.NONE;
    }
    recording = false;
    return summary(seconds, reading);
  }

  private TrialTelemetry summary(double seconds, double reading) {
    try {
      List<Readings> readings = new ArrayList<>();
      samplers.forEach(sampler -> readings.addAll(sampler.readings()));
      return new TrialTelemetry(
          seconds, reading, samples, interval.toNanos() / 1e9, readings, brokenSoFar());
    } catch (OutOfMemoryError e) {
      return TrialTelemetry.NONE;
    }
  }

  private List<Issue> brokenSoFar() {
    List<Issue> all = new ArrayList<>(issues);
    samplers.forEach(sampler -> sampler.broken().ifPresent(all::add));
    return all;
  }

  private void read(List<OpenSampler> some) {
    try {
      some.forEach(OpenSampler::read);
    } catch (OutOfMemoryError e) {
      // The heap belongs to the system under test, whose memory the metric is about.
      recording = false;
    }
    samples++;
  }

  private void readInBetween() {
    long start = cost.nanos();
    List<OpenSampler> due = inBetween.stream().filter(OpenSampler::isDueInBetween).toList();
    read(due);
    readNanos += cost.nanos() - start;
  }

  private void sampleUntilClosed() {
    long due = System.nanoTime() + interval.toNanos();
    while (true) {
      LockSupport.parkNanos(Math.max(due - System.nanoTime(), TimeUnit.MICROSECONDS.toNanos(100)));
      synchronized (this) {
        if (closed) {
          return;
        }
        if (System.nanoTime() - due < 0) {
          continue;
        }
        if (recording) {
          readInBetween();
        }
      }
      // Counted from now: readings missed in a pause of the machine are not made up for.
      due = System.nanoTime() + interval.toNanos();
    }
  }

  /** Ends the thread and releases the samplers. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      recording = false;
      samplers.forEach(OpenSampler::close);
    }
    LockSupport.unpark(thread);
  }
}
