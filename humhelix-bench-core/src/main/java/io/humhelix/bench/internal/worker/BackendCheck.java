package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.provider.Contained;
import io.humhelix.bench.internal.provider.Contained.BrokenBackendException;
import io.humhelix.bench.internal.provider.Failures;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Asks backends what may load an engine's native code. Used by the main thread alone. */
final class BackendCheck {

  private static final Map<String, SutProvider> PROVIDERS = new HashMap<>();

  private BackendCheck() {}

  static Reply answer(Request.CheckConfig check) {
    return answer(
        check.provider(),
        provider ->
            new Reply.ConfigChecked(
                Objects.requireNonNull(
                    provider.preflight(check.open()), "preflight returned null")));
  }

  static Reply answer(Request.Probe probe) {
    return answer(
        probe.provider(),
        provider ->
            new Reply.Probed(
                probe.device().isPresent()
                    ? Objects.requireNonNull(
                        provider.probeDevice(probe.device().get(), probe.options()),
                        "probeDevice returned null")
                    : Optional.of(
                        Objects.requireNonNull(
                            provider.probe(probe.options()), "probe returned null"))));
  }

  private interface Question {
    Reply put(SutProvider provider);
  }

  private static Reply answer(String type, Question question) {
    try {
      SutProvider provider = PROVIDERS.get(type);
      if (provider == null) {
        provider = Providers.named(type);
        PROVIDERS.put(type, provider);
      }
      SutProvider asked = provider;
      return Contained.call(() -> question.put(asked));
    } catch (SutException e) {
      return new Reply.Failed(Failures.of("check", "", e));
    } catch (BrokenBackendException e) {
      return new Reply.CheckThrew(e.getMessage());
    }
  }
}
