package io.humhelix.bench.harness;

import io.humhelix.bench.internal.worker.WorkerMain;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.StreamRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import io.humhelix.bench.spi.TranscriptionStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.zip.Deflater;

/**
 * A backend for worker processes that does what its options say at a chosen moment: works, dies in
 * one of many ways, or hangs.
 */
public final class SabotageProvider implements SutProvider {

  private static final List<Object> HOARD = new ArrayList<>();

  private static volatile boolean forgotten;

  /** The provider. */
  public SabotageProvider() {}

  @Override
  public String id() {
    return "sabotage";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "breaks in every way";
  }

  @Override
  public Availability probe() {
    return Availability.available("always");
  }

  /** Its checks need nothing; a worker that does not even start is a matter of its forks. */
  @Override
  public Optional<String> nativeBuild(Options options) {
    return Optional.empty();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Set.of(Capability.STREAMING_INPUT), Set.of("cpu", "cuda"), Set.of());
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of("act", OptionSpec.Type.TEXT, "what it does").withDefault("work"),
        OptionSpec.of("at", OptionSpec.Type.INTEGER, "call from 1; 0 is open, -1 is close")
            .withDefault(2L)
            .between(-1, 1000),
        OptionSpec.of("once", OptionSpec.Type.TEXT, "file that shows that it was done"));
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return Preflight.ok(List.of());
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    Live live = new Live(request);
    live.moment(0);
    return live;
  }

  private static final class Live implements Sut {

    private final Options options;
    private final String device;
    private int calls;

    private Live(OpenRequest request) {
      options = request.options();
      String visible = System.getenv("CUDA_VISIBLE_DEVICES");
      device = request.spec().device().isCpu() ? "cpu" : "cuda:0";
      if (visible != null) {
        System.out.println("visible devices: " + visible);
      }
    }

    private void moment(long now) throws SutException {
      if (options.integer("at").orElse(2L) != now) {
        return;
      }
      try {
        if (options.text("once").isPresent()) {
          try {
            Files.createFile(Path.of(options.text("once").get()));
          } catch (FileAlreadyExistsException e) {
            return;
          }
        }
        act(options.text("act").orElse("work"));
      } catch (IOException | ReflectiveOperationException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public EffectiveSut effective() {
      if (forgotten) {
        throw new IllegalStateException("it forgot what it is");
      }
      return new EffectiveSut("sabotage", "1", device, "none", "float32", options);
    }

    @Override
    public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
        throws SutException {
      moment(++calls);
      return Transcript.of(List.of(Segment.of(0, 1, "a text")));
    }

    /** Every chunk is a moment too. */
    @Override
    public TranscriptionStream stream(StreamRequest request, TranscriptionProgress progress) {
      return new TranscriptionStream() {
        @Override
        public void accept(float[] samples) throws SutException {
          moment(++calls);
        }

        @Override
        public Transcript finish() {
          return Transcript.of(List.of(Segment.of(0, 1, "a text")));
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() throws SutException {
      moment(-1);
    }
  }

  static void act(String what)
      throws IOException, ReflectiveOperationException, InterruptedException, SutException {
    String[] parts = what.split(" ", 2);
    switch (parts[0]) {
      case "work" -> {}
      case "signal" -> signal(parts[1]);
      case "exit" -> System.exit(Integer.parseInt(parts[1]));
      case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(parts[1]));
      case "null" -> unsafe("putAddress", 0L, 0L);
      case "heap" -> {
        while (true) {
          HOARD.add(new byte[1 << 20]);
        }
      }
      case "direct" -> {
        while (true) {
          HOARD.add(ByteBuffer.allocateDirect(1 << 24));
        }
      }
      case "malloc" -> {
        limitAddressSpace();
        while (true) {
          unsafe("allocateMemory", 1L << 26);
        }
      }
      case "bad-alloc" -> {
        System.err.println("terminate called after throwing an instance of 'std::bad_alloc'");
        signal("ABRT");
      }
      case "stack" -> recurse(1);
      case "garbage" ->
          raw(
              "this is no frame at all, but it is long enough for one"
                  .getBytes(StandardCharsets.UTF_8));
      case "half" -> {
        ByteBuffer frame = ByteBuffer.allocate(20).putInt(1000).putInt(0).putLong(3).putInt(1);
        raw(frame.array());
        Runtime.getRuntime().halt(0);
      }
      case "oversize" -> raw(ByteBuffer.allocate(16).putInt(Integer.MAX_VALUE).array());
      case "hangup" -> {
        WorkerMain.connection().close();
        new CountDownLatch(1).await();
      }
      case "flood" -> flood(Long.parseLong(parts[1]));
      case "cuda" ->
          throw new SutException(
              FailureKind.OUT_OF_MEMORY, "CUDA error 2: out of memory at ggml-cuda.cu:96", "");
      case "throw" -> throw new SutException(FailureKind.SUT_ERROR, "it broke", "Mend it.");
      case "sleep" -> new CountDownLatch(1).await();
      case "spin" -> spin();
      case "native" -> spinInNativeCode();
      case "stop" -> {
        signal("STOP");
        new CountDownLatch(1).await();
      }
      case "children" -> children();
      case "leave-child" -> new ProcessBuilder("sleep", "1000").inheritIO().start();
      case "print" -> System.err.println(parts[1]);
      case "last-words" -> {
        System.err.println(parts[1]);
        Runtime.getRuntime().halt(3);
      }
      case "environment" -> System.out.println(String.join(" ", System.getenv().keySet()));
      case "temporary" -> Files.createTempFile("left-by-worker", ".tmp");
      case "forget" -> forgotten = true;
      case "edit" -> Files.writeString(Path.of(parts[1]), "changed");
      default -> throw new IllegalArgumentException(what);
    }
  }

  private static void signal(String name) throws IOException, InterruptedException {
    shell("kill -" + name + " " + ProcessHandle.current().pid());
    // It comes to the whole process, but not at once.
    new CountDownLatch(1).await();
  }

  private static void shell(String script) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", script).inheritIO().start().waitFor();
  }

  /** What is there already stays; some dozens of megabytes more are allowed. */
  private static void limitAddressSpace() throws IOException, InterruptedException {
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[0];
    long limit = Long.parseLong(pages) * 4096 + (200L << 20);
    shell("prlimit --pid " + ProcessHandle.current().pid() + " --as=" + limit);
  }

  private static Object unsafe(String method, Long... arguments)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, long.class);
    Method found = type.getMethod(method, types);
    try {
      return found.invoke(field.get(null), (Object[]) arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private static long recurse(long depth) {
    return depth + recurse(depth + 1);
  }

  private static void raw(byte[] bytes) throws IOException, InterruptedException {
    OutputStream out = WorkerMain.connection().getOutputStream();
    out.write(bytes);
    out.flush();
    if (bytes.length != 20) {
      new CountDownLatch(1).await();
    }
  }

  private static void flood(long bytes) {
    byte[] line = "x".repeat(1023).concat("\n").getBytes(StandardCharsets.US_ASCII);
    byte[] block = new byte[1 << 16];
    for (int i = 0; i < block.length; i++) {
      block[i] = line[i % line.length];
    }
    for (long done = 0; done < bytes; done += block.length) {
      System.out.write(block, 0, block.length);
    }
    System.out.flush();
  }

  private static void spin() {
    long x = 1;
    while (x != 0) {
      x = x * 6364136223846793005L | 1;
    }
  }

  /** One call of the zlib library that takes minutes. */
  private static void spinInNativeCode() {
    ByteBuffer input = ByteBuffer.allocateDirect(1 << 29);
    for (int i = 0; input.remaining() >= 8; i++) {
      input.putLong(i * 0x9E3779B97F4A7C15L & 0x0303030303030303L);
    }
    Deflater deflater = new Deflater(9);
    deflater.setInput(input.flip());
    deflater.finish();
    while (deflater.deflate(ByteBuffer.allocateDirect(1 << 29)) > 0) {
      deflater.reset();
      deflater.setInput(input.rewind());
    }
  }

  /** Children with children, one of which has left the session, and none of which listens. */
  private static void children() throws IOException, InterruptedException {
    new ProcessBuilder(
            "/bin/sh",
            "-c",
            "trap '' TERM; (trap '' TERM; sleep 1000 & sleep 1000 & wait) & "
                + "setsid sleep 1000 & wait")
        .start();
    new CountDownLatch(1).await();
  }
}
