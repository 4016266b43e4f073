package io.humhelix.bench.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.GoldenRuns;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostGatheringTest {

  @TempDir private Path folder;

  @Test
  void gathersRunsAndLeavesFilesThatNameNoHostApart() throws Exception {
    HostResult a = host("a");
    HostResult b = host("b");
    GoldenRuns.copy("pair-old", a.folder());
    GoldenRuns.copy("failed", b.folder());
    Path old = b.folder().resolve("benchmark-20250101-120000.db.yaml");
    try (InputStream in = GoldenRuns.class.getResourceAsStream("legacy.db.yaml")) {
      Files.copy(in, old);
    }

    HostGathering.Outcome first = HostGathering.gather(folder, List.of(a, b), file -> {});
    HostGathering.Outcome again = HostGathering.gather(folder, List.of(b, a), file -> {});

    assertEquals(List.of(old), first.leftOut());
    assertEquals(2, first.gathered().files().size());
    assertTrue(first.gathered().added() > 0);
    assertEquals(0, again.gathered().added());
    try (Stream<Path> here = Files.list(folder)) {
      assertEquals(2, here.filter(path -> path.toString().endsWith(".db.yaml")).count());
    }
  }

  @Test
  void aFileThatNobodyCanReadIsNoneOfHumHelix() throws Exception {
    HostResult a = host("a");
    GoldenRuns.copy("pair-old", a.folder());
    Path garbage =
        Files.writeString(a.folder().resolve("benchmark-x.db.yaml"), "<html>404</html>\n");

    HostGathering.Outcome outcome = HostGathering.gather(folder, List.of(a), file -> {});

    assertEquals(List.of(), outcome.leftOut());
    assertEquals(List.of(garbage), outcome.unreadable());
    assertEquals(1, outcome.gathered().files().size());
  }

  @Test
  void saysWhichHostsCallThemselvesTheSame() throws Exception {
    HostResult a = host("a");
    HostResult b = host("b");
    GoldenRuns.copy("pair-old", a.folder());
    GoldenRuns.copy("pair-new", b.folder());

    Map<String, Set<String>> same =
        HostGathering.gather(folder, List.of(a, b), file -> {}).sameNames();
    Map<String, Set<String>> alone =
        HostGathering.gather(folder.resolve("x"), List.of(a), file -> {}).sameNames();

    assertEquals(List.of(Set.of("a", "b")), List.copyOf(same.values()));
    assertEquals(Map.of(), alone);
  }

  @Test
  void aHostThatGaveNothingIsNoFault() throws Exception {
    HostResult nothing =
        new HostResult(
            new SyncSource("x", "x", "/x"),
            folder.resolve("x"),
            0,
            List.of(),
            List.of(),
            Optional.empty());

    assertEquals(0, HostGathering.gather(folder, List.of(nothing), file -> {}).gathered().added());
  }

  private HostResult host(String name) throws Exception {
    return new HostResult(
        new SyncSource(name, name, "/x"),
        Files.createDirectory(folder.resolve(name)),
        1,
        List.of(),
        List.of(),
        Optional.empty());
  }
}
