package io.humhelix.bench.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.gpu.FoundLibrary.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryNeedsTest {

  @TempDir Path temp;

  /** An engine that needs cuBLAS, which needs cuBLASLt: neither is where the linker looks. */
  private Path engine() throws Exception {
    Path nvidia = temp.resolve("venv/lib/python3.11/site-packages/nvidia/cublas/lib");
    Path lt = CompiledLibrary.of(nvidia.resolve("libcublasLt.so.12"), "int lt(void) {return 6;}");
    Path cublas =
        CompiledLibrary.of(
            nvidia.resolve("libcublas.so.12"),
            "int lt(void); int cublas(void) {return lt() + 1;}",
            lt.toString());
    return CompiledLibrary.of(
        temp.resolve("engine/libengine.so"),
        "#include <stdlib.h>\nint cublas(void); void *engine(void) {return malloc(cublas());}",
        cublas.toString());
  }

  @Test
  void followsWhatIsNeededInTurn() throws Exception {
    Path engine = engine();
    LibraryFolders here = LibraryFolders.here();
    LibraryNeeds nowhere = LibraryNeeds.of(engine, here);
    assertEquals(List.of("libcublas.so.12"), nowhere.missing());
    assertEquals(List.of(), nowhere.toPreload());
    Path python = Files.createDirectories(temp.resolve("venv/bin")).resolve("python");
    assertTrue(Files.createFile(python).toFile().setExecutable(true));
    LibraryNeeds found = LibraryNeeds.of(engine, here.near(python));
    assertEquals(List.of(), found.missing());
    assertEquals(
        List.of("libcublasLt.so.12", "libcublas.so.12"),
        found.toPreload().stream().map(FoundLibrary::name).toList());
    assertTrue(found.found().stream().anyMatch(one -> one.name().startsWith("libc.so")));
  }

  @Test
  void namesWhatIsMissingBehindWhatIsThere() throws Exception {
    Path engine = engine();
    Path nvidia = temp.resolve("venv/lib/python3.11/site-packages/nvidia/cublas/lib");
    Files.delete(nvidia.resolve("libcublasLt.so.12"));
    LibraryNeeds needs = LibraryNeeds.of(engine, LibraryFolders.here().withOption(List.of(nvidia)));
    assertEquals(List.of("libcublasLt.so.12"), needs.missing());
  }

  /** The linker looks into the folders of LD_LIBRARY_PATH first. */
  @Test
  void whatALibraryNamesItselfIsPreloadedWhereTheEnvironmentHasAnother() throws Exception {
    String source = "int part(void) {return 1;}";
    Path part = CompiledLibrary.of(temp.resolve("a/parts/libpart.so.1"), source);
    Path other = CompiledLibrary.of(temp.resolve("other/libpart.so.1"), source);
    String use = "int part(void); int use(void) {return part();}";
    Path told =
        CompiledLibrary.of(
            temp.resolve("a/libtold.so"), use, part.toString(), "-Wl,-rpath,$ORIGIN/parts");
    for (Path first : List.of(other, part)) {
      LibraryNeeds needs =
          LibraryNeeds.of(
              told,
              LibraryFolders.of(
                  temp.resolve("root"), Map.of("LD_LIBRARY_PATH", first.getParent().toString())));
      assertEquals(
          first.equals(other) ? List.of(part) : List.of(),
          needs.toPreload().stream().map(FoundLibrary::file).toList());
    }
  }

  @Test
  void whatALibraryNamesItselfNeedsNoPreload() throws Exception {
    Path part =
        CompiledLibrary.of(temp.resolve("a/parts/libpart.so.1"), "int part(void) {return 1;}");
    String use = "int part(void); int use(void) {return part();}";
    Path told =
        CompiledLibrary.of(
            temp.resolve("a/libtold.so"), use, part.toString(), "-Wl,-rpath,$ORIGIN/parts");
    LibraryNeeds needs = LibraryNeeds.of(told, LibraryFolders.here());
    assertEquals(List.of(), needs.missing());
    assertEquals(List.of(), needs.toPreload());
    // Without RUNPATH the linker does not look into the library's own folder.
    Path untold = CompiledLibrary.of(temp.resolve("a/parts/libuntold.so"), use, part.toString());
    assertEquals(
        List.of(new FoundLibrary("libpart.so.1", part, Place.BESIDE)),
        LibraryNeeds.of(untold, LibraryFolders.here()).toPreload());
    // A folder that a definition names comes first.
    Path other = CompiledLibrary.of(temp.resolve("b/libpart.so.1"), "int part(void) {return 2;}");
    assertEquals(
        List.of(new FoundLibrary("libpart.so.1", other, Place.OPTION)),
        LibraryNeeds.of(told, LibraryFolders.here().withOption(List.of(temp.resolve("b"))))
            .toPreload());
  }

  @Test
  void looksWhereTheLinkerDoes() throws Exception {
    Path own = Files.createDirectories(temp.resolve("own"));
    Path named = Files.createDirectories(temp.resolve("named"));
    Path variable = Files.createDirectories(temp.resolve("variable"));
    Path root = temp.resolve("root");
    Files.createFile(named.resolve("libnamed.so"));
    Files.createFile(variable.resolve("libvariable.so"));
    Files.createFile(Files.createDirectories(root.resolve("lib64")).resolve("libstandard.so"));
    Path library =
        Files.write(
            own.resolve("a.so"),
            ElfBytes.needing(
                "$ORIGIN/../named",
                List.of("libnamed.so", "libvariable.so", "libstandard.so", "libcudart.so.12")));
    LibraryNeeds needs =
        LibraryNeeds.of(
            library, LibraryFolders.of(root, Map.of("LD_LIBRARY_PATH", variable.toString())));
    assertEquals(List.of("libcudart.so.12"), needs.missing());
    assertEquals(3, needs.found().size());
    assertEquals(List.of(), needs.toPreload());
  }

  @Test
  void aLoadedLibraryIsFoundByItsNameAgain() throws Exception {
    Path engine = engine();
    Path nvidia = temp.resolve("venv/lib/python3.11/site-packages/nvidia/cublas/lib");
    UnsatisfiedLinkError before =
        assertThrows(UnsatisfiedLinkError.class, () -> System.load(engine.toString()));
    assertTrue(before.getMessage().contains("libcublas.so.12: cannot open"), before.getMessage());
    List<FoundLibrary> needed =
        LibraryNeeds.of(engine, LibraryFolders.here().withOption(List.of(nvidia))).toPreload();
    List<Path> loaded = Preload.load(needed);
    assertEquals(
        List.of(nvidia.resolve("libcublasLt.so.12"), nvidia.resolve("libcublas.so.12")), loaded);
    System.load(engine.toString());
    String maps = Files.readString(Path.of("/proc/self/maps"));
    assertTrue(maps.contains(engine.toString()));
    FoundLibrary broken =
        new FoundLibrary(
            "libbroken.so", Files.writeString(temp.resolve("libbroken.so"), "x"), Place.OPTION);
    UnsatisfiedLinkError why =
        assertThrows(UnsatisfiedLinkError.class, () -> Preload.load(List.of(broken)));
    assertTrue(why.getMessage().contains("libbroken.so"), why.getMessage());
  }
}
