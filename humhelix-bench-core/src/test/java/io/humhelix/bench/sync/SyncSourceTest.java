package io.humhelix.bench.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncSourceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpu1:/opt/hum-helix | gpu1 | gpu1 | /opt/hum-helix | gpu1:/opt/hum-helix/",
        "bench@gpu1.lan:/opt/x/ | gpu1.lan | bench@gpu1.lan | /opt/x/ | bench@gpu1.lan:/opt/x/",
        "a100=bench@10.0.0.7:/x | a100 | bench@10.0.0.7 | /x | bench@10.0.0.7:/x/",
        "[fe80::1%eth0]:/x | fe80--1-eth0 | [fe80::1%eth0] | /x | [fe80::1%eth0]:/x/",
        "u@[::1]:/x | ip--1 | u@[::1] | /x | u@[::1]:/x/",
        "h:~ | h | h | ~ | h:./",
        "h:~/ | h | h | ~/ | h:./",
        "h:~/results | h | h | ~/results | h:results/",
        "h:-rf | h | h | -rf | h:./-rf/",
        "h:/a b/$(x);'\" | h | h | /a b/$(x);'\" | h:/a b/$(x);'\"/",
        "h:/run[1]/* | h | h | /run[1]/* | h:/run\\[1\\]/\\*/",
        "h:/a\\b | h | h | /a\\b | h:/a\\b/",
        "h:/x:y@z | h | h | /x:y@z | h:/x:y@z/",
        "h:./x@y | h | h | ./x@y | h:./x@y/",
        "h:/a=b | h | h | /a=b | h:/a=b/"
      })
  void readsWhatIsAllowed(
      String text, String name, String destination, String folder, String argument) {
    SyncSource source = SyncSource.of(List.of(text)).get(0);

    assertEquals(new SyncSource(name, destination, folder), source);
    assertEquals(argument, source.argument());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/opt/results | names no host",
        "./results | names no host",
        "'' | names no host",
        "gpu1 | names no folder",
        "gpu1: | names no folder",
        "gpu1::module/x | rsync daemon",
        "-oProxyCommand=x:/x | no name of a folder",
        "u@-oProxyCommand:/x | no host before the colon",
        "-u@h:/x | no host before the colon",
        ":/x | no host before the colon",
        "h$(x):/x | no host before the colon",
        "h;x:/x | no host before the colon",
        "a b:/x | no host before the colon",
        "..=h:/x | no name of a folder",
        "a/b=h:/x | no host before the colon",
        "=h:/x | no name of a folder",
        "ssh://u@h:22/x | found a URL",
        "rsync://h/x | found a URL"
      })
  void refusesTheRestAndSaysWhatIsAllowed(String text, String found) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> SyncSource.of(List.of(text)))
            .getMessage();

    assertTrue(said.contains(found), said);
    assertTrue(said.contains("allowed: [NAME=][user@]host:/folder"), said);
    assertEquals(1, said.lines().count(), said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "u:Geheim1@h:/x",
        "u:Geheim1@h",
        "n=u:Geheim1@h:/x",
        "ssh://u:Geheim1@h/x",
        "u:Gehe/im1@h:/x"
      })
  void repeatsNoPassword(String text) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> SyncSource.of(List.of(text)))
            .getMessage();

    assertFalse(said.contains("Gehe"), said);
  }

  @Test
  void refusesControlCharacters() {
    assertThrows(IllegalArgumentException.class, () -> SyncSource.of(List.of("h:/x\ny")));
    assertThrows(IllegalArgumentException.class, () -> new SyncSource("h", "h", "/x\0y"));
    assertThrows(IllegalArgumentException.class, () -> new SyncSource("..", "h", "/x"));
    assertThrows(IllegalArgumentException.class, () -> new SyncSource("h", "-x", "/x"));
  }

  @Test
  void moreHostsHaveTheFolderOfTheFirst() {
    assertEquals(
        List.of("a:/x", "u@b:/x", "c:/y"),
        SyncSource.of(List.of("a:/x", "u@b", "c:/y")).stream().map(SyncSource::toString).toList());
  }

  @Test
  void saysAllProblemsAtOnce() {
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> SyncSource.of(List.of("a:/x", "A:/y", "/z", "-b:/x")))
            .getMessage();

    assertEquals(3, said.lines().count(), said);
    assertTrue(said.contains("'A:/y' and 'a:/x' would both go to the folder A"), said);
  }

  @Test
  void theSamePlaceWhoeverLogsIn() {
    assertEquals(
        SyncSource.of(List.of("u@h:/x")).get(0).place(),
        SyncSource.of(List.of("h:/x")).get(0).place());
  }
}
