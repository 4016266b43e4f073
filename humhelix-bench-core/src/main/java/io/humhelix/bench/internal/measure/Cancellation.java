package io.humhelix.bench.internal.measure;

/** Whether a run was cancelled. Set once, from any thread. */
public final class Cancellation {

  private volatile boolean requested;

  public void request() {
    requested = true;
  }

  public boolean requested() {
    return requested;
  }
}
