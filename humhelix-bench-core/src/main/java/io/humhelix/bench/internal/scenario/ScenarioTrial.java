package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Makes the calls of one trial. It runs on the system's thread, which makes the calls of the first
 * lane; further concurrent calls get threads of their own. Another thread may read the calls so
 * far, since a call may never end.
 */
public final class ScenarioTrial implements Callable<ScenarioTrial.End> {

  /** How the calls ended. */
  public enum End {
    /** Every call returned. */
    COMPLETE,
    /** Cancellation was requested before all calls were made. */
    CANCELLED
  }

  /**
   * The plan of a trial.
   *
   * @param scenario with a fixed load
   * @param pass number of clips in a pass
   * @param order which clip each call takes; speakers use an order of their own
   * @param seed of the trial, for arrival times
   */
  public record Plan(Scenario scenario, int pass, ClipOrder order, long seed) {
    /** The clip of the first call; with streams it may be another one. */
    public int firstClip() {
      return order.clip(0);
    }
  }

  /**
   * What all trials of a fork share.
   *
   * @param sut the live system
   * @param clips the workload's clips
   * @param task what the system is to do
   * @param timeouts time limit of a call, by clip, in nanoseconds
   * @param cancellation checked between calls
   * @param naming tells what went wrong with a call
   * @param mostErrorPercent largest share of failed calls in a valid trial
   */
  public record Setup(
      Sut sut,
      List<PreparedClip> clips,
      TranscriptionTask task,
      long[] timeouts,
      Cancellation cancellation,
      FailureNaming naming,
      double mostErrorPercent) {}

  /** From the start of the lanes to the first arrival; all lanes are waiting by then. */
  private static final long LEAD_NANOS = 20_000_000;

  private static final int MOST_LANES = 512;
  private static final double SECOND_NANOS = 1e9;

  private final List<TranscriptionRequest> clips;
  private final double[] lengths;
  private final Timeline timeline;
  private final BooleanSupplier cancelled;
  private final long shortestTimeout;
  private final CallSource source;
  private final FailureLog failures;
  private final boolean openLoop;
  private final boolean fromFirstCall;
  private final boolean prepared;
  private final List<Lane> lanes = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile Lane failed;
  private volatile long origin;

  /** Prepares a trial whose clips are as long as their samples. */
  public ScenarioTrial(
      Sut sut,
      List<TranscriptionRequest> clips,
      long[] timeouts,
      Plan plan,
      Timeline timeline,
      BooleanSupplier cancelled) {
    this(
        sut,
        clips,
        clips.stream().mapToDouble(TranscriptionRequest::seconds).toArray(),
        timeouts,
        plan,
        timeline,
        cancelled,
        FailureNaming.AS_SAID,
        0);
  }

  /**
   * Prepares a trial.
   *
   * @param sut the live system
   * @param clips one request per clip of the workload
   * @param lengths original length of each clip, in seconds
   * @param timeouts time limit of a call, by clip, in nanoseconds
   * @param plan plan of the trial
   * @param timeline clock, waiting and threads
   * @param cancelled whether the run is to end
   * @param naming tells what went wrong with a call
   * @param mostErrorPercent largest share of failed calls in a valid trial
   */
  public ScenarioTrial(
      Sut sut,
      List<TranscriptionRequest> clips,
      double[] lengths,
      long[] timeouts,
      Plan plan,
      Timeline timeline,
      BooleanSupplier cancelled,
      FailureNaming naming,
      double mostErrorPercent) {
    this.clips = List.copyOf(clips);
    this.lengths = lengths.clone();
    this.timeline = timeline;
    this.cancelled = cancelled;
    shortestTimeout = LongStream.of(timeouts).min().orElseThrow();
    failures = new FailureLog(naming, mostErrorPercent, () -> source().planned());
    BooleanSupplier stop =
        () -> failure.get() != null || failures.hasGivenUp() || cancelled.getAsBoolean();
    Scenario scenario = plan.scenario();
    int concurrency = Math.min(positive("maxConcurrency", sut.maxConcurrency()), MOST_LANES);
    int batch = 1;
    int chunk = chunk(scenario).map(length -> SpokenCall.samples(length.toNanos())).orElse(0);
    int count = concurrency;
    if (scenario instanceof Scenario.Offline offline) {
      batch =
          Math.min(positive("maxBatch", sut.maxBatch()), offline.batch().orElse(Integer.MAX_VALUE));
    } else if (scenario instanceof Scenario.MultiStream group) {
      batch = Math.min(positive("maxBatch", sut.maxBatch()), group.samplesPerQuery());
      count = Math.min(concurrency, (group.samplesPerQuery() + batch - 1) / batch);
    } else if (scenario instanceof Scenario.SingleStream) {
      count = 1;
    }
    fromFirstCall = scenario instanceof Scenario.SingleStream;
    openLoop = scenario instanceof Scenario.Server || scenario instanceof Scenario.Streams;
    prepared = !(scenario instanceof Scenario.SingleStream) && chunk == 0;
    source = source(plan, stop);
    for (int i = 0; i < count; i++) {
      lanes.add(
          new Lane(sut, this.clips, timeouts, source, timeline, stop, failures, batch, chunk));
    }
  }

  /** Prepares a trial in real time. */
  public static ScenarioTrial of(Setup setup, Plan plan) {
    return new ScenarioTrial(
        setup.sut(),
        setup.clips().stream()
            .map(
                clip ->
                    new TranscriptionRequest(
                        clip.clip().id(), clip.audio().samples(), setup.task().of(clip.clip())))
            .toList(),
        setup.clips().stream().mapToDouble(clip -> clip.audio().durationSeconds()).toArray(),
        setup.timeouts(),
        plan,
        new SystemTimeline(spin(plan.scenario())),
        setup.cancellation()::requested,
        setup.naming(),
        setup.mostErrorPercent());
  }

