package io.humhelix.bench.cli;

import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.TrialKind;

/** How progress calls a trial. */
final class TrialText {

  private TrialText() {}

  static String of(TrialKind kind, int trial, TrialPolicy policy) {
    return switch (kind) {
      case FIRST_CALL -> "first call";
      // Without warm-up, this is the rest of the first pass.
      case WARM_UP -> policy.warmUpTrials() == 0 ? "first call" : "warm-up " + trial;
      case SEARCH -> "search trial " + trial;
      case MEASURED -> "trial " + trial + "/" + policy.measuredTrials();
    };
  }
}
