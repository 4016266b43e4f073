package io.humhelix.bench.harness;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import java.util.List;

/** Keeps the names of events in their order. */
record RecordingListener(List<String> events) implements RunListener {

  @Override
  public void runStarted(RunEvents.RunStarted event) {
    events.add("runStarted");
  }

  @Override
  public void runConfigStarted(RunEvents.RunConfigStarted event) {
    events.add("runConfigStarted");
  }

  @Override
  public void trialStarted(RunEvents.TrialStarted event) {
    events.add("trialStarted");
  }

  @Override
  public void trialFinished(RunEvents.TrialFinished event) {
    events.add("trialFinished");
  }

  @Override
  public void runConfigFinished(RunEvents.RunConfigFinished event) {
    events.add("runConfigFinished");
  }

  @Override
  public void progressed(RunEvents.Progressed event) {
    events.add("progressed");
  }

  @Override
  public void runFinished(RunEvents.RunFinished event) {
    events.add("runFinished");
  }
}
