package io.humhelix.bench.gpu;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A shared library that is there.
 *
 * @param name the name by which it is needed, such as {@code libcublas.so.12}
 * @param file the file, absolute; links are not resolved
 * @param place where it was found
 */
public record FoundLibrary(String name, Path file, Place place) {

  public FoundLibrary {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(place, "place");
  }

  /** Places where people have libraries, in the order in which they are looked into. */
  public enum Place {
    /** A folder that the definition names ({@code cuda_libraries}). */
    OPTION("cuda_libraries"),
    /** The folder of the library that needs it, or of the engine. */
    BESIDE("beside the engine"),
    /**
     * Where the dynamic linker looks by itself: the folders that the library names (RUNPATH,
     * RPATH), {@code LD_LIBRARY_PATH}, its cache, the standard folders.
     */
    LINKER("the linker's path"),
    /** NVIDIA's packages of pip: {@code site-packages/nvidia/*}{@code /lib}. */
    PIP("pip"),
    /** An environment of conda. */
    CONDA("conda"),
    /** NVIDIA's CUDA toolkit, usually in {@code /usr/local/cuda}. */
    CUDA_TOOLKIT("CUDA toolkit"),
    /** AMD's ROCm, usually in {@code /opt/rocm}. */
    ROCM("ROCm"),
    /** The driver that Windows hands to Linux: {@code /usr/lib/wsl/lib}. */
    WSL("WSL");

    private final String displayed;

    Place(String displayed) {
      this.displayed = displayed;
    }

    /**
     * Returns what this place is called in tables and messages.
     *
     * @return a few words
     */
    public String displayed() {
      return displayed;
    }
  }
}
