package io.humhelix.bench.internal.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.spy;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.MockedStatic;

/**
 * A child of a worker that a driver holds where no signal reaches it, which no test can have: the
 * worker and its child are real and end, but the child is said to be there still.
 */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class StubbornProcessTest {

  @TempDir Path folder;

  private static WorkerProcess stubborn(WorkerProcess worker) {
    WorkerProcess stubborn = spy(worker);
    doAnswer(
            invocation -> {
              Set<ProcessHandle> children = worker.alive();
              assertEquals(Set.of(), worker.end(Duration.ZERO));
              return children;
            })
        .when(stubborn)
        .end(any());
    return stubborn;
  }

  @Test
  void whatCannotBeEndedIsTold() throws Exception {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("stubborn")
            .workload(TestClips.workload(folder, 1))
            .sut(SutSpec.of("sut", "sabotage", "model").withOption("act", "leave-child"))
            .isolation(Isolation.PROCESS)
            .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withForks(1).withSeed(7))
            .build();
    RunConfigResult result;
    try (MockedStatic<WorkerProcess> workers =
        mockStatic(
            WorkerProcess.class,
            invocation ->
                invocation.callRealMethod() instanceof WorkerProcess worker
                    ? stubborn(worker)
                    : null)) {
      result = Harness.builder().run(definition).runConfigs().get(0);
      workers.verify(() -> WorkerProcess.start(any(), any(), any(), any(), any(), any()));
    }
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    List<Issue> issues = result.forks().get(0).issues();
    assertEquals(
        List.of("processes-left", "processes-not-ended"),
        issues.stream().limit(2).map(Issue::code).toList());
    Issue notEnded = issues.get(1);
    assertEquals(Severity.WARNING, notEnded.severity());
    assertTrue(notEnded.message().matches(".* cannot be ended: [0-9]+\\."), notEnded.message());
    assertTrue(result.issues().contains(notEnded), result.issues().toString());
  }
}
