package io.humhelix.bench.html;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Ends the browser after each class of tests that used one; it is found as a service of JUnit. */
public final class BrowserEnd implements AfterAllCallback {

  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getTestClass().filter(type -> type.getEnclosingClass() == null).isPresent()) {
      ReportBrowser.end();
    }
  }
}
