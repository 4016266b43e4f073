package io.humhelix.bench.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.gpu.FoundLibrary.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine below a folder, with a library in each place. */
class LibraryFoldersTest {

  private static final String NAME = "libcublas.so.12";

  @TempDir Path temp;

  private Path root;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void machine() {
    root = temp.resolve("machine");
  }

  private Path put(Path folder) throws IOException {
    return Files.createFile(Files.createDirectories(folder).resolve(NAME));
  }

  private void found(Place place, Path file) {
    Optional<FoundLibrary> found = LibraryFolders.of(root, environment).find(NAME);
    assertEquals(Optional.of(new FoundLibrary(NAME, file, place)), found);
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertEquals(Optional.empty(), LibraryFolders.of(root, Map.of()).find(NAME));
  }

  @Test
  void looksIntoPlacesInTheirOrder() throws IOException {
    found(Place.WSL, put(root.resolve("usr/lib/wsl/lib")));
    found(Place.ROCM, put(root.resolve("opt/rocm-7.0/lib")));
    put(root.resolve("usr/local/cuda-12.4/lib64"));
    found(Place.CUDA_TOOLKIT, put(root.resolve("usr/local/cuda-13.1/targets/x86_64-linux/lib")));
    found(Place.CUDA_TOOLKIT, put(root.resolve("usr/local/cuda/lib64")));
    environment.put("CUDA_HOME", temp.resolve("toolkit").toString());
    found(Place.CUDA_TOOLKIT, put(temp.resolve("toolkit/lib64")));
    environment.put("CONDA_PREFIX", temp.resolve("conda").toString());
    found(Place.CONDA, put(temp.resolve("conda/targets/x86_64-linux/lib")));
    found(Place.CONDA, put(temp.resolve("conda/lib")));
    environment.put("HOME", temp.resolve("home").toString());
    found(
        Place.PIP, put(temp.resolve("home/.local/lib/python3.11/site-packages/nvidia/cublas/lib")));
    environment.put("PATH", temp.resolve("usr/bin").toString());
    Path python =
        Files.createFile(Files.createDirectories(temp.resolve("usr/bin")).resolve("python3"));
    assertTrue(python.toFile().setExecutable(true));
    found(Place.PIP, put(temp.resolve("usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib")));
    environment.put("VIRTUAL_ENV", temp.resolve("venv").toString());
    found(Place.PIP, put(temp.resolve("venv/lib/python3.12/site-packages/nvidia/cu13/lib")));
    found(Place.LINKER, put(root.resolve("usr/lib/x86_64-linux-gnu")));
    environment.put("LD_LIBRARY_PATH", temp.resolve("none") + ":" + temp.resolve("path"));
    found(Place.LINKER, put(temp.resolve("path")));
    Path beside = put(temp.resolve("engine"));
    LibraryFolders near = LibraryFolders.of(root, environment).near(temp.resolve("engine"));
    assertEquals(Optional.of(new FoundLibrary(NAME, beside, Place.BESIDE)), near.find(NAME));
    Path named = put(temp.resolve("named"));
    LibraryFolders option = near.withOption(List.of(temp.resolve("absent"), temp.resolve("named")));
    assertEquals(Optional.of(new FoundLibrary(NAME, named, Place.OPTION)), option.find(NAME));
    assertEquals(
        List.of(Place.OPTION, Place.BESIDE, Place.LINKER),
        option.findAll(Pattern.compile("libcublas\\.so\\.\\d+")).stream()
            .map(FoundLibrary::place)
            .distinct()
            .limit(3)
            .toList());
  }

