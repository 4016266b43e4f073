package io.humhelix.bench.testkit;

import static io.humhelix.bench.testkit.ContractBroken.unless;

import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several calls at once on one live system. */
final class ConcurrentCalls {

  /** Enough to meet, whatever a backend declares. */
  static final int MOST = 8;

  private static final int ROUNDS = 2;

  private ConcurrentCalls() {}

  static void check(ContractSubject subject) throws SutException, InterruptedException {
    try (Sut sut = subject.open()) {
      int calls = Math.min(MOST, sut.maxConcurrency());
      if (calls < 2) {
        throw new NotApplicable("it takes one call at a time");
      }
      String alone = subject.call(sut, subject.speech()).text();
      for (String text : atOnce(subject, sut, calls)) {
        unless(
            text.equals(alone),
            "alone it wrote '" + alone + "', with " + calls + " concurrent calls '" + text + "'",
            "Share no mutable state between calls, or declare a maxConcurrency of 1.");
      }
    }
  }

  private static List<String> atOnce(ContractSubject subject, Sut sut, int calls)
      throws SutException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(calls, ConcurrentCalls::daemon);
    CyclicBarrier together = new CyclicBarrier(calls);
    List<Future<List<String>>> futures = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      futures.add(
          threads.submit(
              () -> {
                List<String> texts = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                  together.await();
                  texts.add(subject.call(sut, subject.speech()).text());
                }
                return texts;
              }));
    }
    threads.shutdown();
    List<String> texts = new ArrayList<>();
    for (Future<List<String>> future : futures) {
      texts.addAll(result(future, together));
    }
    return texts;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "humhelix-bench-contract-call");
    thread.setDaemon(true);
    return thread;
  }

  private static List<String> result(Future<List<String>> future, CyclicBarrier together)
      throws SutException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      together.reset();
      if (e.getCause() instanceof SutException known) {
        throw known;
      }
      throw new ContractBroken(
          "with concurrent calls, one threw " + e.getCause(),
          "Make transcribe safe for the number of calls that maxConcurrency declares.");
    }
  }
}
