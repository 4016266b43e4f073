package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.BackendStatus;
import io.humhelix.bench.harness.Harness;
import java.util.List;

/** Which backends there are, and whether they can work here. */
record BackendsCheck(Harness.Builder host) implements Check {

  @Override
  public String id() {
    return "backends";
  }

  @Override
  public Finding.Section section() {
    return Finding.Section.BACKENDS;
  }

  @Override
  public List<Finding> find() {
    List<BackendStatus> backends = host.backends(true);
    if (backends.isEmpty()) {
      return List.of(
          Finding.warn(
              id(), section(), "none found.", "Put one on the class path or module path."));
    }
    return backends.stream().map(this::finding).toList();
  }

  private Finding finding(BackendStatus backend) {
    String detail = backend.id() + ": " + backend.availability().detail();
    return backend.availability().available()
        ? Finding.ok(id(), section(), detail)
        : Finding.warn(id(), section(), detail, backend.availability().remedy());
  }
}
