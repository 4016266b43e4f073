package io.humhelix.bench.internal.codec;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Call;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialResult;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random values of any record, made by its own constructor: what that refuses is drawn again. It
 * looks at the components, so that a new one gets values without a line here.
 */
public final class Generated {

  private static final int ATTEMPTS = 20_000;

  private static final List<String> TEXTS =
      List.of(
          "plain",
          "a_b",
          "ab-c",
          "A_B",
          "-Xmx1g",
          "cuda",
          "",
          " ",
          "two words",
          "ü ß 語 \ud83d\ude00",
          "\u0000\u0001\u007f\u2028\ufeff",
          "\"\\/{}[]: #",
          "- x\n\ty\r",
          "null",
          "1e5",
          "no");

  private final Random random;
  private final boolean everyDouble;
  private final Map<Type, Supplier<?>> own = new HashMap<>();
  private final Map<String, Supplier<?>> parts = new HashMap<>();
  private final Map<Class<?>, Function<Object, Object>> afterwards = new HashMap<>();

  /**
   * A source of values.
   *
   * @param seed gives the same values again
   * @param everyDouble whether numbers may be infinite, and lengths take every nanosecond
   */
  public Generated(long seed, boolean everyDouble) {
    random = new Random(seed);
    this.everyDouble = everyDouble;
  }

  /** Draws values of a type in another way. */
  public <T> Generated own(Class<T> type, Supplier<T> supplier) {
    own.put(type, supplier);
    return this;
  }

  /** Draws a component of a record in another way. */
  public Generated part(Class<? extends Record> type, String component, Supplier<?> supplier) {
    parts.put(type.getName() + "." + component, supplier);
    return this;
  }

  /** Changes each value of a type after it was drawn. */
  public <T> Generated afterwards(Class<T> type, Function<T, T> change) {
    afterwards.put(type, value -> change.apply(type.cast(value)));
    return this;
  }

  /** Draws a value; never null. */
  public Object value(Type type) {
    Object value = own.containsKey(type) ? own.get(type).get() : draw(type);
    Function<Object, Object> change = afterwards.get(type);
    return change == null ? value : change.apply(value);
  }

  /** Draws a value. */
  public <T> T of(Class<T> type) {
    return type.cast(value(type));
  }

