package io.humhelix.bench.internal.wire;

import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.internal.codec.Parts;
import io.humhelix.bench.internal.codec.RecordCodec;
import io.humhelix.bench.internal.codec.TreeForm;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import java.io.IOException;
import java.util.Map;

/**
 * Messages as JSON objects, told apart by their key {@code message}: both sides are of one version,
 * so that the records themselves are the format.
 */
final class MessageCodec {

  static final RecordCodec RECORDS =
      RecordCodec.exact()
          // Most have none, and calls are many.
          .parts(Parts.of(Segment.class).ifNotEmpty("words"))
          .parts(Parts.of(Transcript.class).ifNotEmpty("phases").ifNotEmpty("issues"))
          .tag(Message.class, "message", Map.of())
          .form(Options.class, new OptionsForm())
          .build();

  private static final TreeForm<Message> MESSAGE = RECORDS.form(Message.class);

  private MessageCodec() {}

  /** A class, since a lambda would be the first of a worker that starts. */
  private static final class OptionsForm implements TreeForm<Options> {

    @Override
    public Object encode(Options options) {
      return options.asMap();
    }

    @Override
    public Options decode(Object tree) throws CodecException {
      if (tree instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked") // The keys of a JSON object are texts.
        Map<String, ?> values = (Map<String, ?>) map;
        return Options.of(values);
      }
      throw new CodecException("is no object");
    }
  }

  static byte[] encode(Message message) throws IOException {
    return MessageJson.write((Map<?, ?>) MESSAGE.encode(message));
  }

  static Message decode(byte[] json) throws ProtocolException {
    Map<String, Object> tree = MessageJson.read(json);
    try {
      return MESSAGE.decode(tree);
    } catch (CodecException e) {
      throw new ProtocolException(
          "a message " + tree.get("message") + " holds what it cannot hold: " + e.getMessage(), e);
    }
  }
}
