package io.humhelix.bench.internal.program;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends requests to a program and hands its answers to the threads that wait for them. Whatever
 * breaks the protocol breaks the program for good: it is ended, and every request fails with the
 * reason. Thread-safe.
 */
public final class ProgramClient implements AutoCloseable {

  /** Takes the answers to one request, on the thread that made it. */
  @FunctionalInterface
  public interface Answers {
    /** Returns whether this was the last one. */
    boolean take(ObjectNode answer) throws LineProtocolException, SutException;
  }

  private static final Duration EXIT_LIMIT = Duration.ofSeconds(5);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  /** Put into every queue when the program is broken. */
  private static final ObjectNode BROKEN = ProtocolLines.object();

  private final String name;
  private final Program program;
  private final Map<Long, BlockingQueue<ObjectNode>> waiting = new ConcurrentHashMap<>();
  private final BlockingQueue<ObjectNode> hello = new LinkedBlockingQueue<>();
  private final AtomicLong lastId = new AtomicLong();
  private volatile SutException broken;
  private volatile boolean closing;
  private volatile String doing = "starting";

  private ProgramClient(String name, Program program) {
    this.name = name;
    this.program = program;
    Thread reader = new Thread(this::read, "humhelix-bench-answers-" + name);
    reader.setDaemon(true);
    reader.start();
    program.onExit(() -> endedWithout(reader));
  }

  /**
   * Starts a program.
   *
   * @param name for messages
   * @throws SutException if it cannot be started
   */
  public static ProgramClient start(
      String name, List<String> command, Path folder, Map<String, String> environment)
      throws SutException {
    try {
      return new ProgramClient(name, Program.start(command, folder, environment));
    } catch (IOException e) {
      throw new SutException(
          FailureKind.EXIT,
          name + " could not be started in " + folder + ": " + e.getMessage() + ".",
          "The backend needs /bin/sh and the working directory.",
          e);
    }
  }

  /**
   * Waits for the program's first line.
   *
   * @throws SutException if it ends before, says something else, or takes longer
   */
  public Hello hello(Duration limit) throws SutException {
    ObjectNode line = await(hello, limit, "starting");
    try {
      reported(line, "starting");
      return Hello.of(line);
    } catch (LineProtocolException e) {
      throw breakOff(violation(e));
    }
  }

  /**
   * Makes a request that has one answer, for backends whose program knows more requests.
   *
   * @return the answer
   * @throws SutException as for {@link #request}
   */
  public ObjectNode ask(String type, ObjectNode body, Duration limit, String what)
      throws SutException {
    AtomicReference<ObjectNode> answer = new AtomicReference<>();
    request(
        type,
        body,
        limit,
        what,
        given -> {
          answer.set(given);
          return true;
        });
    return answer.get();
  }

