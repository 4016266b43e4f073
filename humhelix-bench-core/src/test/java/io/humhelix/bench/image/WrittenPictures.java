package io.humhelix.bench.image;

import io.humhelix.bench.model.Workload;
import io.humhelix.bench.picture.PictureRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes pictures where something may be missing: with other class loaders, in other processes. */
public final class WrittenPictures {

  private WrittenPictures() {}

  /** What a caller is told. */
  public static String said(String folder) throws IOException {
    double[] lengths = {5, 10};
    Workload speech = PictureRuns.workload("speech", lengths);
    PictureRuns.Engine engine =
        new PictureRuns.Engine("one", speech, lengths).errors(1, 100).trial(1, 1, 2);
    try {
      return PngPictures.write(List.of(PictureRuns.run(engine)), Path.of(folder)).size() + " files";
    } catch (NoPicturesException e) {
      return e.getMessage();
    }
  }

  public static void main(String[] args) throws IOException {
    System.out.println(said(args[0]));
  }
}
