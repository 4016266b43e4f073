package io.humhelix.bench.gpu;

import io.humhelix.bench.gpu.FoundLibrary.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where shared libraries are looked for, in the order of {@link Place}: folders that a definition
 * names, beside the engine, where the dynamic linker looks (ld.so(8)), NVIDIA's packages of pip
 * (near the engine or an interpreter, in {@code VIRTUAL_ENV}, of the {@code python3} of the {@code
 * PATH}, in {@code ~/.local}), conda, CUDA's toolkit, ROCm, WSL. Nothing is loaded, no program is
 * started. Immutable.
 */
public final class LibraryFolders {

  private static final List<String> STANDARD =
      List.of(
          "lib64",
          "usr/lib64",
          "lib",
          "usr/lib",
          "lib/x86_64-linux-gnu",
          "usr/lib/x86_64-linux-gnu",
          "lib/aarch64-linux-gnu",
          "usr/lib/aarch64-linux-gnu");
  private static final List<String> LIB =
      List.of("lib64", "lib", "targets/x86_64-linux/lib", "targets/sbsa-linux/lib");

  private final Path root;
  private final Map<String, String> environment;
  private final List<Path> option;
  private final List<Path> near;

  private LibraryFolders(
      Path root, Map<String, String> environment, List<Path> option, List<Path> near) {
    this.root = root;
    this.environment = Map.copyOf(environment);
    this.option = List.copyOf(option);
    this.near = List.copyOf(near);
  }

  /**
   * Returns the folders of this machine, as this process sees them.
   *
   * @return folders without any that a definition names
   */
  public static LibraryFolders here() {
    return of(Path.of("/"), System.getenv());
  }

  /**
   * Returns the folders of a machine whose files lie below a folder, for tests.
   *
   * @param root what {@code /} is there
   * @param environment the variables that count: {@code LD_LIBRARY_PATH}, {@code PATH}, {@code
   *     HOME}, {@code VIRTUAL_ENV}, {@code CONDA_PREFIX}, {@code CUDA_HOME}, {@code CUDA_PATH},
   *     {@code ROCM_PATH}; paths in it are used as they are
   * @return folders without any that a definition names
   */
  public static LibraryFolders of(Path root, Map<String, String> environment) {
    return new LibraryFolders(root, environment, List.of(), List.of());
  }

  /**
   * Adds the folders that a definition names, which come first.
   *
   * @param folders paths; those that are no folders hold nothing
   * @return folders with these
   */
  public LibraryFolders withOption(List<Path> folders) {
    return new LibraryFolders(root, environment, folders, near);
  }

  /**
   * Looks near something too: beside it, in its pip packages if it lies in {@code site-packages},
   * and in those of an interpreter.
   *
   * @param path a library, the folder of a native build, or an interpreter: a path, or a command of
   *     the {@code PATH}
   * @return folders with these
   */
  public LibraryFolders near(Path path) {
    Objects.requireNonNull(path, "path");
    List<Path> all = new ArrayList<>(near);
    all.add(path);
    return new LibraryFolders(root, environment, option, all);
  }

  /**
   * Finds a library.
   *
   * @param soname such as {@code libcublas.so.12}
   * @return the first one, or empty
   */
  public Optional<FoundLibrary> find(String soname) {
    return Stream.of(Place.values()).flatMap(place -> in(place, soname).stream()).findFirst();
  }

