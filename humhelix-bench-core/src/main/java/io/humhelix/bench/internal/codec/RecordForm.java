package io.humhelix.bench.internal.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A record as a map: a key for each of its components, and what they are in its own words. */
final class RecordForm<R> implements TreeForm<R> {

  /**
   * A component.
   *
   * @param place its number in the constructor
   * @param accessor reads it
   * @param key empty if its parts stand among those of the record
   * @param form of its values; of a component without a key, a {@link RecordForm}
   * @param optional whether it is an Optional without a key
   */
  private record Part(int place, Method accessor, String key, TreeForm<?> form, boolean optional) {}

  private final Constructor<R> constructor;
  private final List<Part> parts = new ArrayList<>();
  private final Set<String> keys = new LinkedHashSet<>();
  private final Parts<R> unusual;
  private final boolean strict;

  RecordForm(Parts<R> unusual, RecordCodec codec) {
    Class<R> type = unusual.type;
    RecordComponent[] components = type.getRecordComponents();
    constructor = constructor(type, components);
    this.unusual = unusual;
    strict = codec.isStrict();
    requireKnown(type, components, unusual);
    for (int place = 0; place < components.length; place++) {
      parts.add(part(components[place], place, unusual, codec));
    }
    for (Part part : parts) {
      for (String key : part.key.isEmpty() ? nested(part).keys : Set.of(part.key)) {
        if (!keys.add(key)) {
          throw new IllegalArgumentException(type.getName() + " has two parts '" + key + "'");
        }
      }
    }
  }

  private static void requireKnown(Class<?> type, RecordComponent[] components, Parts<?> unusual) {
    Set<String> told = new LinkedHashSet<>(unusual.inline);
    told.addAll(unusual.ifNotEmpty);
    told.addAll(unusual.keys.keySet());
    told.addAll(unusual.forms.keySet());
    for (RecordComponent component : components) {
      told.remove(component.getName());
    }
    if (!told.isEmpty()) {
      throw new IllegalArgumentException(type.getName() + " has no component " + told);
    }
  }

  private static <R> Constructor<R> constructor(Class<R> type, RecordComponent[] components) {
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      Constructor<R> canonical = type.getDeclaredConstructor(types);
      canonical.trySetAccessible();
      return canonical;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor", e);
    }
  }

  private static Part part(
      RecordComponent component, int place, Parts<?> unusual, RecordCodec codec) {
    String name = component.getName();
    Method accessor = component.getAccessor();
    accessor.trySetAccessible();
    if (unusual.inline.contains(name)) {
      boolean optional = component.getType() == Optional.class;
      TreeForm<?> form =
          codec.form(
              optional ? RecordCodec.argument(component.getGenericType(), 0) : component.getType());
      return new Part(place, accessor, "", form, optional);
    }
    // A component without parameters has no signature, which would take a parser.
    boolean plain = component.getGenericSignature() == null;
    Type type = plain ? component.getType() : component.getGenericType();
    TreeForm<?> own = unusual.forms.get(name);
    TreeForm<?> form = own == null ? codec.form(type) : own;
    if (unusual.ifNotEmpty.contains(name)) {
      form = unlessEmpty(form);
    }
    String key = unusual.keys.get(name);
    if (key == null) {
      key = codec.key(name, type);
    }
    return new Part(place, accessor, key, form, false);
  }

  @SuppressWarnings("unchecked") // The form is that of a list.
  private static TreeForm<?> unlessEmpty(TreeForm<?> form) {
    return ((TreeForm<Object>) form).unless(List.of());
  }

  private static RecordForm<?> nested(Part part) {
    return (RecordForm<?>) part.form;
  }

  @Override
  public Map<String, Object> encode(R value) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Part part : parts) {
      Object component = read(part, value);
      if (part.optional) {
        component = ((Optional<?>) component).orElse(null);
      }
      Object encoded = component == null ? null : encode(part.form, component);
      if (part.key.isEmpty() && encoded != null) {
        ((Map<?, ?>) encoded).forEach((key, one) -> tree.put((String) key, one));
      } else if (encoded != null) {
        tree.put(part.key, encoded);
      }
    }
    if (unusual.written != null) {
      unusual.written.accept(value, tree);
    }
    return unusual.order.isEmpty() ? tree : ordered(tree);
  }

  private Map<String, Object> ordered(Map<String, Object> tree) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String key : unusual.order) {
      if (tree.containsKey(key)) {
        ordered.put(key, tree.get(key));
      }
    }
    tree.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private static Object read(Part part, Object value) {
    try {
      return part.accessor.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(part.accessor + " cannot be read", e);
    }
  }

  @SuppressWarnings("unchecked") // The form was made for the component's type.
  private static Object encode(TreeForm<?> form, Object value) {
    return ((TreeForm<Object>) form).encode(value);
  }

  @Override
  public R decode(Object tree) throws CodecException {
    if (!(tree instanceof Map<?, ?> map)) {
      throw CodecException.unexpected(tree, "an object");
    }
    return decode(map, Set.of());
  }

  /** Returns the value of a map that holds other keys too. */
  R decode(Map<?, ?> map, Set<String> others) throws CodecException {
    if (strict) {
      for (Object key : map.keySet()) {
        if (!keys.contains(key) && !others.contains(key)) {
          throw new CodecException("has a key '" + key + "' that nobody knows");
        }
      }
    }
    return construct(map);
  }

  private R construct(Map<?, ?> found) throws CodecException {
    Map<?, ?> map = unusual.read == null ? found : asTaken(found);
    Object[] values = new Object[constructor.getParameterCount()];
    for (Part part : parts) {
      values[part.place] = part.key.isEmpty() ? inlined(part, map) : keyed(part, map);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new CodecException("cannot be: " + e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }

  private Map<String, Object> asTaken(Map<?, ?> found) throws CodecException {
    Map<String, Object> map = new LinkedHashMap<>();
    found.forEach((key, one) -> map.put((String) key, one));
    unusual.read.accept(map);
    return map;
  }

  private static Object inlined(Part part, Map<?, ?> map) throws CodecException {
    RecordForm<?> form = nested(part);
    if (!part.optional) {
      return form.construct(map);
    }
    return form.keys.stream().anyMatch(map::containsKey)
        ? Optional.of(form.construct(map))
        : Optional.empty();
  }

  /** What an earlier version did not write: no text and no list, but never a number made up. */
  private Object absent(Part part) throws CodecException {
    Class<?> type = part.accessor.getReturnType();
    if (strict) {
      return part.form.missing();
    } else if (type == String.class) {
      return "";
    } else if (type == boolean.class) {
      return false;
    } else if (type == List.class) {
      return List.of();
    }
    return type == Map.class ? Map.of() : part.form.missing();
  }

  private Object keyed(Part part, Map<?, ?> map) throws CodecException {
    Object tree = map.get(part.key);
    try {
      return tree == null ? absent(part) : part.form.decode(tree);
    } catch (CodecException e) {
      throw e.within(part.key);
    } catch (IllegalArgumentException | NullPointerException | DateTimeException e) {
      throw new CodecException("cannot be: " + e.getMessage(), e).within(part.key);
    }
  }

  Set<String> keys() {
    return keys;
  }
}
