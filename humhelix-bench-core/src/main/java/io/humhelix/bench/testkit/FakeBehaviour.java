package io.humhelix.bench.testkit;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.OptionSpec;
import java.util.List;
import java.util.Optional;

/**
 * The options of a {@link FakeBackend}.
 *
 * @param text what it writes
 * @param delaysMillis how long a call takes; the n-th call takes the n-th, and then from the start
 * @param chunkMillis how long taking a chunk takes; the rest of a call then comes at its end
 * @param busy whether it waits by keeping a processor busy
 * @param loadMillis how long opening takes
 * @param fault what goes wrong
 * @param faultAt the call at which it does, from 1; 0 means opening
 * @param faultOnce a file that is made when the fault happens, and while it is there no fault does
 * @param stallMillis how much longer a call with the fault {@code stall} takes
 * @param device the device that it reports; empty means the one asked for
 * @param streams calls that may be under way at once
 */
record FakeBehaviour(
    String text,
    List<Double> delaysMillis,
    double chunkMillis,
    boolean busy,
    double loadMillis,
    FakeFault fault,
    long faultAt,
    Optional<String> faultOnce,
    double stallMillis,
    Optional<String> device,
    int streams) {

  private static final double LONGEST_MILLIS = 3_600_000;

  static final List<OptionSpec> OPTIONS =
      List.of(
          OptionSpec.of("text", OptionSpec.Type.TEXT, "what it writes")
              .withDefault(FakeBackend.TEXT),
          OptionSpec.of(
                  "delays_ms",
                  OptionSpec.Type.NUMBERS,
                  "how long the calls take, one after another")
              .withDefault(List.of(0.0)),
          OptionSpec.of("chunk_ms", OptionSpec.Type.NUMBER, "how long it takes to accept a chunk")
              .withDefault(0.0)
              .between(0, LONGEST_MILLIS),
          OptionSpec.of("wait", OptionSpec.Type.TEXT, "how it passes the time")
              .withDefault("busy")
              .oneOf("busy", "sleep"),
          OptionSpec.of("load_ms", OptionSpec.Type.NUMBER, "how long opening takes")
              .withDefault(0.0)
              .between(0, LONGEST_MILLIS),
          OptionSpec.of("fault", OptionSpec.Type.TEXT, "what goes wrong")
              .withDefault(FakeFault.NONE.word())
              .oneOf(FakeFault.words()),
          OptionSpec.of(
                  "fault_at",
                  OptionSpec.Type.INTEGER,
                  "the call at which it goes wrong; 0 means opening")
              .withDefault(1L)
              .between(0, Integer.MAX_VALUE),
          OptionSpec.of(
              "fault_once",
              OptionSpec.Type.PATH,
              "a file written at the fault; while it exists, the fault does not happen again"),
          OptionSpec.of("stall_ms", OptionSpec.Type.NUMBER, "how much longer a stalled call takes")
              .withDefault(0.0)
              .between(0, LONGEST_MILLIS),
          OptionSpec.of("did_the_work", OptionSpec.Type.TEXT, "the device that it reports"),
          OptionSpec.of("streams", OptionSpec.Type.INTEGER, "most concurrent calls")
              .withDefault(1L)
              .between(1, 1024));

  static FakeBehaviour of(Options options) {
    return new FakeBehaviour(
        options.text("text").orElse(FakeBackend.TEXT),
        numbers(options.get("delays_ms")),
        options.number("chunk_ms").orElse(0.0),
        options.text("wait").orElse("busy").equals("busy"),
        options.number("load_ms").orElse(0.0),
        FakeFault.of(options.text("fault").orElse(FakeFault.NONE.word())),
        options.integer("fault_at").orElse(1L),
        options.text("fault_once"),
        options.number("stall_ms").orElse(0.0),
        options.text("did_the_work"),
        options.integer("streams").orElse(1L).intValue());
  }

  private static List<Double> numbers(Optional<Object> value) {
    if (value.orElse(null) instanceof List<?> list && !list.isEmpty()) {
      return list.stream().map(n -> ((Number) n).doubleValue()).toList();
    }
    return List.of(0.0);
  }

  long delayNanos(int call) {
    return nanos(delaysMillis.get((call - 1) % delaysMillis.size()));
  }

  static long nanos(double millis) {
    return Math.round(millis * 1e6);
  }
}