  /**
   * Makes a request and takes its answers until the last one.
   *
   * @param type of the request
   * @param body further values
   * @param limit how long to wait for the whole of it
   * @param what is done, for messages
   * @throws SutException what the program reported, or why it is broken; an interrupt breaks it
   */
  void request(String type, ObjectNode body, Duration limit, String what, Answers answers)
      throws SutException {
    if (broken != null) {
      throw again();
    }
    long id = lastId.incrementAndGet();
    BlockingQueue<ObjectNode> queue = new LinkedBlockingQueue<>();
    waiting.put(id, queue);
    long deadline = System.nanoTime() + limit.toNanos();
    doing = what;
    try {
      ObjectNode line = ProtocolLines.object().put("type", type).put("id", id);
      line.setAll(body);
      if (broken == null && !program.send(line)) {
        // Its end, or what it last wrote, says more than the broken pipe.
        await(queue, EXIT_LIMIT, what);
      }
      boolean last = false;
      while (!last) {
        ObjectNode answer =
            await(queue, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())), what);
        last = reported(answer, what) || answers.take(answer);
      }
    } catch (LineProtocolException e) {
      throw breakOff(violation(e));
    } finally {
      waiting.remove(id);
    }
  }

  private boolean reported(ObjectNode answer, String what) throws SutException {
    if (answer.path("type").asText().equals("error")) {
      throw ProgramError.of(name, what, answer).withDetail(program.log());
    }
    return false;
  }

  private ObjectNode await(BlockingQueue<ObjectNode> queue, Duration limit, String what)
      throws SutException {
    try {
      // What was answered before the program broke is still taken.
      ObjectNode answer = broken == null || !queue.isEmpty() ? poll(queue, limit) : BROKEN;
      if (answer == null) {
        throw breakOff(
            new SutException(
                FailureKind.TIMEOUT,
                name + " did not answer within " + seconds(limit) + " s while " + what + ".",
                "Raise the limit, or find out why it hangs."));
      }
      if (answer == BROKEN) {
        throw again();
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw breakOff(
          new SutException(
              FailureKind.TIMEOUT,
              name + " was abandoned while " + what + ".",
              "Its deadline passed or the run was cancelled."));
    }
  }

  private static ObjectNode poll(BlockingQueue<ObjectNode> queue, Duration limit)
      throws InterruptedException {
    return queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static String seconds(Duration limit) {
    return Double.toString(Math.max(1, limit.toMillis()) / 1000.0);
  }

  private SutException violation(LineProtocolException e) {
    return new SutException(
        FailureKind.PROTOCOL,
        name + " broke the line protocol while " + doing + ": " + e.getMessage() + ".",
        "Correct the program; text for people belongs on standard output or standard error.",
        e);
  }

  /** Ends the program, and all that wait, for this reason. The first reason stays. */
  private synchronized SutException breakOff(SutException reason) {
    if (broken == null) {
      program.close();
      broken = reason.withDetail(program.log());
      hello.add(BROKEN);
      waiting.values().forEach(queue -> queue.add(BROKEN));
    }
    return again();
  }

  /** A new exception for each thread, with the trace of its own call. */
  private SutException again() {
    SutException reason = broken;
    return new SutException(reason.kind(), reason.getMessage(), reason.remedy(), reason)
        .withDetail(reason.detail())
        .withSystemLost();
  }

  private void read() {
    try {
      boolean greeted = false;
      for (Optional<ObjectNode> line = program.answer();
          line.isPresent();
          line = program.answer()) {
        if (!greeted) {
          greeted = true;
          hello.add(line.get());
          continue;
        }
        dispatch(line.get());
      }
      if (!closing) {
        ended();
      }
    } catch (LineProtocolException e) {
      breakOff(violation(e));
    }
  }

  private void dispatch(ObjectNode answer) throws LineProtocolException {
    if (!answer.path("id").canConvertToLong() || !answer.has("type")) {
      throw new LineProtocolException("an answer has no id or no type: " + shown(answer));
    }
    long id = answer.path("id").longValue();
    BlockingQueue<ObjectNode> queue = waiting.get(id);
    if (queue == null) {
      throw new LineProtocolException(
          id > 0 && id <= lastId.get()
              ? "it answered request " + id + " again after its end: " + shown(answer)
              : "it answered request " + id + ", which was never made: " + shown(answer));
    }
    queue.add(answer);
  }

  private static String shown(ObjectNode answer) {
    String text = answer.toString();
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }

  /** A child of the program may hold the channel open; what is in it is read first. */
  private void endedWithout(Thread reader) {
    try {
      reader.join(LAST_ANSWERS.toMillis());
      ended();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ended() {
    if (closing) {
      return;
    }
    breakOff(ProgramEnd.failure(name, doing, program.exitCode(EXIT_LIMIT), program.log()));
  }

  /** Whether it can take no further request. */
  boolean isBroken() {
    return broken != null;
  }

  /** The last part of what it printed. */
  String log() {
    return program.log();
  }

  /** From now on its end is no failure. */
  void expectEnd() {
    closing = true;
  }

  /** Ends the program with everything that it started. */
  @Override
  public void close() {
    closing = true;
    program.close();
  }
}
