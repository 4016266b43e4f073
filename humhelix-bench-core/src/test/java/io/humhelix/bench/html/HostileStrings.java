package io.humhelix.bench.html;

import io.humhelix.bench.store.HostileTexts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Two hundred strings that a page, a table, a terminal or a spreadsheet takes for something else.
 * Whatever runs sets {@code window.hacked}.
 */
public final class HostileStrings {

  private static final int COUNT = 200;
  private static final String RUN = "window.hacked=1";

  private static final List<String> HANDLERS =
      List.of("onerror", "onload", "onclick", "onfocus", "onmouseover", "onbegin", "ontoggle");

  private static final List<String> FORMS =
      List.of(
          "<script>%s</script>",
          "</script><script>%s</script>",
          "<ScRiPt>%s</sCrIpT>",
          "<script/x>%s</script>",
          "<scr<script>ipt>%s</scr</script>ipt>",
          "<!--<script>%s//-->",
          "--><script>%s</script>",
          "]]><script>%s</script>",
          "<![CDATA[<script>%s</script>]]>",
          "\"><script>%s</script>",
          "'><script>%s</script>",
          "`><script>%s</script>",
          "javascript:%s",
          "JaVaScRiPt:%s",
          "java\tscript:%s",
          "&#106;avascript:%s",
          "\u0001javascript:%s",
          "data:text/html,<script>%s</script>",
          "vbscript:%s",
          "<a href=\"javascript:%s\">x</a>",
          "<a href=javascript&colon;%s>x</a>",
          "<iframe src=\"javascript:%s\"></iframe>",
          "<iframe srcdoc=\"<script>%s</script>\"></iframe>",
          "<object data=\"javascript:%s\"></object>",
          "<embed src=\"javascript:%s\">",
          "<form action=\"javascript:%s\"><input type=submit></form>",
          "<button formaction=\"javascript:%s\">x</button>",
          "<base href=\"javascript:%s//\">",
          "<meta http-equiv=refresh content=\"0;url=javascript:%s\">",
          "<svg><script>%s</script></svg>",
          "<svg><a xlink:href=\"javascript:%s\"><text>x</text></a></svg>",
          "<svg><animate attributeName=href values=\"javascript:%s\" /></svg>",
          "<svg><foreignObject><script>%s</script></foreignObject></svg>",
          "<math href=\"javascript:%s\">x</math>",
          "<math><mtext><script>%s</script></mtext></math>",
          "<style>*{background:url('javascript:%s')}</style>",
          "</style><script>%s</script>",
          "</title><script>%s</script>",
          "</textarea><script>%s</script>",
          "<noscript><p title=\"</noscript><script>%s</script>\">",
          "<template><script>%s</script></template>",
          "<link rel=stylesheet href=\"javascript:%s\">",
          "<div style=\"width:expression(%s)\">",
          "<x style=\"behavior:url(javascript:%s)\">",
          "${%s}",
          "{{%s}}",
          "{{constructor.constructor('%s')()}}",
          "<%%= %s %%>",
          "#{%s}",
          "`;%s;//",
          "';%s;//",
          "\";%s;//",
          "\\';%s;//",
          "\u2028%s\u2028",
          "\u2029%s//",
          "__proto__[x]=%s",
          "constructor",
          "__proto__",
          "toString",
          "=HYPERLINK(\"http://127.0.0.1/?%s\",\"x\")",
          "=cmd|' /C calc'!A0",
          "+1+cmd|' /C calc'!A0",
          "-2+3+cmd|' /C calc'!A0",
          "@SUM(1+1)*cmd|' /C calc'!A0",
          "\t=1+1",
          "\r=1+1",
          "\u001b[2J\u001b[31mred",
          "\u001b]0;title\u0007",
          "\u001b[8mhidden",
          "\u009b31mred",
          "\u202egnp.exe\u202c",
          "\u2066left\u2069",
          "\u200bzero\u200bwidth",
          "a\u0300\u0301\u0302\u0303\u0304\u0305",
          "\uff1cscript\uff1e%s\uff1c/script\uff1e",
          "\ud83d",
          "\udc00<script>%s</script>",
          "x\ud800y",
          "| a | b |\n|---|---|",
          "[x](javascript:%s)",
          "![x](javascript:%s)",
          "<b>bold</b>",
          "&lt;script&gt;%s&lt;/script&gt;",
          "&amp;",
          "&",
          "%%3Cscript%%3E%s%%3C/script%%3E",
          "'; DROP TABLE trials; --",
          "../../../../etc/passwd",
          "C:\\windows\\system32",
          "null",
          "undefined",
          "NaN",
          "1e400");

  private HostileStrings() {}

  /** Returns all of them, each once. */
  public static List<String> all() {
    Set<String> all = new LinkedHashSet<>();
    FORMS.forEach(form -> all.add(form.contains("%") ? String.format(form, RUN) : form));
    for (String handler : HANDLERS) {
      all.add("<img src=x " + handler + "=" + RUN + ">");
      all.add("<svg " + handler + "=" + RUN + ">");
      all.add("<details open " + handler + "=" + RUN + "><summary>x</summary></details>");
      all.add("\" autofocus tabindex=0 " + handler + "=" + RUN + " x=\"");
      all.add("' autofocus tabindex=0 " + handler + "='" + RUN);
      all.add("<body " + handler + "=" + RUN + ">");
      all.add("<video><source " + handler + "=" + RUN + "></video>");
    }
    HostileTexts.all().stream().filter(text -> !text.isBlank()).forEach(all::add);
    for (int i = 0; all.size() < COUNT; i++) {
      all.add("<img id=i" + i + " src=x onerror=\"" + RUN + "\">");
    }
    return new ArrayList<>(all).subList(0, COUNT);
  }
}
