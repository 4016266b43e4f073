package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.RequiredProgram;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.store.GoldenRuns;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void countsAreThoseOfTheTestCases() throws Exception {
    for (String xml : new String[] {everyEnd(), hostile()}) {
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
    for (String xml : new String[] {everyEnd(), hostile()}) {
      validator.validate(new StreamSource(new StringReader(xml)));
    }
  }
}
