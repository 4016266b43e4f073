package io.humhelix.bench.model;

/**
 * When a system under test gets its next clip. More scenarios (multi-stream, offline, server,
 * streams) will join; switch with a default branch.
 */
public sealed interface Scenario permits Scenario.SingleStream {

  /** The next clip when the last one has ended, one at a time. */
  Scenario SINGLE_STREAM = new SingleStream();

  /**
   * Returns the scenario's name in definitions and results.
   *
   * @return for example {@code single-stream}
   */
  String name();

  /**
   * The next clip when the last one has ended, one at a time (MLPerf's SingleStream without its
   * sampling: every trial takes each clip exactly once).
   */
  record SingleStream() implements Scenario {
    @Override
    public String name() {
      return "single-stream";
    }
  }
}
