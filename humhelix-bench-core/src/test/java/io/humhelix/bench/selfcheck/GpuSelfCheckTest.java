package io.humhelix.bench.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.BackendStatus;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.selfcheck.Finding.State;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of which backend on made-up machines, and what it comes to. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class GpuSelfCheckTest {

  private static final Availability WORKS =
      Availability.available("onnxruntime: one step on NVIDIA L4");
  private static final Availability NO_CUBLAS =
      Availability.unavailable("libcublas.so.12 is missing", "pip install nvidia-cublas-cu12");

  @TempDir private Path root;
  private FakeMachine machine;
  private final List<BackendStatus> backends = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private Optional<Availability> answer = Optional.of(NO_CUBLAS);

  @BeforeEach
  void setUp() {
    machine = new FakeMachine(root);
  }

  private void backend(String id, Availability availability, String... kinds) {
    backends.add(
        new BackendStatus(
            id,
            "",
            "",
            availability,
            Optional.of(new Capabilities(Set.of(), Set.of(kinds), Set.of())),
            List.of()));
  }

  private void backend(String id, String... kinds) {
    backend(id, Availability.available("is there"), kinds);
  }

  private SelfCheckReport run(Map<String, Options> options) {
    asked.clear();
    List<Finding> told = new ArrayList<>();
    SelfCheckReport report =
        new GpuSelfCheck(
                machine.host(),
                () -> backends,
                (backend, device, given) -> {
                  asked.add(backend + " " + device + " " + given.asMap());
                  return answer;
                },
                options)
            .run(told::add);
    assertEquals(report.findings(), told);
    return report;
  }

  private SelfCheckReport run() {
    return run(Map.of());
  }

  private void expect(String id, State state, String message, String remedy) {
    FakeMachine.expect(run().findings(), id, state, message, remedy);
  }

  @Test
  void withoutAnyGpuTheFirstThingToDoIsAGpu() {
    backend("onnxruntime", "cpu", "cuda", "rocm");
    expect(NoGpuCheck.NO_GPU, State.WARN, "none of NVIDIA, AMD or Intel", "a machine with a GPU");
    expect("onnxruntime", State.WARN, "cuda: will not work: libcublas.so.12 is missing.", "pip");
    assertEquals(List.of("onnxruntime cuda {}"), asked);
    expect("verdict", State.FAIL, "no backend", "First: Use a machine with a GPU.");
    assertFalse(run().passed());
    machine.container();
    expect(NoGpuCheck.NO_GPU, State.WARN, "this container sees no GPU", "--gpus all");
    expect("verdict", State.FAIL, "no backend", "First: If the host has one");
  }

  @Test
  void elsewhereThanOnLinuxOtherGpusAreNotLookedFor() {
    backend("whisper-jni", "cpu", "cuda", "metal");
    machine.os("Mac OS X");
    expect(NoGpuCheck.NO_GPU, State.NOT_CHECKED, "looked for on Linux alone", "");
    assertEquals(List.of("whisper-jni metal {}"), asked);
    machine.os("Windows 11");
    run();
    assertEquals(List.of("whisper-jni cuda {}"), asked);
  }

  @Test
  void aMissingDriverComesBeforeWhatBackendsSay() {
    backend("onnxruntime", "cuda");
    machine.nvidia("nouveau");
    expect("verdict", State.FAIL, "no backend", "First: Install NVIDIA's own driver");
  }

  @Test
  void withADriverTheFirstThingIsOfABackend() {
    backend("command");
    backend("onnxruntime", "cpu", "cuda");
    machine.nvidiaSmiOf("580.1");
    SelfCheckReport report = run();
    FakeMachine.expect(
        report.findings(),
        "verdict",
        State.FAIL,
        "no backend",
        "First, for onnxruntime: pip install nvidia-cublas-cu12");
    FakeMachine.expect(report.findings(), "gpu", State.OK, "cuda:0 NVIDIA L4", "");
  }

  @Test
  void whatWorksIsSaid() {
    backend("http", "remote");
    backend("onnxruntime", "cpu", "cuda", "webgpu");
    machine.nvidia("nvidia").file("proc/driver/nvidia/version", "x").file("dev/nvidia0", "");
    answer = Optional.of(WORKS);
    SelfCheckReport report = run();
    assertEquals(List.of("onnxruntime cuda {}", "onnxruntime webgpu {}"), asked);
    FakeMachine.expect(
        report.findings(),
        "onnxruntime",
        State.OK,
        "cuda, webgpu: will work: one step on NVIDIA L4.",
        "");
    FakeMachine.expect(report.findings(), "http", State.NOT_CHECKED, "not asked", "");
    FakeMachine.expect(
        report.findings(), "verdict", State.OK, "onnxruntime will work on a GPU.", "");
    assertTrue(report.passed());
  }

  @Test
  void whatCannotBeToldIsNoFailure() {
    backend("strange", "cuda");
    machine.nvidiaSmiOf("580.1");
    answer = Optional.empty();
    expect("strange", State.NOT_CHECKED, "cuda: cannot be told", "validate --probe");
    expect("verdict", State.NOT_CHECKED, "cannot be told without a model", "validate --probe");
    assertTrue(run().passed());
    machine.nvidiaSmiOf("470.1");
    expect("verdict", State.FAIL, "no backend", "First: Update the driver.");
  }

  @Test
  void aBackendThatIsNotThereIsNotAskedUnlessItsOptionsAreGiven() {
    backend("faster-whisper", Availability.unavailable("no Python", "Install it."), "cuda");
    expect("faster-whisper", State.WARN, "will not work: no Python.", "Install it.");
    assertEquals(List.of(), asked);
    SelfCheckReport report =
        run(Map.of("faster-whisper", Options.empty().with("python", "/venv/bin/python")));
    assertEquals(List.of("faster-whisper cuda {python=/venv/bin/python}"), asked);
    FakeMachine.expect(report.findings(), "faster-whisper", State.WARN, "libcublas", "pip");
  }

  @Test
  void aBackendWithoutAKindForThisGpuIsSaid() {
    backend("faster-whisper", "cpu", "cuda");
    backends.add(
        new BackendStatus(
            "broken",
            "",
            "",
            Availability.unavailable("it has no id", "Report it."),
            Optional.empty(),
            List.of()));
    machine.amd("amdgpu").file("dev/kfd", "");
    expect("faster-whisper", State.WARN, "no kind of device for a GPU of this machine", "another");
    expect("broken", State.WARN, "will not work: it has no id.", "Report it.");
    assertEquals(List.of(), asked);
  }

  @Test
  void withoutBackendsThereIsNothingThatWorks() {
    machine.nvidiaSmiOf("580.1");
    SelfCheckReport report = run();
    assertFalse(report.passed());
    assertTrue(
        report.findings().get(report.findings().size() - 1).remedy().contains("class path"),
        report::toString);
  }
}
