package io.humhelix.bench.cli;

import io.humhelix.bench.sync.HostProblem;
import io.humhelix.bench.sync.HostResult;
import java.util.List;
import java.util.Optional;

/** Whether a repeated sync has anything to tell that the one before did not. */
final class SyncNews {

  private List<Optional<String>> problems = List.of();
  private List<List<String>> conflicts = List.of();
  private boolean first = true;

  boolean isFirst() {
    return first;
  }

  /** Tells, and remembers. */
  boolean isNews(List<HostResult> results) {
    List<Optional<String>> now =
        results.stream().map(one -> one.problem().map(HostProblem::message)).toList();
    // A file that is looked at anew each time comes anew each time.
    List<List<String>> bad =
        results.stream()
            .map(
                one ->
                    one.arrived().stream()
                        .filter(file -> !file.isWell())
                        .map(file -> file.state() + file.name() + file.bytes())
                        .toList())
            .toList();
    boolean came =
        results.stream().flatMap(one -> one.arrived().stream()).anyMatch(file -> file.isWell());
    boolean news = first || came || !now.equals(problems) || !bad.equals(conflicts);
    first = false;
    problems = now;
    conflicts = bad;
    return news;
  }
}
