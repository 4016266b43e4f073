package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of a page. */
class PageTest {

  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
  private static final Pattern POLICY =
      Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"");

  @TempDir Path folder;

  private static JsonNode data() {
    return new JsonMapper().createObjectNode().put("title", "t");
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  private static JsonNode unpacked(String page) throws Exception {
    List<String> packed =
        all(Pattern.compile("type=\"application/octet-stream\">([^<]*)</script>"), page);
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed.get(0))))) {
      return new JsonMapper().readTree(in);
    }
  }

  @Test
  void thePolicyNamesTheVeryBytesThatWereWritten() throws Exception {
    Path file = folder.resolve("page.html");
    HtmlReport.save(Page.of("t", data()), file);
    String written = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    String policy = all(POLICY, written).get(0);
    List<String> hashes = new ArrayList<>();
    for (String one : all(SCRIPT, written)) {
      hashes.add(hash(one));
    }
    assertEquals(3, hashes.size());
    assertTrue(policy.contains("script-src " + String.join(" ", hashes) + "; style-src"), policy);
    hashes.clear();
    for (String one : all(STYLE, written)) {
      hashes.add(hash(one));
    }
    assertTrue(policy.contains("style-src " + String.join(" ", hashes) + "; img-src"), policy);
    assertTrue(policy.startsWith("default-src 'none'; "), policy);
    assertTrue(written.indexOf("Content-Security-Policy") < written.indexOf("<script"), "first");
    for (String lax : List.of("unsafe", "*", "http:", "https:", "strict-dynamic", "connect-src")) {
      assertFalse(policy.contains(lax), policy);
    }
  }

  @Test
  void onlyAServedPageMayAskItsServer() {
    String served = Page.of("t", data(), PageMode.SERVED);
    assertTrue(all(POLICY, served).get(0).endsWith("; connect-src 'self'"));
    assertEquals(
        all(POLICY, Page.of("t", data())), all(POLICY, Page.of("t", data(), PageMode.RELOADED)));
  }

  @Test
  void noTextLeavesItsPlace() throws Exception {
    String hostile =
        "</title><script>alert(1)</script><!--&amp; \" ' \u2028 \u0000 "
            + (char) 0xd800
            + "</script>]]>";
    Path file = folder.resolve("page.html");
    JsonNode data = new JsonMapper().createObjectNode().put("title", hostile);
    HtmlReport.save(Page.of(hostile, data), file);
    String written = Files.readString(file);
    assertEquals(3, all(SCRIPT, written).size());
    assertEquals(1, Pattern.compile("</title>").matcher(written).results().count());
    List<String> comments =
        Pattern.compile("<!--").matcher(written).results().map(MatchResult::group).toList();
    assertEquals(List.of(), comments);
    // UTF-8 has no half surrogate pairs.
    assertEquals(hostile.replace((char) 0xd800, '?'), unpacked(written).get("title").textValue());
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    String page = Page.of("t", data());
    String head = page.substring(0, page.indexOf("<script"));
    assertFalse(Pattern.compile("(src|href)=\"(?!data:)").matcher(head).find(), "links");
    assertFalse(page.contains("sourceMappingURL"), "maps of sources");
  }
}
