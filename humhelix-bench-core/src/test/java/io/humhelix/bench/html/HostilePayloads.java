package io.humhelix.bench.html;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Two hundred texts that would run {@code alert} or ask the network for something if a page took
 * them for anything but text. Each is another way: out of elements, attributes, scripts, styles,
 * templates, URLs and JSON.
 */
final class HostilePayloads {

  static final int COUNT = 200;

  private static final List<String> ACTIONS =
      List.of(
          "alert(1)",
          "alert`1`",
          "window.pwned=1",
          "fetch('//127.0.0.1:9/')",
          "import('//127.0.0.1:9/')",
          "document.location='//127.0.0.1:9/'",
          "new Image().src='//127.0.0.1:9/'",
          "eval('alert(1)')");

  private static final List<String> WAYS =
      List.of(
          "<script>%s</script>",
          "</script><script>%s</script>",
          "</title><script>%s</script>",
          "<!--<script>%s//-->",
          "<img src=x onerror=%s>",
          "\"><img src=x onerror=%s>",
          "'><img src=x onerror=%s>",
          "<svg onload=%s>",
          "<svg><script>%s</script></svg>",
          "<iframe srcdoc=\"<script>%s</script>\">",
          "<iframe src=\"javascript:%s\">",
          "<a href=\"javascript:%s\">x</a>",
          "javascript:%s",
          "<details open ontoggle=%s>",
          "<input autofocus onfocus=%s>",
          "<body onpageshow=%s>",
          "<math><mtext><style><img src=x onerror=%s>",
          "<template><script>%s</script></template>",
          "<object data=\"javascript:%s\"></object>",
          "<form><button formaction=\"javascript:%s\">x",
          "\" onmouseover=\"%s\" x=\"",
          "' autofocus onfocus='%s' x='",
          "{{constructor.constructor('%s')()}}",
          "${%s}");

  private static final List<String> OTHERS =
      List.of(
          "<link rel=stylesheet href=//127.0.0.1:9/x.css>",
          "<meta http-equiv=refresh content=\"0;url=//127.0.0.1:9/\">",
          "<base href=//127.0.0.1:9/>",
          "<style>@import '//127.0.0.1:9/x.css';</style>",
          "<p style=\"background:url(//127.0.0.1:9/x)\">",
          "</style><script>alert(1)</script>",
          "{b|rich} {a|text}",
          "{c}{d}{@[0]}",
          "<b>bold</b>&lt;i&gt;&amp;",
          "__proto__",
          "constructor",
          "toString",
          "\u202e<script>alert(1)</script>",
          "\ufeff<script>alert(1)</script>",
          "\u2028alert(1)\u2029",
          "=HYPERLINK(\"http://127.0.0.1:9/\")",
          "%3Cscript%3Ealert(1)%3C/script%3E",
          "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
          "[x](javascript:alert(1))",
          "| a | b |`",
          "]]><script>alert(1)</script>",
          "<scr<script>ipt>alert(1)</scr</script>ipt>",
          "<xmp><script>alert(1)</script>",
          "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
          "<audio src=//127.0.0.1:9/x.wav autoplay onerror=alert(1)>");

  private HostilePayloads() {}

  static List<String> all() {
    Set<String> all = new LinkedHashSet<>(OTHERS);
    for (String action : ACTIONS) {
      for (String way : WAYS) {
        all.add(String.format(way, action));
      }
    }
    return new ArrayList<>(all).subList(0, COUNT);
  }
}
