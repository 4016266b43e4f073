package io.humhelix.bench.internal.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.humhelix.bench.internal.process.OutputTail;
import io.humhelix.bench.internal.process.ProcessTree;
import io.humhelix.bench.internal.text.Redaction;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A running program with a channel of its own: it reads requests from file descriptor 3 and answers
 * on 4. Its standard input is empty; what it prints goes to a capped log and can never be taken for
 * an answer. Answers are read by one thread, requests may be sent by several.
 */
final class Program implements AutoCloseable {

  /** Marks the program and what it starts, so that these are found when their parent is gone. */
  private static final String MARK = "HUMHELIX_BENCH_PROGRAM";

  private static final int LOG_BYTES = 1 << 20;
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final long END_OF_OUTPUT_MILLIS = 2_000;

  /**
   * Java connects only descriptors 0 to 2 of a child. The shell moves them to where the protocol
   * has its own, and becomes the program.
   */
  private static final List<String> MOVE_CHANNEL =
      List.of("/bin/sh", "-c", "exec 3<&0 4>&1 </dev/null >&2 && exec \"$@\"", "sh");

  private final Process process;
  private final ProcessTree tree;
  private final OutputTail log;
  private final ProtocolLines answers;
  private final OutputStream requests;
  private final Redaction.Literals secrets;
  private boolean closed;

  private Program(Process process, String mark, Redaction.Literals secrets) {
    this.process = process;
    this.secrets = secrets;
    tree = new ProcessTree(process.toHandle(), MARK, mark);
    log = OutputTail.of(process.getErrorStream(), LOG_BYTES, "humhelix-bench-log-" + process.pid());
    answers = new ProtocolLines(process.getInputStream());
    requests = process.getOutputStream();
  }

  /**
   * Starts a program.
   *
   * @param command the program and its arguments
   * @param folder its working directory
   * @param environment all of its environment
   * @throws IOException if there is no shell, or the folder is missing
   */
  static Program start(List<String> command, Path folder, Map<String, String> environment)
      throws IOException {
    List<String> words = new ArrayList<>(MOVE_CHANNEL);
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words).directory(new File(folder.toString()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    String mark = UUID.randomUUID().toString();
    builder.environment().put(MARK, mark);
    Map<String, Object> given = new HashMap<>(environment);
    given.put("command", command);
    return new Program(builder.start(), mark, Redaction.literals(given));
  }

  /** Sends a request; false if the program takes none any more. */
  synchronized boolean send(ObjectNode request) {
    try {
      requests.write(ProtocolLines.line(request));
      requests.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Waits for the next answer.
   *
   * @return empty when the program has closed its channel
   */
  Optional<ObjectNode> answer() throws LineProtocolException {
    try {
      Optional<ObjectNode> answer = answers.next();
      if (!secrets.isEmpty()) {
        answer.ifPresent(this::mask);
      }
      return answer;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Waits for the program to end; empty if it goes on. */
  Optional<Integer> exitCode(Duration limit) {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)
          ? Optional.of(process.exitValue())
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Calls back when it has ended, however it did. */
  void onExit(Runnable action) {
    process.onExit().thenRunAsync(action);
  }

  /** What it was given as a secret is none of the results, even if it says so. */
  private void mask(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(one -> one.setValue(masked(one.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, masked(array.get(i)));
      }
    }
  }

  private JsonNode masked(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(secrets.mask(node.textValue()));
    }
    mask(node);
    return node;
  }

  /** The last part of what it printed, without the secrets that it was given. */
  String log() {
    if (process.isAlive()) {
      log.settle();
    } else {
      log.awaitEnd(END_OF_OUTPUT_MILLIS);
    }
    return secrets.mask(log.text());
  }

  /** Ends the program with everything that it started. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    tree.end(GRACE);
    try {
      requests.close();
    } catch (IOException e) {
      // It is gone.
    }
  }
}
