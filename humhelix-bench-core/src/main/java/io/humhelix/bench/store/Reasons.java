package io.humhelix.bench.store;

import io.humhelix.bench.internal.text.DiskReason;
import java.io.IOException;
import java.util.Locale;

/** Says in words what a file system refused, and what to do about it. */
final class Reasons {

  private Reasons() {}

  /** The reason without path, which the message around it has. */
  static String of(IOException e) {
    return DiskReason.of(e);
  }

  /** What to do when writing failed. */
  static String remedy(IOException e) {
    String reason = of(e).toLowerCase(Locale.ROOT);
    if (reason.contains("no space") || reason.contains("quota") || reason.contains("not enough")) {
      return "free space on that disk, or choose another output folder";
    }
    if (reason.contains("too large")) {
      return "raise the limit on file sizes (ulimit -f), or choose another file system";
    }
    if (reason.contains("in the way") || reason.contains("not a directory")) {
      return "choose another output folder, or move that file away";
    }
    if (reason.contains("read-only") || reason.contains("denied")) {
      return "choose an output folder that you may write, or change its permissions";
    }
    return "check the disk, or choose another output folder";
  }
}
