package io.humhelix.bench.image;

import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.result.RunResult;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * The texts below a picture: in lines that break at blanks alone and never inside a name, with
 * where the numbers came from as the last one. The plot keeps its size.
 */
final class PictureNotes {

  /** What the chart's padding leaves of {@link PngFiles#WIDTH}. */
  private static final int LINE = PngFiles.WIDTH - 36;

  private static final int MOST_RUNS = 2;
  private static final int ID_DIGITS = 8;
  private static final char HELD = '\u00a0';

  private final List<String> names;
  private final FontMetrics metrics;

  PictureNotes(List<Entry> entries) {
    // A name may be a part of another: the longest first.
    names =
        entries.stream()
            .map(Entry::name)
            .filter(name -> name.contains(" "))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    metrics = graphics.getFontMetrics(ChartLook.TEXT);
    graphics.dispose();
  }

  /** The runs whose numbers a picture shows. */
  static String source(List<RunResult> runs) {
    List<RunResult> all = runs.stream().distinct().toList();
    String said =
        all.stream().limit(MOST_RUNS).map(PictureNotes::source).collect(Collectors.joining("; "));
    return all.size() <= MOST_RUNS ? said : said + "; and " + (all.size() - MOST_RUNS) + " more";
  }

  private static String source(RunResult run) {
    String id = run.runId();
    return Stream.of(
            run.definition().name(),
            run.provenance().host().getOrDefault("name", ""),
            LocalDate.ofInstant(run.startedAt(), ZoneOffset.UTC).toString(),
            "run " + id.substring(0, Math.min(ID_DIGITS, id.length())),
            "humhelix-bench " + run.provenance().harnessVersion())
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(" \u00b7 "));
  }

  Drawing below(Drawing drawing, String source) {
    JFreeChart chart = drawing.chart();
    double before = plotHeight(drawing);
    // JFreeChart fills the bottom from below.
    List<TextTitle> lines = new ArrayList<>(lines(source, null));
    for (Object subtitle : chart.getSubtitles()) {
      TextTitle text = (TextTitle) subtitle;
      lines.addAll(lines(text.getText(), text));
    }
    chart.clearSubtitles();
    lines.forEach(chart::addSubtitle);
    int more = (int) Math.ceil(before - plotHeight(drawing));
    return new Drawing(drawing.name(), chart, drawing.height() + more, drawing.labels());
  }

  private static double plotHeight(Drawing drawing) {
    Graphics2D graphics =
        new BufferedImage(PngFiles.WIDTH, drawing.height(), BufferedImage.TYPE_INT_RGB)
            .createGraphics();
    try {
      ChartRenderingInfo info = new ChartRenderingInfo();
      drawing
          .chart()
          .draw(graphics, new Rectangle2D.Double(0, 0, PngFiles.WIDTH, drawing.height()), info);
      return info.getPlotInfo().getDataArea().getHeight();
    } finally {
      graphics.dispose();
    }
  }

  /** The last line first. */
  private List<TextTitle> lines(String text, TextTitle like) {
    List<TextTitle> lines = new ArrayList<>();
    for (String line : wrapped(text)) {
      TextTitle title = new TextTitle(line, ChartLook.TEXT);
      title.setPaint(like == null ? ChartLook.FAINT : like.getPaint());
      title.setPosition(RectangleEdge.BOTTOM);
      title.setHorizontalAlignment(HorizontalAlignment.LEFT);
      title.setTextAlignment(HorizontalAlignment.LEFT);
      title.setMargin(new RectangleInsets(lines.isEmpty() ? 4 : 0, 0, 0, 0));
      lines.add(0, title);
    }
    return lines;
  }

  List<String> wrapped(String text) {
    String held = text;
    for (String name : names) {
      held = held.replace(name, name.replace(' ', HELD));
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : held.split(" ")) {
      if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > LINE) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
