package io.humhelix.bench.harness;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;

/** Throws at every event. */
final class ThrowingListener implements RunListener {

  @Override
  public void runStarted(RunEvents.RunStarted event) {
    throw new IllegalStateException("thrown on purpose");
  }

  @Override
  public void trialFinished(RunEvents.TrialFinished event) {
    throw new AssertionError("thrown on purpose");
  }

  @Override
  public void progressed(RunEvents.Progressed event) {
    throw new NoClassDefFoundError("thrown on purpose");
  }

  @Override
  public void runFinished(RunEvents.RunFinished event) {
    throw new IllegalStateException("thrown on purpose");
  }
}
