package io.humhelix.bench.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what rsync prints until its end: how far it is, and what it left out. */
final class RsyncOutput extends Thread {

  private static final Pattern PROGRESS = Pattern.compile("^\\s*([\\d,.]+)\\s+(\\d{1,3})%.*");
  private static final Pattern SKIPPED =
      Pattern.compile("^skipping non-regular file \"(.*)\"$", Pattern.DOTALL);

  /** A host can have any number of links. */
  private static final int MOST_SKIPPED = 1000;

  private static final int LONGEST = 8192;

  private final InputStream output;
  private final BiConsumer<Long, Integer> progress;
  private final List<String> skipped = new ArrayList<>();

  RsyncOutput(InputStream output, BiConsumer<Long, Integer> progress) {
    super("rsync-output");
    setDaemon(true);
    this.output = output;
    this.progress = progress;
  }

  @Override
  public void run() {
    StringBuilder line = new StringBuilder();
    try (Reader in = new InputStreamReader(output, StandardCharsets.UTF_8)) {
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '\r' || c == '\n') {
          take(line.toString());
          line.setLength(0);
        } else if (line.length() < LONGEST) {
          line.append((char) c);
        }
      }
    } catch (IOException e) {
      // The process is gone.
    }
    take(line.toString());
  }

  private void take(String line) {
    Matcher moved = PROGRESS.matcher(line);
    Matcher left = SKIPPED.matcher(line);
    if (moved.matches()) {
      String digits = moved.group(1).replaceAll("[,.]", "");
      if (digits.length() <= 18) {
        int percent = Math.min(100, Integer.parseInt(moved.group(2)));
        progress.accept(Long.parseLong(digits), percent);
      }
    } else if (left.matches()) {
      keep(left.group(1));
    }
  }

  private synchronized void keep(String name) {
    if (skipped.size() < MOST_SKIPPED) {
      skipped.add(name);
    }
  }

  synchronized List<String> skipped() {
    return List.copyOf(skipped);
  }
}
