package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.html.ReportRequest;
import io.humhelix.bench.html.ReportRuns;
import io.humhelix.bench.image.PictureFile;
import io.humhelix.bench.image.PngPictures;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.DisplayText;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/** Writes the pictures of a report as PNG files. */
final class ReportPictures {

  private final CommandContext context;
  private final boolean json;

  ReportPictures(CommandContext context, boolean json) {
    this.context = context;
    this.json = json;
  }

  int write(ReportRequest request, Path folder) throws IOException {
    ReportRuns runs;
    try (FileProgress progress = new FileProgress(context, "read")) {
      runs = ReportRuns.of(request, progress::accept);
    }
    if (!json) {
      runs.damages().forEach(damage -> context.complain("note: " + DisplayText.oneLine(damage)));
    }
    // No window is ever opened; without this, a display that is named but gone would be an error.
    System.setProperty("java.awt.headless", "true");
    List<PictureFile> files = write(runs, folder);
    if (json) {
      context.out().println(JsonText.text(json(files, runs.damages())));
    }
    if (files.isEmpty()) {
      context.complain(noPictures(runs));
      return ExitCode.NOT_ALL_OK;
    }
    if (json) {
      return runs.damages().isEmpty() ? ExitCode.OK : ExitCode.NOT_ALL_OK;
    }
    files.forEach(it -> context.out().println(DisplayText.oneLine("Picture: " + it.file())));
    context.out().println();
    context.out().println("To show them in Markdown:");
    context.out().println();
    files.forEach(it -> context.out().println(DisplayText.oneLine(it.markdown())));
    return runs.damages().isEmpty() ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  private static ObjectNode json(List<PictureFile> files, List<String> damages) {
    ObjectNode node = JsonText.document();
    ArrayNode pictures = node.putArray("pictures");
    files.forEach(
        one ->
            pictures
                .addObject()
                .put("file", one.file().toString())
                .put("markdown", one.markdown()));
    damages.forEach(node.putArray("damages")::add);
    return node;
  }

  /** hum-helix's files are no runs: they are read, but have nothing that these pictures show. */
  private static String noPictures(ReportRuns runs) {
    if (!runs.runs().isEmpty()) {
      return "no pictures: none of these run configs is OK and has valid trials. See what went wrong"
          + " with humhelix-bench show.";
    }
    return runs.damages().isEmpty()
        ? "No pictures: hum-helix's files have no forks and no error rates to draw. The HTML report"
            + " has their table: humhelix-bench report FILE -o report.html"
        : "No pictures: no run could be read. Look at the notes above, and at the files with"
            + " humhelix-bench verify.";
  }

  private static List<PictureFile> write(ReportRuns runs, Path folder) throws IOException {
    try {
      return PngPictures.writeTitled(runs.runs(), folder);
    } catch (FileSystemException e) {
      throw new IOException(
          "--png: the pictures cannot be written to '"
              + folder
              + "': "
              + e
              + "; allowed: a folder that you may write in, or a name for a new one. Name another"
              + " one.",
          e);
    }
  }
}
