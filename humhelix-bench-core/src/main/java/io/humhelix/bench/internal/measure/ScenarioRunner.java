package io.humhelix.bench.internal.measure;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.spi.Sut;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Makes the calls of one trial in the way of its scenario. Runs once, on the thread of the system
 * under test; what it has done so far can be read from other threads, since it may never end.
 */
public interface ScenarioRunner extends Callable<ScenarioRunner.End> {

  /** How the calls ended. */
  enum End {
    /** Every call returned. */
    COMPLETE,
    /** Cancellation was requested between two calls. */
    CANCELLED
  }

  /**
   * What a trial is made of.
   *
   * @param sut the live system
   * @param clips the workload's clips
   * @param order which of them, in the order of the calls
   * @param task what is asked for
   * @param clock takes the times
   * @param cancellation looked at between calls
   */
  record Trial(
      Sut sut,
      List<PreparedClip> clips,
      List<Integer> order,
      TranscriptionTask task,
      NanoClock clock,
      Cancellation cancellation) {
    public Trial {
      clips = List.copyOf(clips);
      order = List.copyOf(order);
    }
  }

  /**
   * The call that holds up the trial: the one under way, of several the oldest.
   *
   * @param number how many calls had begun, so that it changes from call to call
   * @param clip its clip within the workload
   * @param startNanos its start on the clock
   */
  record UnderWay(int number, int clip, long startNanos) {}

  /** Makes the calls; throws what the system threw. */
  @Override
  End call() throws Exception;

  /** The calls that returned so far. */
  List<RawCall> calls();

  /** The call under way, or the last one. */
  UnderWay underWay();

  /** Returns the runner of a scenario. */
  static ScenarioRunner of(Scenario scenario, Trial trial) {
    if (scenario instanceof Scenario.SingleStream) {
      return new SingleStream(trial);
    }
    throw new IllegalArgumentException("no runner for scenario " + scenario.name());
  }
}
