package io.humhelix.bench.backend.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that answers two calls, and then is silent. */
@Tag("slow")
class LateAnswerTest {

  @TempDir Path folder;

  @Test
  void isATimeoutInAWorkerAsInProcess() throws Exception {
    RunConfigResult own = run(Isolation.IN_PROCESS);
    RunConfigResult worker = run(Isolation.PROCESS);
    for (RunConfigResult result : List.of(own, worker)) {
      assertEquals(TrialStatus.TIMEOUT, result.status(), result.toString());
      assertEquals(TrialStatus.TIMEOUT, result.forks().get(0).status());
      assertEquals(FailureKind.TIMEOUT, last(result).failure().orElseThrow().kind());
    }
    assertEquals(statuses(own), statuses(worker));
    assertEquals(
        last(own).failure().orElseThrow().remedy(), last(worker).failure().orElseThrow().remedy());
  }

  private static TrialResult last(RunConfigResult result) {
    return result.trials().get(result.trials().size() - 1);
  }

  private static List<String> statuses(RunConfigResult result) {
    return result.trials().stream().map(t -> t.kind() + " " + t.status()).toList();
  }

  private RunConfigResult run(Isolation isolation) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    try (RawServer server = new RawServer()) {
      server.answer(
          (request, socket) -> {
            if (calls.incrementAndGet() <= 2) {
              RawServer.GOOD.to(request, socket);
            } else {
              never.await();
            }
          });
      return Harness.builder()
          .run(
              TestClips.definition(Files.createDirectory(folder.resolve(isolation.name())), 1)
                  .suts(List.of(Requests.spec(server.url()).withOption("response_timeout_s", 2.0)))
                  .isolation(isolation)
                  .trials(TrialPolicy.DEFAULT.withCounts(0, 3).withForks(1))
                  .build())
          .runConfigs()
          .get(0);
    } finally {
      never.countDown();
    }
  }
}