  private Object draw(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Type raw = generic.getRawType();
      if (raw == Optional.class) {
        return random.nextBoolean() ? Optional.of(value(arguments[0])) : Optional.empty();
      } else if (raw == List.class) {
        return Stream.generate(() -> value(arguments[0])).limit(random.nextInt(4)).toList();
      } else if (raw == Map.class) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(), value(arguments[1]));
        }
        return map;
      }
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("no values of " + type);
    }
    if (plain == TrialResult.class) {
      return trial();
    } else if (plain == FailedCalls.class) {
      return failedCalls(0);
    } else if (plain.isRecord()) {
      return record(plain);
    } else if (plain.isSealed()) {
      return value(one(plain.getPermittedSubclasses()));
    } else if (plain.isEnum()) {
      return one(plain.getEnumConstants());
    }
    return scalar(plain);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    IllegalArgumentException last = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      Object[] values = Arrays.stream(components).map(this::component).toArray();
      try {
        Constructor<?> canonical =
            type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        canonical.setAccessible(true);
        return canonical.newInstance(values);
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof IllegalArgumentException refusal)) {
          throw new IllegalStateException(type + " of " + Arrays.toString(values), e.getCause());
        }
        last = refusal;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("nothing drawn fits " + type, last);
  }

  /** A trial whose clips are of its own calls. */
  private TrialResult trial() {
    TrialResult drawn = (TrialResult) record(TrialResult.class);
    boolean plain = drawn.scenario().isEmpty();
    CallSeries calls = plain ? plainPass() : drawn.calls();
    Set<Integer> rows = new TreeSet<>();
    for (int i = 0; i < calls.size(); i++) {
      if (plain || random.nextBoolean()) {
        rows.add(i);
      }
    }
    return new TrialResult(
        drawn.runConfigId(),
        drawn.kind(),
        drawn.fork(),
        drawn.trial(),
        drawn.status(),
        drawn.startedAt(),
        drawn.wallNanos(),
        drawn.loadNanos(),
        calls,
        rows.stream()
            .sorted(Comparator.comparingInt(calls::clip))
            .map(row -> new ClipResult(calls.at(row), of(Transcript.class), score()))
            .toList(),
        drawn.metrics(),
        drawn.issues(),
        drawn.failure(),
        drawn.scenario(),
        failedCalls(calls.size()));
  }

  /** Calls of which some failed, numbered behind the answered ones; often none. */
  private FailedCalls failedCalls(int first) {
    if (random.nextBoolean()) {
      return FailedCalls.NONE;
    }
    List<Failure> examples = new ArrayList<>();
    for (FailureKind kind : List.of(FailureKind.TIMEOUT, FailureKind.RATE_LIMIT)) {
      Failure drawn = of(Failure.class);
      examples.add(
          new Failure(
              kind, drawn.phase(), drawn.message(), drawn.remedy(), drawn.detail(), drawn.code()));
    }
    List<FailureKind> kinds = new ArrayList<>();
    String clip = text();
    CallSeries.Builder series = CallSeries.builder(List.of(clip), new double[] {1.5}, 3);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int number = first + kinds.size();
      series.add(0, number, number, 5, 1, 7, random.nextInt(1_000_000), 0, -1, random.nextInt(9));
      kinds.add(examples.get(random.nextInt(examples.size())).kind());
    }
    List<FailedClip> scores =
        random.nextBoolean() ? List.of(new FailedClip(clip, of(ClipScore.class))) : List.of();
    return new FailedCalls(series.build(), kinds, examples, scores, random.nextBoolean());
  }

  private Optional<ClipScore> score() {
    return random.nextBoolean() ? Optional.of(of(ClipScore.class)) : Optional.empty();
  }

  private CallSeries plainPass() {
    List<String> clips = new ArrayList<>();
    double[] seconds = new double[random.nextInt(4)];
    for (int i = 0; i < seconds.length; i++) {
      clips.add(i + text());
      seconds[i] = 0.5 + random.nextInt(100) / 8.0;
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, seconds.length).boxed().toList());
    Collections.shuffle(order, random);
    CallSeries.Builder series = CallSeries.builder(clips, seconds, seconds.length);
    long now = 0;
    for (int row = 0; row < seconds.length; row++) {
      long inference = random.nextInt(1_000_000);
      series.add(
          order.get(row),
          row,
          row,
          now,
          0,
          now,
          inference,
          random.nextInt(9),
          random.nextInt(9) - 1);
      now += inference + 10;
    }
    return series.build();
  }

  private Object component(RecordComponent component) {
    String name = component.getDeclaringRecord().getName() + "." + component.getName();
    return parts.containsKey(name) ? parts.get(name).get() : value(component.getGenericType());
  }

  private Object scalar(Class<?> type) {
    if (type == String.class) {
      return text();
    } else if (type == int.class || type == Integer.class) {
      return random.nextInt(3) == 0 ? random.nextInt(5) : random.nextInt(1000) - 10;
    } else if (type == long.class || type == Long.class) {
      return whole();
    } else if (type == double.class || type == Double.class) {
      return number();
    } else if (type == boolean.class) {
      return random.nextBoolean();
    } else if (type == OptionalInt.class) {
      return random.nextBoolean() ? OptionalInt.of(random.nextInt(300)) : OptionalInt.empty();
    } else if (type == OptionalLong.class) {
      return random.nextBoolean() ? OptionalLong.of(Math.abs(whole() / 2)) : OptionalLong.empty();
    } else if (type == OptionalDouble.class) {
      double number = number();
      boolean there = random.nextBoolean() && Double.isFinite(number);
      return there ? OptionalDouble.of(number) : OptionalDouble.empty();
    } else if (type == Path.class) {
      return Path.of(one("/a b/ü.wav", "x.wav", "deep/er/file.bin"));
    } else if (type == Duration.class) {
      long unit = everyDouble ? 1 : 1000;
      long digits = (long) Math.pow(10, random.nextInt(10));
      return Duration.ofNanos(unit * ((1 + random.nextInt(60)) * digits / 7));
    } else if (type == Instant.class) {
      return Instant.ofEpochMilli(random.nextLong(1L << 41));
    } else if (type == Options.class) {
      return options();
    } else if (type == CallSeries.class) {
      return calls();
    } else if (type == Call.class) {
      return CallSeries.builder(List.of("c"), new double[] {1}, 1)
          .add(0, 0, 0, 0, 0, 0, random.nextInt(99), 0, -1)
          .build()
          .at(0);
    } else if (type == Object.class) {
      return anything(2);
    }
    throw new IllegalArgumentException("no values of " + type);
  }

  private String text() {
    return random.nextInt(3) == 0 ? "t" + random.nextInt(1000) : one(TEXTS.toArray(String[]::new));
  }

  private long whole() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(5);
      case 1 -> everyDouble ? random.nextLong() : random.nextLong(1L << 50);
      default -> random.nextLong(100_000_000_000L);
    };
  }

  private double number() {
    return switch (random.nextInt(everyDouble ? 8 : 6)) {
      case 0 -> random.nextInt(10);
      case 1 -> random.nextInt(100_000) / 1000.0;
      case 2 -> random.nextInt(1000) / 1000.0;
      case 3 -> random.nextDouble();
      case 4 -> random.nextDouble() * 1e-9;
      case 5 -> Double.NaN;
      case 6 -> Double.POSITIVE_INFINITY;
      default -> Double.NEGATIVE_INFINITY;
    };
  }

  private Options options() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.put("o" + random.nextInt(100), anything(2));
    }
    return Options.of(values);
  }

  private Object anything(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> text();
      case 1 -> whole();
      case 2 -> random.nextInt(100) / 8.0;
      case 3 -> random.nextBoolean();
      case 4 -> List.of(anything(depth - 1), anything(depth - 1));
      default -> Map.of("k" + random.nextInt(9), anything(depth - 1));
    };
  }

  private CallSeries calls() {
    List<String> clips = new ArrayList<>();
    double[] seconds = new double[1 + random.nextInt(3)];
    for (int i = 0; i < seconds.length; i++) {
      clips.add(i + text());
      seconds[i] = 0.5 + random.nextInt(100) / 8.0;
    }
    int rows = random.nextInt(5);
    boolean chunks = random.nextBoolean();
    CallSeries.Builder series = CallSeries.builder(clips, seconds, rows);
    for (int row = 0; row < rows; row++) {
      long due = random.nextInt(1000);
      long queued = random.nextInt(3);
      series.add(
          random.nextInt(clips.size()),
          row / 2,
          row,
          due,
          queued,
          due + queued + random.nextInt(9),
          random.nextInt(1_000_000),
          random.nextInt(1000),
          random.nextInt(1000) - 1,
          chunks ? random.nextInt(1000) : 0);
    }
    return series.build();
  }

  @SafeVarargs
  private final <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }
}
