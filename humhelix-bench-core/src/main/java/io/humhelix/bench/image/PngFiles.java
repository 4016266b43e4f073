package io.humhelix.bench.image;

import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.picture.LatencySpread;
import io.humhelix.bench.picture.PicturePanel;
import io.humhelix.bench.picture.SpeedAccuracy;
import io.humhelix.bench.picture.StartCosts;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jfree.chart.ChartRenderingInfo;

/** Draws and writes; apart from {@link PngPictures}, which can say what is missing. */
final class PngFiles {

  static final int WIDTH = 800;

  /** Pixels of the file for each CSS pixel. */
  static final int RESOLUTION = 2;

  private static final int LONGEST_NAME = 80;

  private PngFiles() {}

  static List<PictureFile> write(List<Entry.Measured> entries, Path folder) throws IOException {
    Set<String> taken = new HashSet<>();
    List<PictureFile> files = new ArrayList<>();
    for (Drawing drawing : drawings(entries)) {
      Files.createDirectories(folder);
      Path file = folder.resolve(fileName(drawing.name(), taken) + ".png");
      try (OutputStream out = Files.newOutputStream(file)) {
        ImageIO.write(image(drawing), "png", out);
      }
      files.add(new PictureFile(file, drawing.chart().getTitle().getText()));
    }
    return List.copyOf(files);
  }

  static List<Drawing> drawings(List<Entry.Measured> entries) {
    ChartEntries all = new ChartEntries(entries.stream().map(Entry.Measured::entry).toList());
    PictureNotes notes = new PictureNotes(entries.stream().map(Entry.Measured::entry).toList());
    List<Drawing> drawings = new ArrayList<>();
    SpeedAccuracy speed = SpeedAccuracy.of(entries);
    for (PicturePanel panel : speed.panels()) {
      drawings.add(noted(SpeedAccuracyChart.of(all, speed, panel), panel, entries, notes));
    }
    LatencySpread spread = LatencySpread.of(entries);
    for (PicturePanel panel : spread.panels()) {
      drawings.add(noted(LatencySpreadChart.of(all, spread, panel), panel, entries, notes));
    }
    StartCosts costs = StartCosts.of(entries);
    for (PicturePanel panel : costs.panels()) {
      drawings.add(noted(StartCostsChart.of(all, costs, panel), panel, entries, notes));
    }
    return drawings;
  }

  /** Says below each drawing where its numbers came from. */
  private static Drawing noted(
      Drawing drawing, PicturePanel panel, List<Entry.Measured> entries, PictureNotes notes) {
    Set<String> keys = Set.copyOf(panel.entries());
    return notes.below(
        drawing,
        PictureNotes.source(
            entries.stream()
                .filter(one -> keys.contains(one.entry().key()))
                .map(Entry.Measured::run)
                .toList()));
  }

  /** A name of a workload is any text: what a file system might not take becomes a hyphen. */
  private static String fileName(String name, Set<String> taken) {
    String plain =
        name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("-{2,}", "-").replaceAll("[-.]+$", "");
    String begin = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    String unique = begin;
    for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
      unique = begin + "-" + i;
    }
    return unique;
  }

  static BufferedImage image(Drawing drawing) {
    BufferedImage image =
        new BufferedImage(
            RESOLUTION * WIDTH, RESOLUTION * drawing.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(RESOLUTION, RESOLUTION);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      ChartRenderingInfo info = new ChartRenderingInfo();
      drawing.chart().draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, drawing.height()), info);
      graphics.setClip(null);
      drawing
          .labels()
          .draw(graphics, drawing.chart().getXYPlot(), info.getPlotInfo().getDataArea());
    } finally {
      graphics.dispose();
    }
    return image;
  }
}
