package io.humhelix.bench.testkit;

import static io.humhelix.bench.testkit.ContractBroken.unless;

import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is left when a live system is closed: nothing. */
record ClosingPromises(ContractSubject subject) {

  private static final int ROUNDS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  List<ContractCheck> checks() {
    return List.of(
        subject.check("closes-twice", "closing again does nothing", this::closesTwice),
        subject.check("no-thread-left", "a closed system leaves no thread behind", this::noThread),
        subject.check(
            "no-process-left", "a closed system leaves no process behind", this::noProcess),
        subject.check(
            "no-file-left", "a closed system leaves no file or connection open", this::noFile));
  }

  private void closesTwice() throws SutException {
    Sut sut = subject.open();
    subject.call(sut, subject.speech());
    sut.close();
    sut.close();
  }

  /** The first round is free: a library may start a thread once for the life of the JVM. */
  private void noThread() throws SutException {
    round();
    Set<Thread> before = threads();
    for (int i = 0; i < ROUNDS; i++) {
      round();
    }
    boolean gone = Patience.until(PATIENCE, () -> newThreads(before).isEmpty());
    unless(
        gone,
        "left after " + ROUNDS + " systems: " + newThreads(before),
        "End every thread in close, and wait for it.");
  }

  private void noProcess() throws SutException {
    round();
    Set<Long> before = processes();
    for (int i = 0; i < ROUNDS; i++) {
      round();
    }
    boolean gone = Patience.until(PATIENCE, () -> before.containsAll(processes()));
    unless(
        gone,
        "processes still running: " + processes(),
        "End every process in close, and its descendants.");
  }

  private void noFile() throws SutException {
    openFiles().orElseThrow(() -> new NotApplicable("needs /proc/self/fd"));
    round();
    long before = openFiles().orElseThrow();
    for (int i = 0; i < ROUNDS; i++) {
      round();
    }
    boolean gone = Patience.until(PATIENCE, () -> openFiles().orElse(0) < before + ROUNDS);
    unless(
        gone,
        "open files: "
            + before
            + " before, "
            + openFiles().orElse(0)
            + " after "
            + ROUNDS
            + " systems",
        "Close every file, pipe and socket in close.");
  }

  private void round() throws SutException {
    try (Sut sut = subject.open()) {
      subject.call(sut, subject.speech());
    }
  }

  /** Threads of this JVM that are not the JDK's own. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(ClosingPromises::isOrdinary)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean isOrdinary(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group != null
        && !group.getName().equals("system")
        && !group.getName().startsWith("Innocuous")
        && !thread.getName().startsWith("ForkJoinPool.commonPool")
        && !thread.getName().startsWith("humhelix-bench-contract");
  }

  private static List<String> newThreads(Set<Thread> before) {
    return threads().stream().filter(t -> !before.contains(t)).map(Thread::getName).toList();
  }

  private static Set<Long> processes() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private static OptionalLong openFiles() {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return OptionalLong.of(files.count());
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }
}
