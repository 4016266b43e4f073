package io.humhelix.bench.sync;

/** Watches hosts side by side. One call at a time, from several threads. */
public interface SyncListener {

  /**
   * Called while files of a host arrive.
   *
   * @param source the host
   * @param bytes what has arrived of it so far
   * @param percent how much of all that it has is here, 0 to 100
   */
  default void progressed(SyncSource source, long bytes, int percent) {}

  /**
   * Called when a host is through, or failed.
   *
   * @param result what came of it
   */
  default void finished(HostResult result) {}
}
