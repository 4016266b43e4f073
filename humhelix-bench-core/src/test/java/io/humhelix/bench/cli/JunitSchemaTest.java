package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.RequiredProgram;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Limit;
import io.humhelix.bench.store.GoldenRuns;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** JUnit XML against the schema of Maven Surefire. */
class JunitSchemaTest {

  @TempDir Path folder;

  private String exported(Object... arguments) {
    Program program = new Program();
    assertEquals(0, program.run(arguments), program.err());
    return program.out();
  }

  private static Element suite(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }

  private static int count(Element suite, String name) {
    return suite.getElementsByTagName(name).getLength();
  }

  private String everyEnd() throws Exception {
    Path run = GoldenRuns.copy("failed", Files.createTempDirectory(folder, "failed"));
    return exported("export", "junit", run, "--against", "prints");
  }

  private String hostile() throws Exception {
    String name = "a \"b\" <c> & 'd' \0\u0001\n\t]]> \ud83d\ude00";
    Path run =
        new MadeUpRun(1)
            .system(name, 1)
            .system(name + "2", 2)
            .store(Files.createTempDirectory(folder, "hostile"));
    return exported("export", "junit", run, "--against", name);
  }

  /** Of a run alone: what is valid, gates, limits. */
  private String alone() throws Exception {
    Path run = GoldenRuns.copy("failed", Files.createTempDirectory(folder, "alone"));
    return exported("export", "junit", run);
  }

  private static String end(String xml, String name) throws Exception {
    var tests = suite(xml).getElementsByTagName("testcase");
    for (int i = 0; i < tests.getLength(); i++) {
      Element test = (Element) tests.item(i);
      if (test.getAttribute("name").equals(name)) {
        for (String end : List.of("failure", "error", "skipped")) {
          if (count(test, end) > 0) {
            return end;
          }
        }
        return "passed";
      }
    }
    return "none";
  }

  private String limited(int forks, String most) throws Exception {
    Path run =
        new MadeUpRun(1)
            .forks(forks)
            .expectations(
                new Expectations(
                    Optional.empty(), Map.of(), Map.of("rtf", Limit.parse("<= " + most))))
            .system("a", 1)
            .store(Files.createTempDirectory(folder, "limited"));
    return exported("export", "junit", run);
  }

  @Test
  void aRunAloneHasItsValidityGatesAndLimitsAsTestCases() throws Exception {
    String xml = limited(5, "1000");
    assertEquals("passed", end(xml, "valid"));
    assertEquals("passed", end(xml, "rtf <= 1000"));
    assertEquals("failure", end(limited(5, "0.001"), "rtf <= 0.001"));
    // Without an interval nothing can be told, and run does not pass either.
    assertEquals("error", end(limited(1, "1000"), "rtf <= 1000"));
    assertEquals("none", end(xml, "max_wer_percent"));
    String cancelled =
        exported(
            "export",
            "junit",
            GoldenRuns.copy("cancelled", Files.createTempDirectory(folder, "cancelled")));
    assertEquals("failure", end(cancelled, "max_wer_percent"));
    assertNotEquals("passed", end(cancelled, "valid"));
    Element suite = suite(alone());
    assertTrue(count(suite, "error") > 0);
  }

  @Test
  void countsAreThoseOfTheTestCases() throws Exception {
    for (String xml : new String[] {everyEnd(), hostile(), alone(), limited(5, "1")}) {
      Element suite = suite(xml);
      assertEquals(suite.getAttribute("tests"), "" + count(suite, "testcase"));
      assertEquals(suite.getAttribute("failures"), "" + count(suite, "failure"));
      assertEquals(suite.getAttribute("errors"), "" + count(suite, "error"));
      assertEquals(suite.getAttribute("skipped"), "" + count(suite, "skipped"));
    }
  }

  @Test
  void namesComeBackButForWhatXmlCannotCarry() throws Exception {
    Element test = (Element) suite(hostile()).getElementsByTagName("testcase").item(0);
    String shown = "a \"b\" <c> & 'd' \uFFFD\uFFFD\n\t]]> \ud83d\ude00";
    assertEquals(shown + "2 / speech against " + shown, test.getAttribute("classname"));
    assertEquals(1, count(suite(hostile()), "failure"));
  }

  @Test
  void surefireSchemaAccepts() throws Exception {
    String schema = System.getProperty("humhelix.test.surefire.xsd", "");
    if (schema.isEmpty()) {
      RequiredProgram.missing(
          "name Surefire's surefire-test-report.xsd by -Dhumhelix.test.surefire.xsd; it is in the"
              + " source release of org.apache.maven.surefire:surefire");
    }
    var validator =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(Path.of(schema).toFile())
            .newValidator();
    for (String xml : new String[] {everyEnd(), hostile(), alone(), limited(5, "1")}) {
      validator.validate(new StreamSource(new StringReader(xml)));
    }
  }
}
