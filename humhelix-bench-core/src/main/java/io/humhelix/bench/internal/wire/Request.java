package io.humhelix.bench.internal.wire;

import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.OpenRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the harness asks of a worker. */
public sealed interface Request extends Message {

  /**
   * A clip to read.
   *
   * @param clip without its reference, which is not the worker's business
   * @param fileSha256 of the file, as the harness read it
   * @param samplesSha256 of the samples that it decoded
   * @param callTimeoutNanos how long a call may take
   */
  record ClipSource(
      AudioClip clip, String fileSha256, String samplesSha256, long callTimeoutNanos) {}

  /**
   * Read the audio and load the system under test; answered by {@link Reply.AudioRead}, then {@link
   * Reply.Opened}, or {@link Reply.Failed}.
   *
   * @param provider class of the backend's provider
   * @param open what it is to open
   * @param clips the workload's clips
   * @param seed of every random order of the run
   * @param fork number of the fork
   * @param discoverSamplers whether samplers beside the built-in ones are searched for
   * @param mostErrorPercent largest share of failed calls in a valid trial
   */
  record Open(
      String provider,
      OpenRequest open,
      List<ClipSource> clips,
      long seed,
      int fork,
      boolean discoverSamplers,
      double mostErrorPercent)
      implements Request {
    public Open {
      Objects.requireNonNull(open, "open");
      clips = List.copyOf(clips);
    }
  }

  /**
   * Execute a trial; answered by {@link Reply.CallsEnded}, {@link Reply.Account} with its {@link
   * Reply.Calls} and {@link Reply.FailedCalls}, then {@link Reply.TrialDone}.
   *
   * @param task which one, and its load
   */
  record RunTrial(TrialTask task) implements Request {}

  /** Make no further call. Not answered by itself: the trial under way is. */
  record Cancel() implements Request {}

  /**
   * Say which calls of the trial under way have ended, though it has not: it is about to be given
   * up. Answered by {@link Reply.Account} with its {@link Reply.Calls}, if those are not sent
   * anyway.
   */
  record GiveAccount() implements Request {}

  /**
   * Check a run config without loading its model; answered by {@link Reply.ConfigChecked}, {@link
   * Reply.CheckThrew} or {@link Reply.Failed}.
   *
   * @param provider class of the backend's provider
   * @param open what it would be to open
   */
  record CheckConfig(String provider, OpenRequest open) implements Request {}

  /**
   * Say whether a backend works here; answered by {@link Reply.Probed}, {@link Reply.CheckThrew} or
   * {@link Reply.Failed}.
   *
   * @param provider class of the backend's provider
   * @param options of the system
   * @param device the device to try; empty to ask for the backend as a whole
   */
  record Probe(String provider, Options options, Optional<Device> device) implements Request {}

  /** Close the system and end; answered by {@link Reply.Closed}. */
  record Close() implements Request {}
}
