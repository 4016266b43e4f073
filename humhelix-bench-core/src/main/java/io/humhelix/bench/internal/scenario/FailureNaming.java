package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.spi.SutException;

/** Tells what went wrong with a call. */
@FunctionalInterface
public interface FailureNaming {

  /** As the backend said it. */
  FailureNaming AS_SAID =
      (subject, e) ->
          new Failure(e.kind(), "transcribe", subject + e.getMessage(), e.remedy(), e.detail());

  /**
   * Returns the failure.
   *
   * @param subject begins its message
   * @param thrown what the call threw
   */
  Failure of(String subject, SutException thrown);
}
