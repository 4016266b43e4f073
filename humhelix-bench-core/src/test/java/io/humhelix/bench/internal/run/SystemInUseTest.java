package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemInUseTest {

  private static EffectiveSut system(String version, String device, String provider) {
    return new EffectiveSut("engine", version, device, provider, "float16", Options.empty());
  }

  @Test
  void namesAllThatChanged() {
    Optional<Issue> issue =
        SystemInUse.changed(system("1.7", "cuda:0", "CUDA"), system("1.8", "cuda:1", "TensorRT"));
    assertEquals(
        "the system differs from that of earlier trials: engine version was '1.7', is '1.8'; device was"
            + " 'cuda:0', is 'cuda:1'; execution provider was 'CUDA', is 'TensorRT'.",
        issue.orElseThrow().message());
    assertEquals("system-changed", issue.get().code());
    assertEquals(Severity.ERROR, issue.get().severity());
  }

  @Test
  void whatIsNotKnownIsNoChange() {
    EffectiveSut known = system("1.7", "cpu", "CPU");
    EffectiveSut unknown = system("unknown", "cpu", "CPU");
    assertEquals(Optional.empty(), SystemInUse.changed(known, unknown));
    assertEquals(Optional.empty(), SystemInUse.changed(unknown, known));
    assertEquals(Optional.empty(), SystemInUse.changed(known, known));
  }

  @Test
  void onlyAGoodTrialBindsTheOthers() {
    SystemInUse system = new SystemInUse(Device.parse("cpu"), MeasuredSoFar.Stored.NOTHING);
    Optional<EffectiveSut> early = Optional.of(system("0", "cpu", "CPU"));
    Optional<EffectiveSut> first = Optional.of(system("1", "cpu", "CPU"));
    Optional<EffectiveSut> second = Optional.of(system("2", "cpu", "CPU"));
    system.take(early, TrialStatus.FAILED);
    assertEquals(Optional.empty(), system.mismatch(first));
    system.take(first, TrialStatus.OK);
    assertEquals("system-changed", system.mismatch(second).orElseThrow().code());
    system.take(second, TrialStatus.INVALID);
    assertEquals(first, system.effective());
    assertEquals(Optional.empty(), system.mismatch(first));
    assertEquals(Optional.empty(), system.mismatch(Optional.empty()));
    Optional<EffectiveSut> elsewhere = Optional.of(system("1", "cuda:0", "CUDA"));
    assertEquals("device-mismatch", system.mismatch(elsewhere).orElseThrow().code());
  }
}
