package io.humhelix.bench.internal.telemetry;

import java.util.Optional;

/**
 * A process as {@code /proc/PID/stat} describes it (proc_pid_stat(5)). Times are in ticks of a
 * hundredth of a second.
 *
 * @param pid its number, which another process may have later
 * @param name of its program, up to 15 bytes
 * @param parent number of its parent
 * @param start when it started, in ticks since the machine did: tells it from another of its number
 * @param own processor time of all its threads
 * @param waited processor time of its children that have ended and for which it waited, with that
 *     of theirs
 * @param residentPages pages of memory
 */
record ProcessStat(
    long pid, String name, long parent, long start, long own, long waited, long residentPages) {

  /** Fields after the name. */
  private static final int PARENT = 1;

  private static final int USER = 11;
  private static final int START = 19;
  private static final int RESIDENT = 21;

  static Optional<ProcessStat> of(KernelFiles kernel, long pid) {
    return kernel.bytesAsText("proc/" + pid + "/stat").flatMap(ProcessStat::parse);
  }

  /** The process that reads. */
  static Optional<ProcessStat> ofThis(KernelFiles kernel) {
    return kernel.bytesAsText("proc/self/stat").flatMap(ProcessStat::parse);
  }

  static Optional<ProcessStat> parse(String text) {
    // The name may hold anything, blanks and parentheses included.
    int begin = text.indexOf(" (");
    int end = text.lastIndexOf(") ");
    if (begin < 0 || end < begin) {
      return Optional.empty();
    }
    String[] words = text.substring(end + 2).split("\\s+");
    try {
      return Optional.of(
          new ProcessStat(
              Long.parseLong(text.substring(0, begin)),
              text.substring(begin + 2, end),
              Long.parseLong(words[PARENT]),
              Long.parseLong(words[START]),
              Long.parseLong(words[USER]) + Long.parseLong(words[USER + 1]),
              Long.parseLong(words[USER + 2]) + Long.parseLong(words[USER + 3]),
              Long.parseLong(words[RESIDENT])));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** All that its parent gets once it has waited for it. */
  long total() {
    return own + waited;
  }
}
