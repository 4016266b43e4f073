package io.humhelix.bench.cli;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Capability;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;

/**
 * A backend whose fourth call (first call, warm-up trial, one measured trial, and then this one)
 * lasts until the process is asked to end.
 */
public final class HangingProvider extends FakeProvider {

  private static final int FIRST_TO_HANG = 4;

  /** Made by {@link java.util.ServiceLoader}. */
  public HangingProvider() {
    id = "hanging";
    features = EnumSet.of(Capability.LANGUAGE);
    CountDownLatch ending = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(ending::countDown));
    call =
        (number, request, progress) -> {
          if (number >= FIRST_TO_HANG) {
            try {
              ending.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          return Transcript.ofText("a text");
        };
  }
}
