package io.humhelix.bench.history;

import io.humhelix.bench.result.Direction;

/** What a change means for users. */
public enum Effect {
  /** For the worse. */
  WORSE,
  /** For the better. */
  BETTER,
  /** Neither: the metric has no better side. */
  OTHER;

  static Effect of(Direction direction, boolean larger) {
    return switch (direction) {
      case LOWER_IS_BETTER -> larger ? WORSE : BETTER;
      case HIGHER_IS_BETTER -> larger ? BETTER : WORSE;
      case INFORMATION -> OTHER;
    };
  }
}
