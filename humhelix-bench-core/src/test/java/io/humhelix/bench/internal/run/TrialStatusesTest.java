package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialStatusesTest {

  private static EffectiveSut system(String version, String device, String provider) {
    return new EffectiveSut("engine", version, device, provider, "float16", Options.empty());
  }

  @Test
  void namesAllThatChanged() {
    Optional<Issue> issue =
        TrialStatuses.systemChanged(
            system("1.7", "cuda:0", "CUDA"), system("1.8", "cuda:1", "TensorRT"));
    assertEquals(
        "it is not the system of the trials before: engine version was '1.7', is '1.8'; device was"
            + " 'cuda:0', is 'cuda:1'; execution provider was 'CUDA', is 'TensorRT'.",
        issue.orElseThrow().message());
    assertEquals("system-changed", issue.get().code());
    assertEquals(Severity.ERROR, issue.get().severity());
  }

  @Test
  void whatIsNotKnownIsNoChange() {
    EffectiveSut known = system("1.7", "cpu", "CPU");
    EffectiveSut unknown = system("unknown", "cpu", "CPU");
    assertEquals(Optional.empty(), TrialStatuses.systemChanged(known, unknown));
    assertEquals(Optional.empty(), TrialStatuses.systemChanged(unknown, known));
    assertEquals(Optional.empty(), TrialStatuses.systemChanged(known, known));
  }
}
