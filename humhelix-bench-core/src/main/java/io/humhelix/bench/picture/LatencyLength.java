package io.humhelix.bench.picture;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.stats.RobustLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Latency against the length of clips: what a system takes for any clip, and for each second of it.
 * Of one clip after another alone: under load, latencies have waiting in them.
 *
 * @param panels views, one for each benchmark and host: the clips of all workloads together
 * @param series one for each system and kind of task
 */
public record LatencyLength(List<PicturePanel> panels, List<Series> series) {

  /** So many clips of a series are drawn at most. */
  public static final int MOST_CLIPS = 400;

  /**
   * The clips of a system.
   *
   * @param entry key of its first {@link Entry}
   * @param entries keys of all its run configs whose clips these are
   * @param line its line; the numbers are {@link DrawnLevel#NONE} where none can be drawn
   * @param clips in the order of their lengths; with more than {@value #MOST_CLIPS}, every
   *     so-manieth and those far above the line
   * @param all how many clips there are
   */
  public record Series(
      String entry, List<String> entries, Line line, List<ClipLatency> clips, int all) {

    public Series {
      Objects.requireNonNull(entry, "entry");
      Objects.requireNonNull(line, "line");
      entries = List.copyOf(entries);
      clips = List.copyOf(clips);
    }
  }

  /**
   * {@code latency = fixed + slope x length}, a {@link RobustLine} through the clips' medians.
   *
   * @param fixedSeconds for a clip of any length
   * @param slope seconds for each second of audio
   * @param over what the intervals are over: {@code clips} (a bootstrap: how the line varies with
   *     the clips that happen to be there), or, below {@link RobustLine#MINIMUM_POINTS} clips,
   *     {@code forks} (Student t: how it varies when these clips are measured again); empty where
   *     there are none
   * @param shortcoming why there is no line, or no interval; empty if there are both
   */
  public record Line(DrawnLevel fixedSeconds, DrawnLevel slope, String over, String shortcoming) {

    static Line none(String why) {
      return new Line(DrawnLevel.NONE, DrawnLevel.NONE, "", why);
    }

    /**
     * Returns whether there is a line.
     *
     * @return false if there is only a reason why not
     */
    public boolean isDrawn() {
      return !Double.isNaN(slope.point());
    }
  }

  /**
   * A clip.
   *
   * @param workload its workload
   * @param clip its id
   * @param audioSeconds its length
   * @param medianSeconds median latency of its calls in valid trials
   * @param slow whether it lies far above the line: more than 4 robust standard deviations, and
   *     more than a quarter. Decoders that fall back or loop do so
   */
  public record ClipLatency(
      String workload, String clip, double audioSeconds, double medianSeconds, boolean slow) {}

  /** What clips of one line have in common. */
  private record Together(String runId, String system, boolean remeasured, TranscriptionTask task) {

    static Together of(Entry.Measured one) {
      return new Together(
          one.entry().runId(),
          one.entry().system(),
          one.entry().remeasured(),
          one.config().runConfig().workload().task());
    }
  }

  public LatencyLength {
    panels = List.copyOf(panels);
    series = List.copyOf(series);
  }

  /**
   * Fits the lines.
   *
   * @param entries run configs
   * @return those that are valid and took one clip after another
   */
  public static LatencyLength of(List<Entry.Measured> entries) {
    Map<Together, List<Entry.Measured>> groups = new LinkedHashMap<>();
    for (Entry.Measured one : entries) {
      if (one.isValid() && one.run().definition().scenario() instanceof Scenario.SingleStream) {
        groups.computeIfAbsent(Together.of(one), any -> new ArrayList<>()).add(one);
      }
    }
    List<Entry> drawn = new ArrayList<>();
    List<Series> series = new ArrayList<>();
    for (List<Entry.Measured> its : groups.values()) {
      ClipLatencies latencies = ClipLatencies.of(its);
      if (!latencies.isEmpty()) {
        drawn.add(its.get(0).entry());
        series.add(
            latencies.series(its.stream().map(Entry.Measured::entry).map(Entry::key).toList()));
      }
    }
    Map<String, Series> byKey =
        series.stream().collect(Collectors.toMap(Series::entry, one -> one));
    return new LatencyLength(
        PicturePanel.of(drawn, entry -> entry, false, its -> finding(its, byKey)), series);
  }

  private static String finding(List<Entry> entries, Map<String, Series> byKey) {
    List<String> sentences =
        entries.stream()
            .filter(entry -> byKey.get(entry.key()).line().isDrawn())
            .sorted(
                Comparator.comparingDouble(entry -> byKey.get(entry.key()).line().slope().point()))
            .map(entry -> sentence(entry.name(), byKey.get(entry.key()).line()))
            .toList();
    int most = 3;
    return sentences.size() <= most
        ? String.join(" ", sentences)
        : sentences.get(0)
            + " "
            + sentences.get(sentences.size() - 1)
            + " The others are between them in the cost of a second.";
  }

  private static String sentence(String name, Line line) {
    DrawnLevel fixed = line.fixedSeconds();
    DrawnLevel slope = line.slope();
    String second = FindingText.seconds(slope.point()) + " per second of audio";
    if (slope.low() <= 0 || slope.point() <= 0) {
      return name
          + " costs about "
          + FindingText.seconds(fixed.point())
          + " per clip; that longer clips cost more is not shown.";
    }
    if (fixed.low() <= 0 || fixed.point() <= 0) {
      return name + " costs " + second + "; that a clip has a fixed cost is not shown.";
    }
    return name + " costs " + FindingText.seconds(fixed.point()) + " per clip plus " + second + ".";
  }

  /**
   * Returns what is in a view.
   *
   * @param panel one of {@link #panels}
   * @return in its order
   */
  public List<Series> series(PicturePanel panel) {
    return series.stream().filter(one -> panel.entries().contains(one.entry())).toList();
  }
}
