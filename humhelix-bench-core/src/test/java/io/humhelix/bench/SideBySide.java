package io.humhelix.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Cases that mostly wait for processes of their own, a few at a time. It is for cases that share
 * nothing and look at no times.
 */
public final class SideBySide {

  private static final int AT_A_TIME = 3;

  private SideBySide() {}

  /** What is done with a case. */
  @FunctionalInterface
  public interface Body<T> {
    void accept(T value) throws Exception;
  }

  /**
   * Begins all cases at once, and makes a test of each.
   *
   * @param name names the test of a case
   * @param body fails as any test does
   */
  public static <T> Stream<DynamicTest> of(List<T> cases, Function<T, String> name, Body<T> body) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    List<Future<Void>> running =
        cases.stream().map(value -> threads.submit(task(value, body))).toList();
    threads.shutdown();
    return Stream.iterate(0, i -> i < cases.size(), i -> i + 1)
        .map(i -> DynamicTest.dynamicTest(name.apply(cases.get(i)), () -> await(running.get(i))));
  }

  private static <T> Callable<Void> task(T value, Body<T> body) {
    return () -> {
      body.accept(value);
      return null;
    };
  }

  private static void await(Future<Void> running) throws Throwable {
    try {
      running.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
