package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.wire.Channel;
import io.humhelix.bench.internal.wire.Message;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.result.Failure;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers the harness on the main thread, on which the system under test runs. */
final class Worker {

  private final Channel channel;
  private final Lifeline lifeline;
  private final Heartbeat heartbeat;
  private final Cancellation cancellation = new Cancellation();
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private volatile Optional<LoadedSut> loaded = Optional.empty();

  Worker(Channel channel, Lifeline lifeline) {
    this.channel = channel;
    this.lifeline = lifeline;
    heartbeat = new Heartbeat(channel, lifeline);
  }

  /** Returns when the system is closed. */
  void serve() throws IOException {
    Lifeline.daemon("humhelix-bench-requests", this::receive);
    heartbeat.start();
    CheckWarmUp.start();
    boolean open = true;
    while (open) {
      open = answer(next());
    }
  }

  private Request next() {
    while (true) {
      try {
        return requests.take();
      } catch (InterruptedException e) {
        // The system under test interrupted its thread; the harness never does.
        continue;
      }
    }
  }

  private void receive() {
    try {
      for (Optional<Message> m = channel.receive(); m.isPresent(); m = channel.receive()) {
        if (m.get() instanceof Request.Cancel) {
          cancellation.request();
        } else if (m.get() instanceof Request.GiveAccount) {
          // On this thread, since the main thread may hang in a call.
          Optional<LoadedSut> sut = loaded;
          if (sut.isPresent()) {
            sut.get().giveAccount();
          }
        } else if (m.get() instanceof Request request) {
          requests.add(request);
        }
      }
    } catch (IOException e) {
      // The same as an end: the harness cannot be understood.
    }
    lifeline.watcherEnds();
  }

  private boolean answer(Request request) throws IOException {
    if (request instanceof Request.Open open) {
      // One that fails to load may yet have something to close.
      loaded = Optional.of(new LoadedSut(open, channel, heartbeat, cancellation));
      loaded.get().load();
    } else if (request instanceof Request.RunTrial trial && loaded.isPresent()) {
      loaded.get().trial(trial.task());
    } else if (request instanceof Request.CheckConfig check) {
      channel.send(BackendCheck.answer(check));
    } else if (request instanceof Request.Probe probe) {
      channel.send(BackendCheck.answer(probe));
    } else if (request instanceof Request.Close) {
      Optional<Failure> failure = loaded.flatMap(LoadedSut::close);
      lifeline.expectTheEnd();
      channel.send(new Reply.Closed(failure));
      return false;
    }
    return true;
  }
}
