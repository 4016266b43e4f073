package io.humhelix.bench.selfcheck;

import java.util.List;

/** A check of the harness that has one finding. */
abstract class HarnessCheck implements Check {

  private final String id;

  HarnessCheck(String id) {
    this.id = id;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final Finding.Section section() {
    return Finding.Section.HARNESS;
  }

  @Override
  public final List<Finding> find() throws Exception {
    return List.of(finding());
  }

  abstract Finding finding() throws Exception;

  final Finding ok(String message) {
    return Finding.ok(id, section(), message);
  }

  final Finding warn(String message, String remedy) {
    return Finding.warn(id, section(), message, remedy);
  }

  final Finding fail(String message, String remedy) {
    return Finding.fail(id, section(), message, remedy);
  }

  final Finding notChecked(String reason) {
    return Finding.notChecked(id, section(), reason);
  }
}
