package io.humhelix.bench.internal.live;

import io.humhelix.bench.result.Failure;

/** What a system answered, or why it did not. */
public sealed interface Answer<T> {

  /** It answered. */
  record Given<T>(T value) implements Answer<T> {}

  /** It did not. */
  record Missing<T>(Failure failure) implements Answer<T> {}
}
