package io.humhelix.bench.internal.telemetry;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Processor time of the system under test: of the process that runs it and of servers it uses, each
 * with all that they started. A process that was seen stays in the account when its parent is gone.
 * One that ended between two looks is in the time that the kernel adds to the parent that waits for
 * it; what had been seen of it alive is not counted again. Lost is what a process used after the
 * last look if nobody of the account waited for it, and one that lost its parent before the first.
 * Not thread-safe.
 */
public final class ProcessAccount {

  /** Whose time it is. */
  enum Part {
    /** This process and those it started. */
    OWN,
    /** Servers and what they started. */
    SERVER
  }

  private static final double TICKS_PER_SECOND = 100;

  private final KernelFiles kernel;

  /** By number, and parents before their children: see {@link #readAgain}. */
  private final Map<Long, Member> members = new LinkedHashMap<>();

  private final long[] ticks = new long[Part.values().length];

  /** A process of the account. */
  private static final class Member {
    private final Part part;
    private final boolean alone;
    private ProcessStat seen;
    private Member parent;

    /** It was added at this look, and what it used before does not count. */
    private boolean fresh;

    private boolean gone;

    /** What had been seen of its descendants that are gone since the last look. */
    private long ended;

    /** What had been seen of those of the last look, and was not in its waited time yet. */
    private long owed;

    private Member(Part part, boolean alone, boolean fresh, ProcessStat seen, Member parent) {
      this.part = part;
      this.alone = alone;
      this.fresh = fresh;
      this.seen = seen;
      this.parent = parent;
    }
  }

  private ProcessAccount(KernelFiles kernel) {
    this.kernel = kernel;
  }

  /** An account of this process and those it starts. */
  public static ProcessAccount ofThisProcess(KernelFiles kernel) {
    ProcessAccount account = new ProcessAccount(kernel);
    ProcessStat.ofThis(kernel).ifPresent(stat -> account.add(stat, Part.OWN, false));
    account.update();
    return account;
  }

  /**
   * Adds a process; what it used before does not count.
   *
   * @param alone without its children
   * @return false if it is gone, or in the account already
   */
  boolean add(long pid, Part part, boolean alone) {
    if (members.containsKey(pid)) {
      return false;
    }
    return ProcessStat.of(kernel, pid).map(stat -> add(stat, part, alone)).orElse(false);
  }

  private boolean add(ProcessStat stat, Part part, boolean alone) {
    members.put(stat.pid(), new Member(part, alone, true, stat, members.get(stat.parent())));
    return true;
  }

  /** Looks at all processes again. */
  public void update() {
    readAgain();
    findChildren();
    members.values().forEach(member -> member.fresh = false);
  }

  /**
   * Reads parents before their children. A child that ends in between is then seen as gone one look
   * before its parent has its time; the other way round it would be counted twice.
   */
  private void readAgain() {
    List<Member> gone = new ArrayList<>();
    Map<Member, ProcessStat> now = new LinkedHashMap<>();
    for (Iterator<Member> all = members.values().iterator(); all.hasNext(); ) {
      Member member = all.next();
      var stat =
          ProcessStat.of(kernel, member.seen.pid()).filter(s -> s.start() == member.seen.start());
      if (stat.isPresent()) {
        now.put(member, stat.get());
      } else {
        member.gone = true;
        gone.add(member);
        all.remove();
      }
    }
    for (Member member : gone) {
      Member waiting = member.parent;
      while (waiting != null && waiting.gone) {
        waiting = waiting.parent;
      }
      if (waiting != null) {
        waiting.ended += member.seen.total();
      }
    }
    now.forEach(this::grow);
  }

  private void grow(Member member, ProcessStat now) {
    ticks[member.part.ordinal()] += Math.max(0, now.own() - member.seen.own());
    if (!member.alone) {
      long waited = now.waited() - member.seen.waited() - member.ended - member.owed;
      ticks[member.part.ordinal()] += Math.max(0, waited);
      member.owed = Math.min(member.ended, Math.max(0, -waited));
    }
    member.ended = 0;
    if (now.parent() != member.seen.parent()) {
      member.parent = members.get(now.parent());
    }
    member.seen = now;
  }

  private void findChildren() {
    if (isChildless()) {
      return;
    }
    List<ProcessStat> others = new ArrayList<>();
    for (String entry : kernel.entries("proc", "[1-9]*")) {
      long pid = Long.parseLong(entry.substring(entry.lastIndexOf('/') + 1));
      if (!members.containsKey(pid)) {
        ProcessStat.of(kernel, pid).ifPresent(others::add);
      }
    }
    while (others.removeIf(this::joins)) {
      // Their children may be among the rest.
    }
  }

  private boolean joins(ProcessStat process) {
    Member parent = members.get(process.parent());
    if (parent == null || parent.alone) {
      return false;
    }
    members.put(process.pid(), new Member(parent.part, false, parent.fresh, process, parent));
    if (!parent.fresh) {
      ticks[parent.part.ordinal()] += process.total();
    }
    return true;
  }

  /** A search for children reads every process of the machine: ask the kernel first. */
  private boolean isChildless() {
    if (members.size() != 1) {
      return members.isEmpty();
    }
    String tasks = "proc/" + members.keySet().iterator().next() + "/task";
    List<String> all = kernel.entries(tasks, "*");
    return !all.isEmpty()
        && all.stream()
            .map(task -> kernel.bytesAsText(task + "/children"))
            .allMatch(text -> text.isPresent() && text.get().isBlank());
  }

  /** Returns the processes that are alive. */
  List<ProcessStat> alive(Part part) {
    return members.values().stream().filter(m -> m.part == part).map(m -> m.seen).toList();
  }

  /** Returns seconds since the account began, as of the last look. */
  double seconds(Part part) {
    return ticks[part.ordinal()] / TICKS_PER_SECOND;
  }

  /** Looks again; empty if the system does not tell. */
  public OptionalDouble ownSeconds() {
    update();
    return alive(Part.OWN).isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(seconds(Part.OWN));
  }
}
