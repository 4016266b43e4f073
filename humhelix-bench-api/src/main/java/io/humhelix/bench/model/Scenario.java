package io.humhelix.bench.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When a system under test gets its next clip. Four scenarios are those of MLPerf Inference, the
 * fifth is live speech. Switch with a default branch, since more may be added.
 */
public sealed interface Scenario
    permits Scenario.SingleStream,
        Scenario.MultiStream,
        Scenario.Offline,
        Scenario.Server,
        Scenario.Streams {

  /** The next clip when the previous one has ended, each clip once per trial. */
  Scenario SINGLE_STREAM = new SingleStream();

  /**
   * Returns the scenario's name in definitions and results.
   *
   * @return for example {@code single-stream}
   */
  String name();

  /**
   * Returns how long a trial lasts.
   *
   * @return {@link Extent#ONE_PASS} by default
   */
  Extent extent();

  /**
   * Returns this scenario with trials of another extent.
   *
   * @param other how long a trial lasts
   * @return a new scenario
   */
  Scenario withExtent(Extent other);

  /**
   * Returns the latency to hold under load.
   *
   * @return empty if there is no limit
   */
  default Optional<LatencyLimit> limit() {
    return Optional.empty();
  }

  /**
   * Returns how to search for the highest sustained load.
   *
   * @return empty if the load is fixed
   */
  default Optional<PeakSearch> search() {
    return Optional.empty();
  }

  /**
   * The next clip when the previous one has ended. MLPerf's SingleStream with its equal-issue rule:
   * clips come in shuffled passes.
   *
   * @param extent how long a trial lasts
   */
  record SingleStream(Extent extent) implements Scenario {
    public SingleStream {
      Objects.requireNonNull(extent, "extent");
    }

    /** Each clip once. */
    public SingleStream() {
      this(Extent.ONE_PASS);
    }

    @Override
    public String name() {
      return "single-stream";
    }

    @Override
    public SingleStream withExtent(Extent other) {
      return new SingleStream(other);
    }
  }

  /**
   * Several clips at once, the next ones when all have ended. The latency of such a query is that
   * of its slowest clip.
   *
   * @param samplesPerQuery clips per query, from 1 to 1024; MLPerf has 8
   * @param extent how long a trial lasts
   */
  record MultiStream(int samplesPerQuery, Extent extent) implements Scenario {
    private static final int MOST_SAMPLES = 1024;

    public MultiStream {
      Objects.requireNonNull(extent, "extent");
      if (samplesPerQuery < 1 || samplesPerQuery > MOST_SAMPLES) {
        throw new IllegalArgumentException(
            samplesPerQuery + " clips per query; allowed: 1 to " + MOST_SAMPLES);
      }
    }

    /**
     * At least one query for every clip.
     *
     * @param samplesPerQuery clips per query, from 1 to 1024
     */
    public MultiStream(int samplesPerQuery) {
      this(samplesPerQuery, Extent.ONE_PASS);
    }

    @Override
    public String name() {
      return "multi-stream";
    }

    @Override
    public MultiStream withExtent(Extent other) {
      return new MultiStream(samplesPerQuery, other);
    }
  }

  /**
   * Everything at once: as many calls as the system allows, in batches if it takes them. The result
   * is throughput.
   *
   * @param batch most clips of a call, 1 or more; empty means as many as the system takes
   * @param extent how long a trial lasts
   */
  record Offline(OptionalInt batch, Extent extent) implements Scenario {
    public Offline {
      Objects.requireNonNull(extent, "extent");
      if (batch.isPresent() && batch.getAsInt() < 1) {
        throw new IllegalArgumentException(
            "batches of " + batch.getAsInt() + "; allowed: 1 or more");
      }
    }

    /** Each clip once, in the largest batches that the system takes. */
    public Offline() {
      this(OptionalInt.empty(), Extent.ONE_PASS);
    }

    @Override
    public String name() {
      return "offline";
    }

    @Override
    public Offline withExtent(Extent other) {
      return new Offline(batch, other);
    }
  }

  /**
   * Clips arrive at random times (a Poisson process), whether or not the system is ready. Latency
   * counts from the time a clip was due, so a system that stalls is charged for everyone who waits.
   *
   * @param rate clips per second, above 0 and up to 1,000,000; the start of the search if there is
   *     one
   * @param limit the latency to hold; required for a search
   * @param search how to search for the highest rate; empty for a fixed rate
   * @param openLoop how clips are issued
   * @param extent how long a trial lasts
   */
  record Server(
      double rate,
      Optional<LatencyLimit> limit,
      Optional<PeakSearch> search,
      OpenLoop openLoop,
      Extent extent)
      implements Scenario {

    private static final double HIGHEST_RATE = 1e6;

    public Server {
      Objects.requireNonNull(limit, "limit");
      Objects.requireNonNull(openLoop, "openLoop");
      Objects.requireNonNull(extent, "extent");
      if (!(rate > 0 && rate <= HIGHEST_RATE)) {
        throw new IllegalArgumentException(
            "the rate is " + rate + " clips per second; allowed: above 0, up to 1000000");
      }
      if (search.isPresent() && limit.isEmpty()) {
        throw new IllegalArgumentException("a search of the peak needs a latency limit");
      }
    }

    /**
     * Creates a server with a fixed rate.
     *
     * @param rate clips per second
     * @param extent how long a trial lasts
     */
    public Server(double rate, Extent extent) {
      this(rate, Optional.empty(), Optional.empty(), OpenLoop.DEFAULT, extent);
    }

    @Override
    public String name() {
      return "server";
    }

    /**
     * Returns this scenario with another rate.
     *
     * @param other clips per second
     * @return a new scenario
     */
    public Server withRate(double other) {
      return new Server(other, limit, search, openLoop, extent);
    }

    @Override
    public Server withExtent(Extent other) {
      return new Server(rate, limit, search, openLoop, other);
    }
  }

  /**
   * Speakers who talk without a pause: each plays clips end to end in real time. The system gets a
   * clip when its audio would have ended, or in chunks while it is spoken. Latency is the time from
   * the end of the audio until its text exists.
   *
   * @param streams number of speakers, from 1 to 100,000; the start of the search if there is one
   * @param held the latency to hold
   * @param search how to search for the largest number of speakers; empty for a fixed number
   * @param openLoop how clips are issued
   * @param chunk length of the chunks, from 20 ms to 30 s, for systems that take chunks; empty for
   *     whole clips
   * @param extent how long a trial lasts
   */
  record Streams(
      int streams,
      LatencyLimit held,
      Optional<PeakSearch> search,
      OpenLoop openLoop,
      Optional<Duration> chunk,
      Extent extent)
      implements Scenario {

    private static final int MOST_STREAMS = 100_000;
    private static final Duration SHORTEST_CHUNK = Duration.ofMillis(20);
    private static final Duration LONGEST_CHUNK = Duration.ofSeconds(30);

    public Streams {
      Objects.requireNonNull(held, "held");
      Objects.requireNonNull(search, "search");
      Objects.requireNonNull(openLoop, "openLoop");
      Objects.requireNonNull(extent, "extent");
      if (streams < 1 || streams > MOST_STREAMS) {
        throw new IllegalArgumentException(streams + " streams; allowed: 1 to " + MOST_STREAMS);
      }
      if (chunk.isPresent()
          && (chunk.get().compareTo(SHORTEST_CHUNK) < 0
              || chunk.get().compareTo(LONGEST_CHUNK) > 0)) {
        throw new IllegalArgumentException(
            "chunks of " + chunk.get() + "; allowed: " + SHORTEST_CHUNK + " to " + LONGEST_CHUNK);
      }
    }

    /**
     * Creates speakers whose clips come whole.
     *
     * @param streams number of speakers, or the start of the search
     * @param held the latency to hold
     * @param search how to search for the largest number
     * @param openLoop how clips are issued
     * @param extent how long a trial lasts
     */
    public Streams(
        int streams,
        LatencyLimit held,
        Optional<PeakSearch> search,
        OpenLoop openLoop,
        Extent extent) {
      this(streams, held, search, openLoop, Optional.empty(), extent);
    }

    /**
     * Creates a fixed number of speakers.
     *
     * @param streams number of speakers
     * @param held the latency to hold
     * @param extent how long a trial lasts
     */
    public Streams(int streams, LatencyLimit held, Extent extent) {
      this(streams, held, Optional.empty(), OpenLoop.DEFAULT, extent);
    }

    @Override
    public String name() {
      return "streams";
    }

    @Override
    public Optional<LatencyLimit> limit() {
      return Optional.of(held);
    }

    /**
     * Returns this scenario with another number of speakers.
     *
     * @param other number of speakers
     * @return a new scenario
     */
    public Streams withStreams(int other) {
      return new Streams(other, held, search, openLoop, chunk, extent);
    }

    /**
     * Returns this scenario with audio in chunks.
     *
     * @param length of a chunk, from 20 ms to 30 s
     * @return a new scenario
     */
    public Streams withChunk(Duration length) {
      return new Streams(streams, held, search, openLoop, Optional.of(length), extent);
    }

    @Override
    public Streams withExtent(Extent other) {
      return new Streams(streams, held, search, openLoop, chunk, other);
    }
  }
}
