package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.selfcheck.Finding;
import io.humhelix.bench.selfcheck.SelfCheckReport;
import io.humhelix.bench.spi.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code doctor --gpu}, on whatever machine this is: with a backend that says what it should. */
class DoctorGpuTest {

  private final List<String> asked = new ArrayList<>();
  private Optional<Availability> answer =
      Optional.of(Availability.unavailable("its library is missing", "Install the library."));

  private final FakeProvider provider =
      new FakeProvider() {
        @Override
        public Optional<Availability> probeDevice(Device device, Options options) {
          asked.add(device + " " + options.get("library").orElse("none"));
          return answer;
        }
      };
  private final Program program =
      new Program().harness(() -> Harness.builder().discovery(false).provider(provider));

  @Test
  void saysWhatWorksNotAndEndsWithAVerdict() {
    assertEquals(ExitCode.NOT_ALL_OK, program.run("doctor", "--gpu"), program.err());
    String out = program.out();
    assertTrue(out.startsWith("machine\n"), out);
    assertTrue(
        out.contains("\nbackends\n  WARN  fake             cuda: will not work: its library"), out);
    assertTrue(out.contains("help: Install the library.\n"), out);
    assertTrue(
        out.contains("\nverdict\n  FAIL  verdict          no backend that was asked will"), out);
    assertTrue(out.contains(" ".repeat(25) + "help: First"), out);
    assertTrue(out.contains(", 1 failures, "), out);
    assertEquals(List.of(), out.lines().filter(line -> line.length() > 80).toList());
    assertEquals("", program.err());
  }

  @Test
  void oneBackendThatWorksIsEnough() throws Exception {
    answer = Optional.of(Availability.available("one product on NVIDIA L4"));
    assertEquals(0, program.run("doctor", "--gpu", "--json"), program.err());
    JsonNode report = JsonText.read(program.out());
    assertTrue(report.get("passed").booleanValue());
    JsonNode findings = report.get("findings");
    JsonNode backend = findings.get(findings.size() - 2);
    assertEquals("fake", backend.get("id").textValue());
    assertEquals("backends", backend.get("section").textValue());
    assertEquals("cuda: will work: one product on NVIDIA L4.", backend.get("message").textValue());
    assertEquals("verdict", findings.get(findings.size() - 1).get("section").textValue());
  }

  @Test
  void optionsReachTheBackend() {
    program.run("doctor", "--gpu", "--set", "library=/a", "--set", "fake.library=/b/c");
    assertEquals(List.of("cuda /b/c"), asked, program.err());
  }

  @Test
  void allThatIsWrongWithOptionsIsSaid() {
    int code =
        program.run(
            "doctor",
            "--gpu",
            "--set",
            "fake.lib=1",
            "--set",
            "nobody.library=1",
            "--set",
            "lib=1",
            "--set",
            "library",
            "--set",
            "library=[");
    assertEquals(ExitCode.BAD_INPUT, code);
    List<String> said = program.err().lines().filter(line -> line.contains("--set: ")).toList();
    assertEquals(5, said.size(), program.err());
    assertTrue(said.get(0).contains("backend 'fake' does not have an option 'lib'"), program.err());
    assertTrue(said.get(1).contains("no backend 'nobody'; there are fake"), program.err());
    assertTrue(said.get(2).contains("no backend has an option 'lib'"), program.err());
    assertTrue(said.get(3).contains("no equals sign"), program.err());
    assertTrue(said.get(4).contains("no value that can be read"), program.err());
    assertEquals("", program.out());
  }

  @Test
  void optionsAreForTheGpuAlone() {
    assertEquals(ExitCode.BAD_INPUT, program.run("doctor", "--set", "library=/a"));
    assertTrue(program.err().contains("--set: found without --gpu"), program.err());
  }

  @Test
  void aGpuThatIsSeenIsAHintToTheCheckOfGpus() {
    assertEquals(
        Optional.of("next: humhelix-bench doctor --gpu   (which backends will use the GPU)"),
        DoctorCommand.next(report(Finding.State.OK)));
    assertEquals(Optional.empty(), DoctorCommand.next(report(Finding.State.NOT_CHECKED)));
  }

  private static SelfCheckReport report(Finding.State state) {
    return new SelfCheckReport(
        List.of(new Finding("gpu", Finding.Section.MACHINE, state, "x.", "", Map.of())));
  }
}
