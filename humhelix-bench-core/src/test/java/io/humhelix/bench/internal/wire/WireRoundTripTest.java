package io.humhelix.bench.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.internal.codec.ApiRecords;
import io.humhelix.bench.internal.codec.Generated;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message comes as it was sent, whatever values it and the records in it have. */
class WireRoundTripTest {

  private static final int VALUES = Boolean.getBoolean("humhelix.test.full") ? 20_000 : 300;

  static Stream<Class<?>> messages() {
    return ApiRecords.within(List.of(Message.class)).stream()
        .filter(Message.class::isAssignableFrom);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageComesAsItWasSent(Class<? extends Message> type) throws Exception {
    Generated generated = new Generated(type.getName().hashCode(), true);
    for (int i = 0; i < VALUES; i++) {
      Message sent = generated.of(type);
      assertEquals(sent, MessageCodec.decode(MessageCodec.encode(sent)));
    }
  }
}
