package io.humhelix.bench.testkit;

/** Thrown by a check that found a broken promise. */
final class ContractBroken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  ContractBroken(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }

  static void unless(boolean kept, String message, String remedy) {
    if (!kept) {
      throw new ContractBroken(message, remedy);
    }
  }
}
