package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.RecordKind;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.StoredRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time limit of a run config holds over all processes of its run, and can be raised. */
class ResumeBudgetTest {

  /** Used up by whatever was done first. */
  private static final Optional<Duration> TINY = Optional.of(Duration.ofNanos(1));

  private static final Optional<Duration> AMPLE = Optional.of(Duration.ofDays(1));

  @TempDir Path folder;
  private final FakeProvider fake = new FakeProvider();

  private Path out() {
    return folder.resolve("out");
  }

  private Harness.Builder harness() {
    return Harness.builder().discovery(false).provider(fake);
  }

  private BenchmarkDefinition definition(Optional<Duration> limit) throws Exception {
    return TestClips.definition(folder, 1)
        .trials(
            TrialPolicy.DEFAULT
                .withCounts(0, 5)
                .withSeed(7)
                .withMaxDurations(limit, Optional.empty()))
        .build();
  }

  private static RunConfigResult only(io.humhelix.bench.result.RunResult run) {
    return run.runConfigs().get(0);
  }

  private static List<String> budget(List<Issue> issues) {
    return issues.stream()
        .filter(issue -> issue.code().equals("budget-reached"))
        .map(Issue::message)
        .toList();
  }

  private byte[] bytes() throws Exception {
    return Files.readAllBytes(RecordReader.read(out()).records().get(0).file());
  }

  private long count(RecordKind kind) throws Exception {
    return RecordReader.read(out()).records().stream()
        .map(StoredRecord::kind)
        .filter(kind::equals)
        .count();
  }

  @Test
  void withTheSameLimitNothingIsAddedAndWithALargerOneTheRestIs() throws Exception {
    BenchmarkDefinition tiny = definition(TINY);
    RunConfigResult cut = only(harness().output(out()).run(tiny));
    assertEquals(1, cut.validTrials().size());
    String message = "the time limit of 0 s was reached after 1 of 5 trials.";
    assertEquals(List.of(message), budget(cut.issues()));
    assertEquals(List.of(message), budget(cut.forks().get(0).issues()));
    byte[] before = bytes();

    RunConfigResult same = only(harness().resume(out()).run(tiny));
    assertArrayEquals(before, bytes());
    assertEquals(1, fake.opened.get(), "nothing is loaded to find that there is no time");
    assertEquals(TrialStatus.OK, same.status());
    assertEquals(List.of(message), budget(same.issues()));
    assertEquals(cut.forks().size(), same.forks().size());

    RunConfigResult whole = only(harness().resume(out()).run(definition(AMPLE)));
    assertEquals(TrialStatus.OK, whole.status(), whole.toString());
    assertEquals(5, whole.validTrials().size());
    assertEquals(List.of(), budget(whole.issues()));
    assertEquals(5, count(RecordKind.TRIAL));
    assertEquals(2, count(RecordKind.FORK));

    byte[] after = bytes();
    RunConfigResult again = only(harness().resume(out()).run(definition(AMPLE)));
    assertArrayEquals(after, bytes());
    assertEquals(List.of(), budget(again.issues()));
  }

  @Test
  @Tag("slow")
  void forksOnDiskHaveSpentTheirTime() throws Exception {
    BenchmarkDefinition one =
        WorkerRunTest.definition(folder, WorkerRunTest.sut("a", "work")).build();
    Harness.builder().output(out()).run(one);
    BenchmarkDefinition two =
        one.toBuilder()
            .trials(one.trials().withForks(2).withMaxDurations(TINY, Optional.empty()))
            .build();
    RunConfigResult spent = only(Harness.builder().resume(out()).run(two));
    assertEquals(1, spent.forks().size());
    assertEquals(
        List.of("the time limit of 0 s was reached after 2 of 4 trials."), budget(spent.issues()));
    assertEquals(1, count(RecordKind.FIRST_CALL), "no second process was started");
    byte[] before = bytes();
    Harness.builder().resume(out()).run(two);
    assertArrayEquals(before, bytes());

    RunConfigResult whole =
        only(
            Harness.builder()
                .resume(out())
                .run(
                    two.toBuilder()
                        .trials(two.trials().withMaxDurations(AMPLE, Optional.empty()))
                        .build()));
    assertEquals(4, whole.validTrials().size());
    assertEquals(List.of(), budget(whole.issues()));
  }

  @Test
  @Tag("slow")
  void aSearchEndsWithTheTimeAndGoesOnWithMoreOfIt() throws Exception {
    Scenario.Server server =
        new Scenario.Server(
            500,
            Optional.of(new LatencyLimit(90, Duration.ofSeconds(2))),
            Optional.of(new PeakSearch(0.5, 3)),
            OpenLoop.DEFAULT,
            Extent.atLeast(Duration.ZERO, 20));
    BenchmarkDefinition tiny = definition(TINY).toBuilder().scenario(server).build();
    RunConfigResult cut = only(harness().output(out()).run(tiny));
    assertEquals(List.of(), cut.validTrials());
    assertEquals(TrialStatus.INVALID, cut.status(), "nothing was measured");
    assertEquals(
        List.of("the time limit of 0 s was reached in the peak search, after 0 of 5 trials."),
        budget(cut.issues()));
    byte[] before = bytes();
    assertEquals(TrialStatus.INVALID, only(harness().resume(out()).run(tiny)).status());
    assertArrayEquals(before, bytes());

    RunConfigResult whole =
        only(harness().resume(out()).run(definition(AMPLE).toBuilder().scenario(server).build()));
    assertEquals(TrialStatus.OK, whole.status(), whole.toString());
    assertEquals(5, whole.validTrials().size());
    assertTrue(count(RecordKind.SEARCH) > 0);
    assertEquals(List.of(), budget(whole.issues()));
  }
}
