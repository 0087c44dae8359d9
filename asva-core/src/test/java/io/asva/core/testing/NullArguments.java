package io.asva.core.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls every public method of a class with null for each of its parameters in turn. */
public final class NullArguments {
  private static final Map<Class<?>, Object> PRIMITIVES =
      Map.of(int.class, 1, long.class, 1L, double.class, 1.0, float.class, 1f, boolean.class, true);

  private NullArguments() {}

  /**
   * The calls whose error doesn't name the parameter.
   *
   * @param instance the object, of whose own class the methods are tried
   * @param samples arguments that are taken, by their types, besides interfaces and plain values
   */
  public static List<String> unnamed(Object instance, Object... samples) {
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    for (Method method : instance.getClass().getDeclaredMethods()) {
      if (!Modifier.isPublic(method.getModifiers())
          || method.isSynthetic()
          || method.getName().equals("equals")) {
        continue;
      }
      Class<?>[] types = method.getParameterTypes();
      for (int i = 0; i < types.length; i++) {
        if (!types[i].isPrimitive()) {
          tried++;
          String error = error(instance, method, i, samples);
          if (!error.matches("[a-z][A-Za-z]*")) {
            wrong.add(method + ", parameter " + i + ": " + error);
          }
        }
      }
    }
    if (tried == 0) {
      wrong.add(instance.getClass() + " has no method to try");
    }
    return wrong;
  }

  private static String error(Object instance, Method method, int empty, Object[] samples) {
    Class<?>[] types = method.getParameterTypes();
    @Nullable Object[] arguments = new Object[types.length];
    for (int k = 0; k < types.length; k++) {
      arguments[k] = k == empty ? null : sample(types[k], samples);
    }
    try {
      method.invoke(instance, arguments);
      return "no error";
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof NullPointerException failure
          ? String.valueOf(failure.getMessage())
          : String.valueOf(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object sample(Class<?> type, Object[] samples) {
    for (Object sample : samples) {
      if (type.isInstance(sample)) {
        return sample;
      }
    }
    if (PRIMITIVES.containsKey(type)) {
      return PRIMITIVES.get(type);
    }
    if (type == String.class) {
      return "name";
    } else if (type == Path.class) {
      return Path.of("missing");
    } else if (type == List.class) {
      return List.of();
    } else if (type == Set.class) {
      return Set.of();
    } else if (type == Map.class) {
      return Map.of();
    } else if (type == Optional.class) {
      return Optional.empty();
    } else if (type == double[].class) {
      return new double[1];
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    } else if (type.isInterface() && !type.isSealed()) {
      return Proxy.newProxyInstance(
          type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> null);
    }
    throw new IllegalArgumentException("give a sample of " + type);
  }
}
