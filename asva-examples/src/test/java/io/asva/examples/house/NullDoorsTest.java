package io.asva.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.GraphBuilder;
import io.asva.examples.drawn.DrawnDatasetBuilder;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever holds native memory or files, and every builder, names a missing argument before it does
 * anything. Each public method is called with null for one parameter; the other arguments and the
 * object itself were never constructed, so that any use of them before the check shows.
 */
class NullDoorsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> ARTIFACTS =
      List.of(
          "asva-core",
          "asva-core/media",
          "asva-core/training",
          "asva-audio",
          "asva-diffusion/vae",
          "asva-diffusion/unet",
          "asva-diffusion",
          "asva-diffusion/training",
          "asva-sync",
          "asva-sync/training",
          "asva-metrics");
  private static final Map<Class<?>, Object> VALUES =
      Map.of(int.class, 1, long.class, 1L, double.class, 1.0, float.class, 1f, boolean.class, true);

  @Test
  void aMissingArgumentIsNamedBeforeAnythingIsDone() throws Exception {
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    for (Class<?> type : doors()) {
      List<Executable> calls = new ArrayList<>(List.of(type.getConstructors()));
      calls.addAll(List.of(type.getDeclaredMethods()));
      for (Executable call : calls) {
        if (!Modifier.isPublic(call.getModifiers())
            || (type.isInterface() && !Modifier.isStatic(call.getModifiers()))
            || call.isSynthetic()
            || call.isVarArgs()
            || call.getName().equals("equals")) {
          continue;
        }
        for (int i = 0; i < call.getParameterCount(); i++) {
          if (!call.getParameterTypes()[i].isPrimitive()) {
            tried++;
            String error = error(type, call, i);
            if (!error.equals(call.getParameters()[i].getName())) {
              wrong.add(call + ", parameter " + i + ": " + error);
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried).isGreaterThan(150);
  }

  private static List<Class<?>> doors() throws Exception {
    List<Class<?>> doors = new ArrayList<>(List.of(DrawnDatasetBuilder.class));
    for (String artifact : ARTIFACTS) {
      for (String name : names(ROOT.resolve(artifact).resolve("src/main/java"))) {
        Class<?> type = Class.forName(name, false, NullDoorsTest.class.getClassLoader());
        boolean holds = AutoCloseable.class.isAssignableFrom(type) || name.endsWith("Builder");
        // A description's builder holds nothing, and what it is given it asks for its shape at
        // once.
        if (holds && Modifier.isPublic(type.getModifiers()) && type != GraphBuilder.class) {
          doors.add(type);
        }
      }
    }
    return doors;
  }

  private static List<String> names(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .map(file -> sources.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".java") && !file.endsWith("-info.java"))
          .filter(file -> !file.contains("/internal/"))
          .map(file -> file.replace(".java", "").replace('/', '.'))
          .sorted()
          .toList();
    }
  }

  private static String error(Class<?> type, Executable call, int empty) throws Exception {
    @Nullable Object[] arguments = new Object[call.getParameterCount()];
    for (int k = 0; k < arguments.length; k++) {
      arguments[k] = k == empty ? null : sample(call.getParameterTypes()[k]);
    }
    try {
      if (call instanceof Constructor<?> constructor) {
        constructor.newInstance(arguments);
      } else {
        boolean bound = !Modifier.isStatic(call.getModifiers());
        ((Method) call).invoke(bound ? unmade(type) : null, arguments);
      }
      return "no error";
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof NullPointerException failure
          ? String.valueOf(failure.getMessage())
          : String.valueOf(e.getCause());
    }
  }

  private static Object sample(Class<?> type) throws Exception {
    if (VALUES.containsKey(type)) {
      return VALUES.get(type);
    } else if (type == String.class) {
      return "name";
    } else if (type == ByteBuffer.class) {
      return ByteBuffer.allocate(0);
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
    } else if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 1);
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    } else if (type.isSealed()) {
      return sample(type.getPermittedSubclasses()[0]);
    } else if (type.isInterface()) {
      return Proxy.newProxyInstance(
          type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> null);
    }
    return unmade(type);
  }

  /** An object whose constructors never ran, as deserialization makes it. */
  private static Object unmade(Class<?> type) throws Exception {
    Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
    Object maker = factory.getMethod("getReflectionFactory").invoke(null);
    Constructor<?> constructor =
        (Constructor<?>)
            factory
                .getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(maker, type, Object.class.getConstructor());
    return constructor.newInstance();
  }
}
