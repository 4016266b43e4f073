package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.wire.Rehearsed;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Loads what answering will need while a worker that only checks waits for its first question: the
 * messages, and of the backends what lists them, which loads no native code.
 */
public final class CheckWarmUp {

  /** Set where nothing is measured. */
  public static final String PROPERTY = "humhelix.bench.worker.checks";

  private CheckWarmUp() {}

  static void start() {
    if (Boolean.getBoolean(PROPERTY)) {
      Lifeline.daemon("humhelix-bench-warm-up", CheckWarmUp::run);
    }
  }

  private static void run() {
    try {
      OpenRequest request =
          new OpenRequest(
              SutSpec.of("s", "b", "m"),
              Options.empty().with("o", 1),
              Optional.of(Path.of("models")),
              TranscriptionTask.DEFAULT);
      Rehearsed.message(new Request.CheckConfig("p", request));
      Rehearsed.message(new Request.Probe("p", Options.empty(), Optional.empty()));
      Rehearsed.message(
          new Reply.ConfigChecked(
              new Preflight(List.of(Issue.info("code", "message")), List.of(Path.of("file")))));
      Rehearsed.message(new Reply.Probed(Optional.of(Availability.available("detail"))));
      for (SutProvider provider :
          ServiceLoader.load(SutProvider.class, ClassLoader.getSystemClassLoader())) {
        provider.capabilities();
        provider.options();
      }
    } catch (Exception | Error e) {
      // Whatever it is, it is told when the question comes.
    }
  }
}
