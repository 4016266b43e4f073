package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * The page: libraries, own scripts and data in one file, under a policy that runs no other script
 * than these and loads nothing. Values of results are in the data alone, which is no HTML.
 */
final class Page {

  /** Own scripts in the order in which they run. */
  private static final List<String> SCRIPTS =
      List.of(
          "base.js",
          "frame.js",
          "tabs.js",
          "live.js",
          "choice.js",
          "marks.js",
          "words.js",
          "forest.js",
          "comparison.js",
          "limits.js",
          "summary.js",
          "means-table.js",
          "means-columns.js",
          "means.js",
          "speed-accuracy.js",
          "latency-spread.js",
          "latency-length.js",
          "phases.js",
          "memory.js",
          "load-curve.js",
          "load-picture.js",
          "run-history.js",
          "trial-sequence.js",
          "sequence-picture.js",
          "clips.js",
          "texts.js",
          "provenance.js",
          "main.js");

  private static final List<String> STYLES =
      List.of("page.css", "marks.css", "words.css", "summary.css", "means.css", "load-curve.css");

  /** A browser that shows the page from a server would ask that for one. */
  private static final String ICON =
      "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath"
          + " d='M1 9h3v6H1zM6 1h3v14H6zM11 5h3v10h-3z' fill='%230b5cad'/%3E%3C/svg%3E";

  /** Stands there until the scripts have run, and stays where none does. */
  private static final String WITHOUT_SCRIPTS =
      "This report is drawn by its own scripts. If you still read this after a few seconds,"
          + " JavaScript is off or blocked, or the browser is too old: open the file in Chrome or"
          + " Edge 80, Firefox 113, Safari 16.4, or newer, with JavaScript on. It needs no network."
          + " The same numbers are printed by 'humhelix-bench show'.";

  private Page() {}

  static String of(String title, JsonNode data) {
    return of(title, data, PageMode.FINAL);
  }

  static String of(String title, JsonNode data, PageMode mode) {
    String tables =
        WebLibrary.TABULATOR
            .file("dist/js/tabulator.min.js")
            .replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    String tableStyle =
        WebLibrary.TABULATOR
            .file("dist/css/tabulator_simple.min.css")
            .replaceAll("/\\*# sourceMappingURL=.*?\\*/", "");
    List<String> scripts =
        List.of(tables, WebLibrary.ECHARTS.file("echarts.min.js"), joined(SCRIPTS));
    List<String> styles = List.of(tableStyle, joined(STYLES));
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .append(policy(scripts, styles, mode) + TextsPart.policy(data))
        .append("\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<link rel=\"icon\" href=\"").append(ICON).append("\">\n");
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.append("<title>").append(escaped(title)).append("</title>\n");
    styles.forEach(style -> page.append("<style>").append(inlined(style)).append("</style>\n"));
    page.append("</head>\n<body>\n<div id=\"report\"><p>").append(WITHOUT_SCRIPTS);
    page.append("</p></div>\n");
    page.append("<script id=\"data\" type=\"application/octet-stream\">")
        .append(packed(data))
        .append("</script>\n");
    scripts.forEach(
        script -> page.append("<script>").append(inlined(script)).append("</script>\n"));
    return page.append("</body>\n</html>\n").toString();
  }

  private static String policy(List<String> scripts, List<String> styles, PageMode mode) {
    return "default-src 'none'; script-src "
        + hashes(scripts)
        + "; style-src "
        + hashes(styles)
        + "; img-src data:; base-uri 'none'; form-action 'none'"
        + (mode == PageMode.SERVED ? "; connect-src 'self'" : "");
  }

  private static String hashes(List<String> texts) {
    return String.join(" ", texts.stream().map(Page::hash).toList());
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What would end or confuse the element it stands in is a fault of the build. */
  private static String inlined(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    for (String trap : List.of("</script", "<script", "<!--", "</style")) {
      if (small.contains(trap)) {
        throw new IllegalStateException("a script or style of the page has " + trap);
      }
    }
    return text;
  }

  private static String escaped(String text) {
    // UTF-8 has no half surrogate pairs.
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return whole.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String packed(JsonNode data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      // Half a surrogate pair, which a text of a backend may have, ends a writer of bytes.
      gzip.write(new JsonMapper().writeValueAsString(data).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String joined(List<String> names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      try (InputStream in = Page.class.getResourceAsStream(name)) {
        text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text.toString();
  }
}
