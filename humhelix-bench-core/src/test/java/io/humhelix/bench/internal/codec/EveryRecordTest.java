package io.humhelix.bench.internal.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.internal.wire.Message;
import io.humhelix.bench.store.ReadBack;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every record of the api is one that round trips take, or one that never leaves its process. */
class EveryRecordTest {

  /** What stays where it was made, and why. */
  private static final Set<String> STAY =
      Set.of(
          // What a listing tells, asked in the process of the harness.
          "Capabilities",
          // A call and its samples, within the process of the system under test.
          "StreamRequest",
          "TranscriptionRequest",
          // Told by samplers beside the system; its measurements leave.
          "SampledQuantity",
          // Named by whoever compares.
          "Baseline",
          // Made anew of the definition and the records of a file.
          "RunConfig",
          "RunConfigResult",
          "RunResult");

  @Test
  void everyRecordLeavesAFormOrStays() {
    Set<String> rest = names(ApiRecords.all());
    rest.removeAll(names(ApiRecords.within(List.of(Message.class))));
    rest.removeAll(names(ApiRecords.within(ReadBack.RECORDS)));
    assertEquals(new TreeSet<>(STAY), rest);
  }

  private static Set<String> names(Set<Class<?>> records) {
    return records.stream()
        .map(Class::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
