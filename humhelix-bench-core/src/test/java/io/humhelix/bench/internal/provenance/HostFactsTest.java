package io.humhelix.bench.internal.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostFactsTest {

  @Test
  void keepsSwitchesAndDropsWhatMayBeSecret() {
    assertEquals(
        "-Xmx1g -XX:+UseZGC",
        HostFacts.switches(
            List.of("-Xmx1g", "-Dtoken=secret", "-XX:+UseZGC", "-javaagent:/home/me/agent.jar")));
  }

  @Test
  void namesMachineAndJvm() {
    assertTrue(HostFacts.host().containsKey("os"));
    assertTrue(Integer.parseInt(HostFacts.host().get("processors")) > 0);
    assertFalse(HostFacts.jvm().get("version").isEmpty());
  }

  @Test
  void readsTheVersionThatTheBuildWrote() {
    assertTrue(HarnessVersion.get().matches("[0-9]+\\.[0-9]+\\.[0-9]+.*"), HarnessVersion.get());
  }
}