  /** The library of that name in one place. */
  Optional<FoundLibrary> in(Place place, String soname) {
    try {
      Path name = Path.of(soname);
      Stream<Path> files = folders(place).stream().map(folder -> folder.resolve(name));
      if (place == Place.LINKER) {
        files =
            Stream.concat(files, cache().getOrDefault(soname, List.of()).stream().map(this::at));
      }
      return files
          .filter(ElfLibrary::fitsThisMachine)
          .findFirst()
          .map(file -> new FoundLibrary(soname, file.normalize(), place));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Finds all libraries whose file name matches.
   *
   * @param fileName what the whole name must match
   * @return one for each file, in the order of places
   */
  public List<FoundLibrary> findAll(Pattern fileName) {
    List<FoundLibrary> found = new ArrayList<>();
    for (Place place : Place.values()) {
      Set<Path> files = new LinkedHashSet<>();
      for (Path folder : folders(place)) {
        if (Files.isDirectory(folder)) {
          try (Stream<Path> all = Files.list(folder)) {
            all.sorted().forEach(files::add);
          } catch (IOException e) {
            // A folder that may not be read holds nothing.
          }
        }
      }
      if (place == Place.LINKER) {
        cache().values().stream().flatMap(Collection::stream).map(this::at).forEach(files::add);
      }
      files.stream()
          .filter(file -> fileName.matcher(file.getFileName().toString()).matches())
          .filter(ElfLibrary::fitsThisMachine)
          .forEach(file -> found.add(new FoundLibrary(file.getFileName().toString(), file, place)));
    }
    return found;
  }

  /**
   * Returns the folders of one place.
   *
   * @param place the place
   * @return folders in the order in which they are looked into; those of the option also if they do
   *     not exist
   */
  public List<Path> folders(Place place) {
    Stream<Path> folders =
        switch (place) {
          case OPTION -> option.stream().map(Path::toAbsolutePath);
          case BESIDE -> near.stream().flatMap(path -> beside(path).stream());
          case LINKER -> Stream.concat(listed("LD_LIBRARY_PATH"), STANDARD.stream().map(this::at));
          case PIP -> pip();
          case CONDA -> conda();
          case CUDA_TOOLKIT -> toolkits("CUDA_HOME", "CUDA_PATH", "usr/local", "cuda", "opt/cuda");
          case ROCM -> toolkits("ROCM_PATH", "ROCM_HOME", "opt", "rocm", "opt/rocm");
          case WSL -> Stream.of(at("usr/lib/wsl/lib"));
        };
    return (place == Place.OPTION ? folders : folders.filter(Files::isDirectory))
        .distinct()
        .toList();
  }

  private Map<String, List<String>> cache() {
    return LinkerCache.read(at("/etc/ld.so.cache"));
  }

  /** Where an absolute path of the machine lies. */
  Path at(String path) {
    return root.resolve(path.startsWith("/") ? path.substring(1) : path);
  }

  private static Optional<Path> beside(Path path) {
    if (Files.isDirectory(path)) {
      return Optional.of(path.toAbsolutePath());
    }
    return path.getFileName().toString().contains(".so")
        ? Optional.ofNullable(path.toAbsolutePath().getParent())
        : Optional.empty();
  }

  private Stream<Path> pip() {
    return Stream.concat(
            near.stream().flatMap(path -> PythonFolders.near(path, environment).stream()),
            PythonFolders.ofUser(environment).stream())
        .distinct()
        .flatMap(
            packages ->
                Stream.concat(
                    PythonFolders.children(packages.resolve("nvidia"), "").stream()
                        .map(part -> part.resolve("lib")),
                    Stream.of(packages.resolve("tensorrt_libs"))));
  }

  private Stream<Path> conda() {
    Stream<Path> interpreters =
        near.stream()
            .flatMap(path -> PythonFolders.prefix(path, environment).stream())
            .filter(prefix -> Files.isDirectory(prefix.resolve("conda-meta")));
    return Stream.concat(interpreters, listed("CONDA_PREFIX"))
        .flatMap(prefix -> LIB.stream().map(prefix::resolve));
  }

  private Stream<Path> toolkits(
      String variable, String other, String folder, String name, String elsewhere) {
    List<Path> versions = new ArrayList<>(PythonFolders.children(at(folder), name + "-"));
    // By name, so that the newest of few comes first; the link without a version is the default.
    Collections.reverse(versions);
    List<Path> all = new ArrayList<>();
    listed(variable).forEach(all::add);
    listed(other).forEach(all::add);
    all.add(at(folder).resolve(name));
    all.add(at(elsewhere));
    all.addAll(versions);
    return all.stream().flatMap(toolkit -> LIB.stream().map(toolkit::resolve));
  }

  private Stream<Path> listed(String variable) {
    return Stream.of(environment.getOrDefault(variable, "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(Path::of);
  }
}
