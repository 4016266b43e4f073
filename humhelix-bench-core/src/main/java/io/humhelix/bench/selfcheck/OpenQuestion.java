package io.humhelix.bench.selfcheck;

/** A promise that the self-check does not prove yet: it says so, and does not keep silent. */
final class OpenQuestion extends HarnessCheck {

  private final String reason;

  OpenQuestion(String id, String reason) {
    super(id);
    this.reason = reason;
  }

  @Override
  Finding finding() {
    return notChecked(reason);
  }
}
