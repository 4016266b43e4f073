package io.humhelix.bench.internal.wire;

import java.io.IOException;

/** Messages that are sent to nobody, so that their classes are loaded when real ones come. */
public final class Rehearsed {

  private Rehearsed() {}

  /** Writes a message and reads it again. */
  public static void message(Message message) throws IOException {
    MessageCodec.decode(MessageCodec.encode(message));
  }
}
