package io.humhelix.bench.internal.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process with all that it started. {@link Process#destroyForcibly} alone leaves its children
 * alive, and those whose parent is gone belong to nobody: on Linux they are found by the process's
 * session or by a mark in their environment, elsewhere only as long as the process lives. Not
 * thread-safe.
 */
public final class ProcessTree {

  private static final Path PROC = Path.of("/proc");
  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final Duration LAST = Duration.ofSeconds(5);

  private final ProcessHandle root;
  private final String mark;
  private final Set<ProcessHandle> seen = new HashSet<>();

  /**
   * The tree of a process.
   *
   * @param root the process at the top
   * @param variable name of a variable in its environment
   * @param value the variable's value, which no other process has
   */
  public ProcessTree(ProcessHandle root, String variable, String value) {
    this.root = root;
    this.mark = variable + "=" + value;
  }

  /**
   * Returns every process of the tree that is alive; remembers those whose parent may die.
   *
   * @return the root too if it is alive
   */
  public Set<ProcessHandle> alive() {
    seen.add(root);
    for (ProcessHandle known : List.copyOf(seen)) {
      known.descendants().forEach(seen::add);
    }
    if (Files.isDirectory(PROC.resolve("self"))) {
      scan();
    }
    Set<ProcessHandle> alive = new HashSet<>();
    seen.stream().filter(ProcessTree::runs).forEach(alive::add);
    return alive;
  }

  /**
   * Tells whether a process runs: a zombie is dead, even if its new parent never asks for its exit
   * code.
   *
   * @param process any process
   * @return whether it is alive
   */
  public static boolean runs(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    String[] stat = stat(process.pid());
    return stat.length == 0 || !(stat[0].equals("Z") || stat[0].equals("X"));
  }

  private void scan() {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        if (belongs(pid)) {
          ProcessHandle.of(pid).ifPresent(seen::add);
        }
      }
    } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
      // What /proc does not tell is not known.
    }
  }

  private boolean belongs(long pid) {
    String[] stat = stat(pid);
    if (stat.length > 3 && stat[3].equals(Long.toString(root.pid()))) {
      return true;
    }
    try {
      byte[] environment = Files.readAllBytes(PROC.resolve(pid + "/environ"));
      String all = "\0" + new String(environment, StandardCharsets.ISO_8859_1);
      return all.contains("\0" + mark + "\0");
    } catch (IOException | OutOfMemoryError e) {
      return false;
    }
  }

  /** State, parent, group and session of a process; nothing where the system does not tell. */
  private static String[] stat(long pid) {
    try {
      String text = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      // The name before it may hold anything, blanks and parentheses included.
      return text.substring(text.lastIndexOf(')') + 2).split(" ");
    } catch (IOException | IndexOutOfBoundsException e) {
      return new String[0];
    }
  }

  /**
   * Ends the whole tree: asks, waits, kills, and looks again until nothing is left.
   *
   * @param grace from asking until killing; zero kills at once
   * @return the processes that could not be ended
   */
  public Set<ProcessHandle> end(Duration grace) {
    Set<ProcessHandle> alive = alive();
    if (!alive.isEmpty() && !grace.isZero()) {
      alive.forEach(ProcessHandle::destroy);
      alive = waitFor(System.nanoTime() + grace.toNanos(), false);
    }
    return alive.isEmpty() ? alive : waitFor(System.nanoTime() + LAST.toNanos(), true);
  }

  private Set<ProcessHandle> waitFor(long deadline, boolean kill) {
    Set<ProcessHandle> alive = alive();
    while (!alive.isEmpty() && deadline - System.nanoTime() > 0) {
      if (kill) {
        alive.forEach(ProcessHandle::destroyForcibly);
      }
      pause(alive);
      alive = alive();
    }
    return alive;
  }

  /** Waits for the end of one of them, but not for long: it may be nobody's child. */
  private static void pause(Set<ProcessHandle> alive) {
    CompletableFuture<?>[] ends =
        alive.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    boolean interrupted = Thread.interrupted();
    try {
      CompletableFuture.anyOf(ends).get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // Look again.
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
