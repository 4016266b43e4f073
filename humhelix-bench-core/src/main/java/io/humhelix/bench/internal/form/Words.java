package io.humhelix.bench.internal.form;

import io.humhelix.bench.internal.codec.TreeForm;
import java.util.Arrays;
import java.util.function.Function;

/** Constants by words of their own. */
final class Words {

  private Words() {}

  static <E extends Enum<E>> TreeForm<E> of(E[] constants, Function<E, String> word) {
    return TreeForm.text(
        word,
        text ->
            Arrays.stream(constants)
                .filter(constant -> word.apply(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody knows '" + text + "'")));
  }
}
