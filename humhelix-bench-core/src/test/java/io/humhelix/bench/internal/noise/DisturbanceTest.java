package io.humhelix.bench.internal.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DisturbanceTest {

  private final List<TrialResult> trials =
      new MadeUpRun(1)
          .forks(4)
          .load(fork -> fork == 2 ? 0.3 : 0, 1)
          .system("a", 1)
          .result()
          .runConfigs()
          .get(0)
          .trials();

  @Test
  void loadBesideAForkIsItsDisturbance() {
    Map<Integer, Disturbance> disturbed = Disturbance.byFork(trials);
    assertEquals(Set.of(2), disturbed.keySet());
    assertEquals(List.of("other-load"), disturbed.get(2).flags());
    assertEquals(0.3, disturbed.get(2).shareTaken().getAsDouble(), 1e-9);
  }

  @Test
  void whatWasBesideWarmUpAloneIsNone() {
    List<TrialResult> warmUp = trials.stream().map(DisturbanceTest::asWarmUp).toList();
    assertEquals(Map.of(), Disturbance.byFork(warmUp));
  }

  private static TrialResult asWarmUp(TrialResult trial) {
    return trial.kind() == TrialKind.MEASURED ? trial.withKind(TrialKind.WARM_UP) : trial;
  }
}
