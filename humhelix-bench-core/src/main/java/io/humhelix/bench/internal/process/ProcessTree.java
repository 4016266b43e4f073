package io.humhelix.bench.internal.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends a process with everything that it started. {@link Process#destroyForcibly} alone leaves its
 * children alive, and once it is dead they are no longer its descendants: so they are noted first.
 */
public final class ProcessTree {

  /** Between looks for children that were started meanwhile. */
  private static final int MOST_ROUNDS = 20;

  private ProcessTree() {}

  /**
   * Asks the tree to end, waits, and kills what is left. Returns when nothing of it is alive, or
   * after twice the grace.
   *
   * @param root the process at the top
   * @param grace how long it may take to end by itself
   * @return whether nothing is left
   */
  public static boolean end(ProcessHandle root, Duration grace) {
    Set<ProcessHandle> tree = new LinkedHashSet<>();
    note(root, tree);
    tree.forEach(ProcessHandle::destroy);
    await(tree, grace);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      // A process may have started another one just before it died.
      List.copyOf(tree).forEach(process -> note(process, tree));
      tree.removeIf(process -> !process.isAlive());
      if (tree.isEmpty()) {
        return true;
      }
      tree.forEach(ProcessHandle::destroyForcibly);
      await(tree, grace.dividedBy(MOST_ROUNDS));
    }
    return tree.stream().noneMatch(ProcessHandle::isAlive);
  }

  private static void note(ProcessHandle process, Set<ProcessHandle> tree) {
    if (process.isAlive()) {
      tree.add(process);
      process.descendants().forEach(tree::add);
    }
  }

  private static void await(Set<ProcessHandle> tree, Duration limit) {
    CompletableFuture<?>[] exits =
        tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(exits).get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // Looked at by the caller.
    } catch (InterruptedException e) {
      // Killing goes on at once; whoever interrupted finds the flag.
      Thread.currentThread().interrupt();
    }
  }
}
