package io.humhelix.bench.definition;

import io.humhelix.bench.model.BenchmarkDefinition;
import java.lang.reflect.RecordComponent;
import java.util.Objects;

/** Where two definitions differ. */
final class DefinitionDifference {

  private DefinitionDifference() {}

  /** Returns the part of the first difference, such as {@code trials}; blank if there is none. */
  static String first(BenchmarkDefinition one, BenchmarkDefinition other) {
    for (RecordComponent part : BenchmarkDefinition.class.getRecordComponents()) {
      try {
        if (!Objects.equals(part.getAccessor().invoke(one), part.getAccessor().invoke(other))) {
          return part.getName();
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the parts of a public record can be read", e);
      }
    }
    return "";
  }
}
