package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capability;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class BackendsCommandTest {

  private final FakeProvider works = new FakeProvider();
  private final FakeProvider lacks = new FakeProvider();
  private final Program program =
      new Program()
          .harness(() -> Harness.builder().discovery(false).provider(works).provider(lacks));

  BackendsCommandTest() {
    works.features = EnumSet.of(Capability.LANGUAGE, Capability.WORD_TIMESTAMPS);
    lacks.id = "lacking";
    lacks.availability =
        Availability.unavailable("no library for\nthis platform", "Install the library.");
  }

  @Test
  void tellsWhatWorksAndWhatToDoAboutTheRest() {
    assertEquals(0, program.run("backends"));
    String out = program.out();
    assertTrue(
        out.startsWith(
            """
            fake: available
              what: a fake
              found: fake 1
              devices: cpu, cuda
              can: language, word timestamps
              from: io.humhelix.bench.harness.FakeProvider\
            """),
        out);
    assertTrue(
        out.contains(
            """
            lacking: NOT available
              what: a fake
              why: no library for this platform
              help: Install the library.
            """),
        out);
    assertFalse(out.contains("option "), out);
  }

  @Test
  void listsOptions() {
    assertEquals(0, program.run("backends", "--options"));
    assertTrue(
        program.out().contains("  option beam_size: integer from 1 to 10, default 1: beams\n"),
        program.out());
    assertTrue(program.out().contains("  option mode: text (fast, slow): how\n"), program.out());
  }

  @Test
  void writesOneJsonObject() throws Exception {
    assertEquals(0, program.run("backends", "--json"));
    JsonNode all = JsonText.read(program.out());
    assertEquals(1, all.get("schema").intValue());
    JsonNode array = all.get("backends");
    assertEquals(2, array.size());
    assertTrue(array.get(0).get("available").booleanValue());
    assertEquals("cuda", array.get(0).get("devices").get(1).textValue());
    JsonNode option = array.get(0).get("options").get(0);
    assertEquals("beam_size", option.get("name").textValue());
    assertEquals(1, option.get("default").intValue());
    assertEquals(10.0, option.get("maximum").doubleValue());
    assertEquals("lacking", array.get(1).get("id").textValue());
    assertFalse(array.get(1).get("available").booleanValue());
    assertEquals("Install the library.", array.get(1).get("remedy").textValue());
  }

  @Test
  void saysWhereToPutABackendWhenThereIsNone() {
    Program none = new Program();
    assertEquals(0, none.run("backends"));
    assertTrue(none.out().startsWith("no backend found; put one on"), none.out());
  }
}
