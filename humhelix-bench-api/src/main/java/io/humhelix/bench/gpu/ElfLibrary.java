package io.humhelix.bench.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a shared library of Linux says that it needs, read without loading it: ELF, 64 bit,
 * little-endian (System V ABI, "Object Files" and "Dynamic Section").
 *
 * @param needed names of libraries, such as {@code libcudart.so.12}
 * @param searchPath folders in which it wants them looked for, {@code $ORIGIN} for its own: those
 *     of RUNPATH, else those of RPATH, as ld.so(8) does
 */
public record ElfLibrary(List<String> needed, List<String> searchPath) {

  private static final long NEEDED = 1;
  private static final long STRINGS = 5;
  private static final long RPATH = 15;
  private static final long RUNPATH = 29;

  private static final Map<String, Integer> MACHINES =
      Map.of("amd64", 62, "x86_64", 62, "aarch64", 183);

  public ElfLibrary {
    needed = List.copyOf(needed);
    searchPath = List.copyOf(searchPath);
  }

  /**
   * Reads a library.
   *
   * @param library a file
   * @return what it needs
   * @throws IOException if it cannot be read or is no such library
   */
  public static ElfLibrary read(Path library) throws IOException {
    try (ElfFile file = ElfFile.open(library)) {
      List<Long> needed = new ArrayList<>();
      List<Long> rpath = new ArrayList<>();
      List<Long> runpath = new ArrayList<>();
      long strings = 0;
      for (ElfFile.Entry entry : file.dynamic()) {
        if (entry.tag() == NEEDED) {
          needed.add(entry.value());
        } else if (entry.tag() == RPATH) {
          rpath.add(entry.value());
        } else if (entry.tag() == RUNPATH) {
          runpath.add(entry.value());
        } else if (entry.tag() == STRINGS) {
          strings = file.inFile(entry.value());
        }
      }
      List<String> names = new ArrayList<>();
      for (long offset : needed) {
        names.add(file.text(strings + offset));
      }
      List<String> folders = new ArrayList<>();
      for (long offset : runpath.isEmpty() ? rpath : runpath) {
        for (String folder : file.text(strings + offset).split(":")) {
          if (!folder.isEmpty()) {
            folders.add(folder);
          }
        }
      }
      return new ElfLibrary(names, folders);
    }
  }

  /**
   * Looks whether a library defines a function or variable for others to use.
   *
   * @param library a file
   * @param symbol its name in the symbol table, such as {@code whisper_version}
   * @return true if it does; false if it only uses it, or does not know it
   * @throws IOException if the library cannot be read or is none
   */
  public static boolean defines(Path library, String symbol) throws IOException {
    try (ElfFile file = ElfFile.open(library)) {
      return new ElfSymbols(file).defines(symbol);
    }
  }

  /**
   * Returns whether the linker of this machine would try to load a file: there is one, and it is no
   * library of another architecture, which the linker passes over without a word.
   *
   * @param file a library, or what is taken for one
   * @return false for a library of another architecture, and where there is no file
   */
  public static boolean fitsThisMachine(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      ByteBuffer start = ByteBuffer.wrap(in.readNBytes(20)).order(ByteOrder.LITTLE_ENDIAN);
      if (start.limit() < 20 || start.getInt(0) != ElfFile.MAGIC) {
        return true;
      }
      int machine = Short.toUnsignedInt(start.getShort(ElfFile.MACHINE_OFFSET));
      int here = MACHINES.getOrDefault(System.getProperty("os.arch"), machine);
      return start.getShort(4) == ElfFile.CLASS_64_LITTLE_ENDIAN
          && (machine == 0 || machine == here);
    } catch (IOException e) {
      return true;
    }
  }
}
