package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.spi.Availability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class DoctorCommandTest {

  private static final Set<String> TIMELESS =
      Set.of("percentiles", "accuracy-gate", "wrong-device", "errors", "results-file", "isolation");

  private final FakeProvider lacks = new FakeProvider();
  private final Program program =
      new Program().harness(() -> Harness.builder().discovery(false).provider(lacks));

  DoctorCommandTest() {
    lacks.availability = Availability.unavailable("no library", "Install the library.");
  }

  @Test
  void tellsOfHarnessMachineAndBackends() throws Exception {
    Set<Path> before = temporary();
    assertEquals(0, program.run("doctor"), program.out() + program.err());
    String out = program.out();
    assertTrue(out.startsWith("harness\n  OK    clock "), out);
    assertTrue(out.contains("\nmachine\n"), out);
    assertTrue(out.contains("WARN  backends         fake: no library\n"), out);
    assertTrue(out.contains(" ".repeat(25) + "help: Install the library.\n"), out);
    assertTrue(out.contains(" 0 failures, "), out);
    assertEquals("", program.err());
    assertEquals(before, temporary());
  }

  /** Those of this process: another one may be at work. */
  private static Set<Path> temporary() throws Exception {
    String own = "humhelix-bench-doctor-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(own))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void writesOneJsonObject() throws Exception {
    assertEquals(0, program.run("doctor", "--json"), program.out() + program.err());
    JsonNode report = JsonText.read(program.out());
    assertTrue(report.get("passed").booleanValue());
    Set<String> ids = new HashSet<>();
    report
        .get("findings")
        .forEach(
            finding -> {
              ids.add(finding.get("id").textValue());
              if (finding.get("id").textValue().equals("clock")) {
                assertTrue(finding.get("figures").get("resolution_ns").doubleValue() > 0);
              }
            });
    assertTrue(ids.contains("known-delays") && ids.contains("other-load"), ids.toString());
    ExpectedText.assertSame("doctor", Path.of("FOLDER"), harnessChecks(report));
  }

  /** Those of the harness, with the verdicts of those that look at no time. */
  private static String harnessChecks(JsonNode report) {
    StringBuilder text = new StringBuilder();
    for (JsonNode finding : report.get("findings")) {
      if (finding.get("section").textValue().equalsIgnoreCase("harness")) {
        String id = finding.get("id").textValue();
        text.append(TIMELESS.contains(id) ? id + " " + finding.get("state").textValue() : id);
        text.append('\n');
      }
    }
    return text.toString();
  }
}
