package io.humhelix.bench.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;

/** Ends the JVM as a broken native library does. */
final class SegmentationFault {

  private SegmentationFault() {}

  /**
   * Writes to address 0.
   *
   * @throws IllegalStateException if this JVM keeps its memory from being written to so
   */
  static void raise() {
    try {
      // By reflection, since only this one needs module jdk.unsupported.
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
    } catch (ClassNotFoundException
        | NoSuchFieldException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException
        | RuntimeException e) {
      throw new IllegalStateException("this JVM cannot be crashed: " + e, e);
    }
  }
}
