package io.humhelix.bench.cli;

import io.humhelix.bench.internal.provenance.HarnessVersion;
import picocli.CommandLine.IVersionProvider;

/** Version of this program and of what runs it. */
final class ProgramVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "humhelix-bench " + HarnessVersion.get(),
      "JVM " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
      System.getProperty("os.name") + " " + System.getProperty("os.arch")
    };
  }
}
