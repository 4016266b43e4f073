package io.humhelix.bench.harness;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A backend that writes down what is asked of it, in whatever process it runs, and misbehaves at a
 * moment of your choice: {@code open}, {@code effective 2}, {@code transcribe 1}, {@code close} ...
 */
public final class DiaryProvider implements SutProvider {

  /** The provider. */
  public DiaryProvider() {}

  @Override
  public String id() {
    return "diary";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "writes down what is asked of it";
  }

  @Override
  public Availability probe() {
    return Availability.available("always");
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Set.of(), Set.of("cpu"), Set.of());
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of("diary", OptionSpec.Type.TEXT, "file that it writes to"),
        OptionSpec.of("at", OptionSpec.Type.TEXT, "when it misbehaves").withDefault("never"),
        OptionSpec.of("act", OptionSpec.Type.TEXT, "what it does then").withDefault("work"),
        OptionSpec.of("call_ms", OptionSpec.Type.NUMBER, "how long a call takes").withDefault(0.0));
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return Preflight.ok(List.of());
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    Diary diary = new Diary(request.options());
    return diary.entry("open") ? new Writing(diary, request.options()) : null;
  }

  private static final class Diary {
    private final Options options;
    private final Map<String, Integer> counts = new TreeMap<>();

    private Diary(Options options) {
      this.options = options;
    }

    /** Returns false where null is to be returned. */
    private boolean entry(String what) throws SutException {
      write(what);
      String now = what + " " + counts.merge(what, 1, Integer::sum);
      String at = options.text("at").orElseThrow();
      boolean due = at.equals(now) || at.equals(what);
      return !due || act(options.text("act").orElseThrow());
    }

    private void write(String line) {
      try {
        Files.writeString(
            Path.of(options.text("diary").orElseThrow()),
            line + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static boolean act(String what) throws SutException {
      switch (what) {
        case "null" -> {
          return false;
        }
        case "runtime" -> throw new IllegalStateException("undeclared");
        case "checked" -> Diary.<RuntimeException>throwUnseen(new IOException("undeclared"));
        case "error" -> throw new AssertionError("an error");
        case "linkage" -> throw new NoClassDefFoundError("org/gone/Away");
        case "heap" -> throw new OutOfMemoryError("Java heap space");
        case "direct" -> throw new OutOfMemoryError("Cannot reserve direct buffer memory");
        case "stack" -> recurse(0);
        case "hang" -> hang();
        default -> throw new SutException(FailureKind.valueOf(what), "as told", "Tell it not to.");
      }
      return true;
    }

    /** As code does that was compiled against another version, or written in Kotlin. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnseen(Throwable thrown) throws T {
      throw (T) thrown;
    }

    /** In the process of the harness, which interrupts it, until it is given up. */
    private static void hang() throws SutException {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new SutException(FailureKind.SUT_ERROR, "interrupted", "", e);
      }
    }

    private static int recurse(int depth) {
      return recurse(depth + 1) + depth;
    }
  }

  private record Writing(Diary diary, Options options) implements Sut {

    /** For what is declared to throw nothing: a backend may do it all the same. */
    private boolean entry(String what) {
      try {
        return diary.entry(what);
      } catch (SutException e) {
        Diary.<RuntimeException>throwUnseen(e);
        return true;
      }
    }

    @Override
    public EffectiveSut effective() {
      return entry("effective")
          ? new EffectiveSut("diary", "1", "cpu", "none", "float32", Options.empty())
          : null;
    }

    @Override
    public int maxConcurrency() {
      return entry("limits") ? 1 : 0;
    }

    @Override
    public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
        throws SutException {
      long nanos = TimeUnit.MILLISECONDS.toNanos(options.number("call_ms").orElse(0.0).longValue());
      long end = System.nanoTime() + nanos;
      while (System.nanoTime() - end < 0) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      return diary.entry("transcribe") ? Transcript.ofText("a text") : null;
    }

    @Override
    public void close() throws SutException {
      diary.entry("close");
    }
  }
}
