package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Licences of what the page contains: whoever passes a report on passes the libraries on. The
 * WebJar of ECharts has no text of its licence, so that one is here.
 *
 * @param name of the library
 * @param version of it
 * @param licence its name
 * @param text licence and notices
 */
record Licences(String name, String version, String licence, String text) {

  static JsonNode all() {
    return PictureJson.of(
        List.of(
            new Licences(
                "Apache ECharts",
                WebLibrary.ECHARTS.version(),
                "Apache License 2.0",
                resource("licences/echarts.txt")),
            new Licences(
                "Tabulator",
                WebLibrary.TABULATOR.version(),
                "MIT",
                WebLibrary.TABULATOR.file("LICENSE"))));
  }

  private static String resource(String name) {
    try (InputStream in = Licences.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
