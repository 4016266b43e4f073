package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedInputTest {

  @TempDir Path folder;

  @Test
  void aFolderTooLargeToSearchIsRefusedAndNotMeasuredInPart() throws Exception {
    new Written(folder.toRealPath(), "top.wav", "deep/one.wav", "deep/two.wav");
    List<String> typed = List.of(folder.toString());
    Problems problems = new Problems("command line");
    TypedInput all = TypedInput.find(typed, Folder.of(folder), problems, 3);
    assertEquals(3, all.files().size());
    problems.throwIfAny();
    Files.createFile(folder.resolve("deep/notes.txt"));
    TypedInput.find(typed, Folder.of(folder), problems, 3);
    DefinitionException thrown = assertThrows(DefinitionException.class, problems::throwIfAny);
    assertTrue(
        thrown.getMessage().contains(" has more than 3 files in it; name the folder of the audio"),
        thrown.getMessage());
  }
}