  private CallSource source() {
    return source;
  }

  private static int positive(String method, int said) {
    if (said < 1) {
      throw new IllegalStateException(method + " returned " + said);
    }
    return said;
  }

  private static Optional<Duration> chunk(Scenario scenario) {
    return scenario instanceof Scenario.Streams streams ? streams.chunk() : Optional.empty();
  }

  private static Duration spin(Scenario scenario) {
    if (scenario instanceof Scenario.Server server) {
      return server.openLoop().spin();
    }
    return scenario instanceof Scenario.Streams streams ? streams.openLoop().spin() : Duration.ZERO;
  }

  private CallSource source(Plan plan, BooleanSupplier stop) {
    int pass = plan.pass();
    Extent extent = plan.scenario().extent();
    if (plan.scenario() instanceof Scenario.MultiStream group) {
      int size = group.samplesPerQuery();
      Ending ending = new Ending(extent, (pass + size - 1) / size);
      return new GroupSource(plan.order(), size, ending, timeline, stop);
    }
    Ending ending = new Ending(extent, pass);
    if (plan.scenario() instanceof Scenario.Offline) {
      int passes = Math.max(1, (extent.minQueries() + pass - 1) / pass);
      return new PoolSource(plan.order(), pass, passes * pass, ending, stop);
    }
    if (plan.scenario() instanceof Scenario.Server server) {
      Arrivals arrivals = Arrivals.poisson(server.rate(), plan.order(), pass, extent, plan.seed());
      return new ArrivalSource(arrivals, server.openLoop(), ending.maxNanos(), stop);
    }
    if (plan.scenario() instanceof Scenario.Streams streams) {
      long[] lengths =
          clips.stream().mapToLong(clip -> Math.round(clip.seconds() * SECOND_NANOS)).toArray();
      Arrivals arrivals = Arrivals.streams(streams.streams(), lengths, extent, plan.seed());
      return streams.chunk().isEmpty()
          ? new ArrivalSource(arrivals, streams.openLoop(), ending.maxNanos(), stop)
          : new ArrivalSource(
              arrivals,
              SpeakingOrder.of(arrivals, lengths),
              streams.openLoop(),
              ending.maxNanos(),
              stop);
    }
    return new PassSource(plan.order(), pass, ending, stop);
  }

  @Override
  public End call() throws Exception {
    List<Timeline.Beside> others = new ArrayList<>();
    if (prepared) {
      lanes.get(0).prepareAll();
    }
    long start = timeline.nanos() + (openLoop ? LEAD_NANOS : 0);
    origin = start;
    source.start(start);
    for (Lane lane : lanes.subList(1, lanes.size())) {
      String name = Thread.currentThread().getName() + "-" + (others.size() + 2);
      others.add(timeline.fork(name, () -> run(lane, start)));
    }
    run(lanes.get(0), start);
    others.forEach(Timeline.Beside::join);
    Throwable thrown = failure.get();
    if (thrown instanceof Exception e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    boolean cut = cancelled.getAsBoolean() && !failures.hasGivenUp();
    return cut && !source.finished() ? End.CANCELLED : End.COMPLETE;
  }

  private void run(Lane lane, long start) {
    try {
      lane.run(start);
    } catch (Throwable thrown) {
      if (failure.compareAndSet(null, thrown)) {
        failed = lane;
      }
      timeline.signal();
    }
  }

  /**
   * The deadline of the call that must end first, on the clock. It moves: an idle lane counts as if
   * a call with the shortest time limit began now.
   */
  public long deadlineNanos() {
    long now = timeline.nanos();
    long patience = Long.MAX_VALUE;
    for (Lane lane : lanes) {
      patience = Math.min(patience, lane.patienceNanos(now, shortestTimeout));
    }
    return now + patience;
  }

  /** The clip of the call that failed or exceeded its time limit; otherwise of the last call. */
  public int currentClip() {
    Lane shown = failed;
    if (shown == null) {
      long now = timeline.nanos();
      shown =
          lanes.stream()
              .min(Comparator.comparingLong(lane -> lane.patienceNanos(now, Long.MAX_VALUE)))
              .orElseThrow();
    }
    return shown.clip();
  }

  /** Returns the first failure of a trial of which no call was answered; else empty. */
  public Optional<Failure> failureOfAll() {
    return lanes.stream().allMatch(lane -> lane.log().size() == 0)
        ? failures.firstFailure()
        : Optional.empty();
  }

  /** Returns the calls so far. */
  public ScenarioCalls calls() {
    List<CallLog.Noted> noted = new ArrayList<>();
    lanes.forEach(lane -> lane.log().addTo(noted));
    noted.sort(Comparator.comparingInt(CallLog.Noted::number));
    // Single-stream: the trial begins with its first call.
    long start = fromFirstCall ? firstDue(noted) : origin;
    List<String> ids = clips.stream().map(TranscriptionRequest::clipId).toList();
    FailedCalls failed = failures.calls(CallSeries.builder(ids, lengths, 0), source, start);
    CallSeries.Builder series = CallSeries.builder(ids, lengths, noted.size());
    noted.forEach(call -> series.add(call.row(source.clip(call.number()), start)));
    return new ScenarioCalls(
        series.build(),
        noted.stream().map(CallLog.Noted::transcript).toList(),
        source.left(),
        source instanceof ArrivalSource arrivals && arrivals.capHit(),
        lanes.size(),
        failed);
  }

  private long firstDue(List<CallLog.Noted> answered) {
    return Stream.concat(answered.stream().limit(1), failures.first().stream())
        .mapToLong(CallLog.Noted::dueNanos)
        .min()
        .orElse(origin);
  }
}
