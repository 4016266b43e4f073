package io.humhelix.bench.internal.codec;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which records there are, and which ones a record is made of. */
public final class ApiRecords {

  private static final Comparator<Class<?>> BY_NAME = Comparator.comparing(Class::getName);

  private ApiRecords() {}

  /** Returns every record of the packages that describe what is measured, and what was. */
  public static Set<Class<?>> all() {
    return new ClassFileImporter()
            .importPackages(
                "io.humhelix.bench.model", "io.humhelix.bench.result", "io.humhelix.bench.spi")
            .stream()
            .filter(JavaClass::isRecord)
            .map(JavaClass::reflect)
            .collect(Collectors.toCollection(() -> new TreeSet<>(BY_NAME)));
  }

  /** Returns the records that types are made of, themselves included. */
  public static Set<Class<?>> within(Collection<? extends Type> types) {
    Set<Class<?>> found = new TreeSet<>(BY_NAME);
    types.forEach(type -> add(type, found));
    return found;
  }

  private static void add(Type type, Set<Class<?>> found) {
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments()).forEach(argument -> add(argument, found));
    } else if (type instanceof Class<?> plain && plain.isSealed()) {
      Arrays.stream(plain.getPermittedSubclasses()).forEach(leaf -> add(leaf, found));
    } else if (type instanceof Class<?> plain && plain.isRecord() && found.add(plain)) {
      Arrays.stream(plain.getRecordComponents())
          .map(RecordComponent::getGenericType)
          .forEach(component -> add(component, found));
    }
  }
}
