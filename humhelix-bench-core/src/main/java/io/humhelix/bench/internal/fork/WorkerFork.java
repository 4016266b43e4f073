package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.fork.Conversation.Phase;
import io.humhelix.bench.internal.live.CallsEnd;
import io.humhelix.bench.internal.live.LiveSut;
import io.humhelix.bench.internal.live.TrialStatuses;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.preflight.DevicePin;
import io.humhelix.bench.internal.run.Fork;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.SutProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a system under test in a worker process. */
final class WorkerFork implements Fork {

  private final WorkerServices services;
  private final CheckedRunConfig config;
  private final PreparedWorkload workload;
  private final int number;
  private final Schedule schedule;
  private final TrialPolicy policy;
  private final Optional<DevicePin> pin;
  private Optional<WorkerProcess> worker = Optional.empty();
  private Optional<Conversation> talk = Optional.empty();
  private Optional<EffectiveSut> effective = Optional.empty();
  private long startNanos;
  private long loadNanos;
  private boolean loaded;
  private boolean lost;

  WorkerFork(
      WorkerServices services,
      CheckedRunConfig config,
      PreparedWorkload workload,
      int number,
      Schedule schedule) {
    this.services = services;
    this.config = config;
    this.workload = workload;
    this.number = number;
    this.schedule = schedule;
    policy = services.policy();
    pin = DevicePin.of(config.runConfig().sut().device());
  }

  @Override
  public Optional<Failure> open() {
    long began = services.clock().nanos();
    try {
      start();
    } catch (IOException e) {
      return Optional.of(
          new Failure(
              FailureKind.EXIT,
              "start",
              "the worker process could not be started: " + e.getMessage() + ".",
              "Check worker_jvm_args, memory, limits on processes and the temporary folder.",
              ""));
    }
    String subject = LiveSut.loading(config.request());
    try {
      talk.orElseThrow()
          .expect(Reply.Hello.class, new Phase("start", subject, services.limits().start(), ""));
      startNanos = services.clock().nanos() - began;
      worker.orElseThrow().link().send(request());
      Phase audio = new Phase("audio", subject, policy.loadTimeout(), "trials.load_timeout_s");
      Reply first = talk.orElseThrow().await(audio);
      if (first instanceof Reply.Failed failed) {
        return Optional.of(failed.failure());
      }
      talk.orElseThrow().require(first, Reply.AudioRead.class, audio);
      Phase load = new Phase("open", subject, policy.loadTimeout(), "trials.load_timeout_s");
      Reply second = talk.orElseThrow().await(load);
      if (second instanceof Reply.Failed failed) {
        return Optional.of(failed.failure());
      }
      Reply.Opened opened = talk.orElseThrow().require(second, Reply.Opened.class, load);
      loadNanos = opened.loadNanos();
      effective = Optional.of(mappedBack(opened.effective()));
      loaded = true;
      return Optional.empty();
    } catch (LostException e) {
      return Optional.of(giveUp(e, Duration.ZERO));
    }
  }

  private void start() throws IOException {
    ForkFolder folder = services.folder().ofWorker(config.runConfig().id(), number);
    try {
      WorkerProcess started =
          WorkerProcess.start(
              services.command(),
              List.of(config.provider().orElseThrow().getClass()),
              pin,
              NamedVariables.of(config.request().options()),
              folder,
              services.limits());
      worker = Optional.of(started);
      talk =
          Optional.of(
              new Conversation(
                  started, services.limits(), services.clock(), services.cancellation()));
    } catch (IOException e) {
      folder.delete();
      throw e;
    }
  }

  private Request.Open request() {
    List<Request.ClipSource> clips =
        workload.clips().stream()
            .map(
                clip ->
                    new Request.ClipSource(
                        clip.clip().toRead(),
                        clip.audio().fileSha256(),
                        clip.audio().samplesSha256(),
                        policy.callTimeoutFor(clip.audio().durationSeconds()).toNanos()))
            .toList();
    return new Request.Open(
        config.provider().orElseThrow().getClass().getName(),
        pinned(config.request()),
        clips,
        schedule.seed(),
        number,
        services.discoverSamplers(),
        services.mostErrorPercent());
  }

