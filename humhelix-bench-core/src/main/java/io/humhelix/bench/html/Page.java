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
          "choice.js",
          "speed-accuracy.js",
          "load-curve.js",
          "load-picture.js",
          "run-history.js",
          "trial-sequence.js",
          "sequence-picture.js",
          "main.js");

  private static final List<String> STYLES = List.of("page.css", "load-curve.css");

  private Page() {}

  static String of(String title, JsonNode data) {
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
        .append(policy(scripts, styles))
        .append("\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.append("<title>").append(escaped(title)).append("</title>\n");
    styles.forEach(style -> page.append("<style>").append(inlined(style)).append("</style>\n"));
    page.append("</head>\n<body>\n<noscript>This report needs JavaScript.</noscript>\n");
    page.append("<div id=\"report\"></div>\n");
    page.append("<script id=\"data\" type=\"application/octet-stream\">")
        .append(packed(data))
        .append("</script>\n");
    scripts.forEach(
        script -> page.append("<script>").append(inlined(script)).append("</script>\n"));
    return page.append("</body>\n</html>\n").toString();
  }

  private static String policy(List<String> scripts, List<String> styles) {
    return "default-src 'none'; script-src "
        + hashes(scripts)
        + "; style-src "
        + hashes(styles)
        + "; img-src data:; base-uri 'none'; form-action 'none'";
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
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String packed(JsonNode data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new JsonMapper().writeValueAsBytes(data));
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
