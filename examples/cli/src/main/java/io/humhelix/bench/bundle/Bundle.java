package io.humhelix.bench.bundle;

import java.io.IOException;
import java.nio.file.Path;

/** Adds to a bundle what is made from what lies in it. A part of the build, not of the bundle. */
public final class Bundle {

  private Bundle() {}

  /**
   * Completes a bundle.
   *
   * @param args folder of the bundle, version, list of licences
   */
  public static void main(String[] args) throws IOException {
    Path bundle = Path.of(args[0]);
    ShellFiles.write(bundle, args[1]);
    Licences.write(bundle, Path.of(args[2]));
  }
}
