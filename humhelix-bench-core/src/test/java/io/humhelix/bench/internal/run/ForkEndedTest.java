package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Issue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForkEndedTest {

  /** Both processes are the price of a fork that went on in another one. */
  @Test
  void whereAnotherProcessTookOverNothingOfTheFirstIsLost() {
    Issue one = Issue.info("one", "of the first.");
    Issue two = Issue.info("two", "of the second.");
    Artifact log = artifact("log");
    Artifact dump = artifact("dump");

    Fork.Ended both =
        new Fork.Ended(1, 20, List.of(one), List.of(log))
            .then(new Fork.Ended(300, 4000, List.of(two), List.of(dump)));

    assertEquals(new Fork.Ended(301, 4020, List.of(one, two), List.of(log, dump)), both);
  }

  private static Artifact artifact(String kind) {
    return new Artifact(kind, Path.of(kind), new FileFingerprint(kind, 1, "aa"));
  }
}
