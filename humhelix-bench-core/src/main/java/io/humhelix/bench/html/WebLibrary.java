package io.humhelix.bench.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * A library of the page, from the WebJar on the class path, whichever version that is.
 *
 * @param group Maven group of the WebJar
 * @param artifact Maven artifact of the WebJar
 */
record WebLibrary(String group, String artifact) {

  static final WebLibrary ECHARTS = new WebLibrary("org.webjars", "echarts");
  static final WebLibrary TABULATOR = new WebLibrary("org.webjars.npm", "tabulator-tables");

  /** Reads one of its files; the path is below its folder. */
  String file(String path) {
    return read("META-INF/resources/webjars/" + artifact + "/" + version() + "/" + path);
  }

  String version() {
    Properties pom = new Properties();
    try (InputStream in = open("META-INF/maven/" + group + "/" + artifact + "/pom.properties")) {
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pom.getProperty("version");
  }

  private String read(String resource) {
    try (InputStream in = open(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream open(String resource) {
    InputStream in = WebLibrary.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new MissingLibraryException(this);
    }
    return in;
  }
}
