package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** Says in words what a file system refused, and what to do about it. */
final class Reasons {

  private Reasons() {}

  /** The reason without path, which the message around it has. */
  static String of(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a file of that name is in the way";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
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
