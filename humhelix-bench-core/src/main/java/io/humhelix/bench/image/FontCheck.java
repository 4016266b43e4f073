package io.humhelix.bench.image;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Whether text can be drawn: runtimes without fonts fail when the first one is used. */
final class FontCheck {

  private FontCheck() {}

  static boolean failed() {
    return failure() != null;
  }

  /** Null where there is a font. */
  static Throwable failure() {
    try {
      new Font(Font.SANS_SERIF, Font.PLAIN, 12)
          .getStringBounds("a", new FontRenderContext(null, true, true));
      return null;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return e;
    }
  }
}