  @Test
  void findsThePackagesThatLieBesideAnEngineOrAnInterpreter() throws IOException {
    Path packages = temp.resolve("venv/lib/python3.11/site-packages");
    Path file = put(packages.resolve("nvidia/cublas/lib"));
    Path capi = Files.createDirectories(packages.resolve("onnxruntime/capi"));
    Path tensorrt = Files.createDirectories(packages.resolve("tensorrt_libs"));
    Path python =
        Files.createFile(Files.createDirectories(temp.resolve("venv/bin")).resolve("python"));
    assertTrue(python.toFile().setExecutable(true));
    for (Path near : List.of(capi, python)) {
      LibraryFolders folders = LibraryFolders.of(root, Map.of()).near(near);
      assertEquals(Optional.of(new FoundLibrary(NAME, file, Place.PIP)), folders.find(NAME));
      assertTrue(folders.folders(Place.PIP).contains(tensorrt));
    }
    // A link to an interpreter elsewhere has the packages of both.
    Path link = Files.createDirectories(temp.resolve("other/bin")).resolve("python3");
    Files.createSymbolicLink(link, python);
    LibraryFolders linked = LibraryFolders.of(root, Map.of()).near(link);
    assertEquals(Optional.of(new FoundLibrary(NAME, file, Place.PIP)), linked.find(NAME));
    // A command of the PATH.
    LibraryFolders command =
        LibraryFolders.of(root, Map.of("PATH", temp.resolve("venv/bin").toString()))
            .near(Path.of("python"));
    assertEquals(Optional.of(new FoundLibrary(NAME, file, Place.PIP)), command.find(NAME));
  }

  @Test
  void findsTheCondaOfAnInterpreterThatIsNotActivated() throws IOException {
    Path file = put(temp.resolve("conda/lib"));
    Path python =
        Files.createFile(Files.createDirectories(temp.resolve("conda/bin")).resolve("python"));
    LibraryFolders folders = LibraryFolders.of(root, Map.of()).near(python);
    assertEquals(Optional.empty(), folders.find(NAME));
    Files.createDirectories(temp.resolve("conda/conda-meta"));
    assertEquals(Optional.of(new FoundLibrary(NAME, file, Place.CONDA)), folders.find(NAME));
  }

  @Test
  void readsTheLinkersCache() throws IOException {
    Path file = put(root.resolve("opt/nvidia"));
    Path cache = Files.createDirectories(root.resolve("etc")).resolve("ld.so.cache");
    for (String before : List.of("", "ld.so-1.7.0\0 older entries ")) {
      Files.write(cache, cache(before, NAME, "/opt/nvidia/" + NAME, "libgone.so.1", "/gone"));
      found(Place.LINKER, file);
      LibraryFolders folders = LibraryFolders.of(root, environment);
      assertEquals(Optional.empty(), folders.find("libgone.so.1"));
      assertEquals(
          List.of(new FoundLibrary(NAME, file, Place.LINKER)),
          folders.findAll(Pattern.compile("libcublas.*")));
    }
    Files.write(cache, new byte[] {1, 2, 3});
    assertEquals(Optional.empty(), LibraryFolders.of(root, environment).find(NAME));
    Files.writeString(cache, "glibc-ld.so.cache1.1 damaged");
    assertEquals(Optional.empty(), LibraryFolders.of(root, environment).find(NAME));
  }

  @Test
  void readsTheCacheOfThisMachine() {
    Path cache = Path.of("/etc/ld.so.cache");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(cache), "glibc's linker");
    Map<String, List<String>> libraries = LinkerCache.read(cache);
    assertTrue(libraries.get("libc.so.6").stream().anyMatch(file -> Files.exists(Path.of(file))));
  }

  @Test
  void passesOverLibrariesOfOtherMachines() throws IOException {
    byte[] other = new byte[64];
    ByteBuffer.wrap(other)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0, 0x464c457f)
        .putShort(4, (short) 0x0101)
        .putShort(18, (short) 3);
    Path first = Files.createDirectories(temp.resolve("32"));
    Files.write(first.resolve(NAME), other);
    Path second = put(temp.resolve("64"));
    environment.put("LD_LIBRARY_PATH", first + ":" + temp.resolve("64"));
    found(Place.LINKER, second);
  }

  /** A cache as ldconfig writes it (struct cache_file_new of glibc's dl-cache.h). */
  private static byte[] cache(String before, String... namesAndFiles) {
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    int count = namesAndFiles.length / 2;
    int textsAt = 48 + 24 * count;
    ByteBuffer entries = ByteBuffer.allocate(textsAt).order(ByteOrder.nativeOrder());
    entries.put("glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII)).putInt(count);
    for (int i = 0; i < count; i++) {
      for (int part = 0; part < 2; part++) {
        entries.putInt(48 + 24 * i + 4 + 4 * part, textsAt + texts.size());
        texts.writeBytes((namesAndFiles[2 * i + part] + "\0").getBytes(StandardCharsets.UTF_8));
      }
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(entries.array());
    all.writeBytes(texts.toByteArray());
    return all.toByteArray();
  }
}