  private OpenRequest pinned(OpenRequest request) {
    if (pin.isEmpty()) {
      return request;
    }
    SutProvider provider = config.provider().orElseThrow();
    Device inWorker = pin.get().inWorker(provider.capabilities().has(Capability.DEVICE_INDEX));
    SutSpec spec = request.spec();
    return new OpenRequest(
        spec.withDevice(inWorker.toString()), request.options(), request.models(), request.task());
  }

  private EffectiveSut mappedBack(EffectiveSut said) {
    return pin.map(p -> p.mappedBack(said)).orElse(said);
  }

  @Override
  public Executed trial(TrialTask task) {
    int firstClip = task.plan(workload.clips().size(), schedule, number).firstClip();
    WorkerTrial trial =
        new WorkerTrial(talk.orElseThrow(), services.clock(), workload, policy, firstClip);
    try {
      Reply.TrialDone done = trial.execute(task);
      List<Issue> issues = new ArrayList<>(done.sampled().issues());
      boolean asks = new CallsEnd(done.status(), done.failure()).asksAgain(task.slot().kind());
      Optional<Failure> after = asks ? sayAgain(trial, issues) : Optional.empty();
      return new Executed(
          done.status(),
          trial.calls(),
          done.failure(),
          issues,
          done.sampled().measurements(),
          after);
    } catch (LostException e) {
      TrialStatus status = e.cancelled() ? TrialStatus.CANCELLED : TrialStatuses.of(e.failure());
      long began = services.clock().nanos();
      if (e.givenUp()) {
        trial.lastWords();
      }
      Failure failure = giveUp(e, Duration.ofNanos(services.clock().nanos() - began));
      return new Executed(
          status,
          trial.calls(),
          e.cancelled() ? Optional.empty() : Optional.of(failure),
          List.of(),
          List.of());
    }
  }

  /** Takes what the system reports after its first call; returns why it was lost, if so. */
  private Optional<Failure> sayAgain(WorkerTrial trial, List<Issue> issues) {
    try {
      Reply.SaysAgain said = trial.saysAgain();
      said.effective().ifPresent(now -> effective = Optional.of(mappedBack(now)));
      said.failure().map(TrialStatuses::effectiveUnknown).ifPresent(issues::add);
      return Optional.empty();
    } catch (LostException e) {
      giveUp(e, Duration.ZERO);
      Failure failure =
          e.givenUp() && !e.cancelled()
              ? TrialStatuses.noAnswerAgain(LiveSut.ANSWER_LIMIT)
              : e.failure();
      issues.add(TrialStatuses.effectiveUnknown(failure));
      return Optional.of(failure);
    }
  }

  /**
   * Ends the worker at once, so that it does not disturb later measurements.
   *
   * @param waited time since it was lost, which is taken off its grace
   */
  private Failure giveUp(LostException e, Duration waited) {
    lost = true;
    Duration left = services.limits().grace().minus(waited);
    boolean asked = e.givenUp() && !e.cancelled() && !left.isNegative();
    worker.orElseThrow().end(asked ? left : Duration.ZERO);
    return e.failure();
  }

  @Override
  public long loadNanos() {
    return loadNanos;
  }

  @Override
  public Optional<EffectiveSut> effective() {
    return effective;
  }

  @Override
  public boolean usable() {
    return loaded && !lost;
  }

  @Override
  public boolean isolated() {
    return true;
  }

  @Override
  public Ended close() throws IOException {
    if (worker.isEmpty()) {
      return new Ended(startNanos, 0, List.of(), List.of());
    }
    WorkerEnding ending =
        new WorkerEnding(services, config.runConfig(), number, worker.get(), talk.orElseThrow());
    return ending.end(lost, startNanos);
  }
}
