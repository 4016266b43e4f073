package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Nothing in the archives tells who built them, when, or with which umask. */
class ReproducibleIT {

  @Test
  void theTarHasOneOwnerOneTimeAndModesOfItsOwn() throws Exception {
    Set<Date> times = new TreeSet<>();
    List<String> names = new ArrayList<>();
    try (InputStream file = Files.newInputStream(DownloadIT.archive(".tar.gz"));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String owner =
            "%s %s %d %d"
                .formatted(
                    entry.getUserName(),
                    entry.getGroupName(),
                    entry.getLongUserId(),
                    entry.getLongGroupId());
        assertEquals("root root 0 0", owner, entry::getName);
        assertEquals(mode(entry.getName()), entry.getMode() & 0777, entry::getName);
        times.add(entry.getLastModifiedDate());
        names.add(entry.getName());
      }
    }
    assertEquals(1, times.size(), times::toString);
    assertJarsAreSorted(names);
  }

  @Test
  void theZipHasOneTimeAndModesOfItsOwn() throws Exception {
    Set<Long> times = new TreeSet<>();
    List<String> names = new ArrayList<>();
    try (ZipFile zip = ZipFile.builder().setPath(DownloadIT.archive(".zip")).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        assertEquals(mode(entry.getName()), entry.getUnixMode() & 0777, entry::getName);
        times.add(entry.getTime());
        names.add(entry.getName());
      }
    }
    assertEquals(1, times.size(), times::toString);
    assertJarsAreSorted(names);
  }

  /** Not in the order in which the folder happens to list them. */
  private static void assertJarsAreSorted(List<String> names) {
    List<String> jars = names.stream().filter(name -> name.endsWith(".jar")).toList();
    assertFalse(jars.isEmpty());
    assertEquals(jars.stream().sorted().toList(), jars);
  }

  private static int mode(String name) {
    return name.endsWith("/") || name.matches("[^/]+/(bin|libexec)/.*") ? 0755 : 0644;
  }
}
