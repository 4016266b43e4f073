package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.preflight.NativeChecks;
import io.humhelix.bench.internal.preflight.NativeChecks.LostCheckException;
import io.humhelix.bench.internal.provider.Contained.BrokenBackendException;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutProvider;
import java.util.Optional;

/**
 * Asks one backend in a worker.
 *
 * @param worker which answers
 * @param provider the backend
 */
record AskedInWorker(CheckWorker worker, SutProvider provider) implements NativeChecks.Asked {

  @Override
  public Preflight preflight(OpenRequest request)
      throws BrokenBackendException, LostCheckException {
    Request question = new Request.CheckConfig(type(), request);
    return answer(question, Reply.ConfigChecked.class).preflight();
  }

  @Override
  public Availability probe(Options options) throws BrokenBackendException, LostCheckException {
    Request question = new Request.Probe(type(), options, Optional.empty());
    return answer(question, Reply.Probed.class).availability().orElseThrow();
  }

  @Override
  public Optional<Availability> probeDevice(Device device, Options options)
      throws BrokenBackendException, LostCheckException {
    Request question = new Request.Probe(type(), options, Optional.of(device));
    return answer(question, Reply.Probed.class).availability();
  }

  private String type() {
    return provider.getClass().getName();
  }

  private <T extends Reply> T answer(Request question, Class<T> type)
      throws BrokenBackendException, LostCheckException {
    Reply reply = worker.ask(provider.id(), question);
    if (reply instanceof Reply.CheckThrew threw) {
      throw new BrokenBackendException(threw.thrown());
    }
    if (reply instanceof Reply.Failed failed) {
      throw new LostCheckException(
          Issue.error("backend-check-lost", failed.failure().message(), failed.failure().remedy()));
    }
    return type.cast(reply);
  }
}
