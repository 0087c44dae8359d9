package io.asva.core.weights.internal;

import io.asva.core.tensor.ElementType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Everything a pickle may name: what builds tensors and plain containers, and nothing else. */
final class PickleGlobals {
  /** Something that can be called while unpickling. */
  interface Callable {
    Object call(Unpickler machine, PickleTuple arguments);
  }

  private static final Map<String, Object> ALLOWED = new HashMap<>();

  static {
    for (String builtins : new String[] {"builtins.", "__builtin__."}) {
      allow(builtins + "dict", PickleBuilders::dict);
      allow(builtins + "list", PickleBuilders::list);
      allow(builtins + "set", PickleBuilders::list);
      allow(builtins + "frozenset", PickleBuilders::list);
      allow(builtins + "tuple", PickleBuilders::tuple);
      allow(builtins + "bytearray", PickleBuilders::bytes);
      allow(builtins + "bytes", PickleBuilders::bytes);
      for (String type : new String[] {"int", "float", "bool", "str", "complex"}) {
        allow(builtins + type, PickleBuilders::plain);
      }
    }
    allow("collections.OrderedDict", PickleBuilders::dict);
    allow("collections.defaultdict", PickleBuilders::defaultDict);
    allow("collections.Counter", PickleBuilders::dict);
    allow("_codecs.encode", PickleBuilders::encode);
    allow("torch.Size", PickleBuilders::tuple);
    allow("torch.device", PickleBuilders::plain);
    allow("torch._utils._rebuild_tensor", TorchBuilders::tensor);
    allow("torch._utils._rebuild_tensor_v2", TorchBuilders::tensor);
    allow("torch._utils._rebuild_tensor_v3", TorchBuilders::tensorOfDtype);
    allow("torch._utils._rebuild_parameter", TorchBuilders::parameter);
    allow("torch._utils._rebuild_parameter_with_state", TorchBuilders::parameter);
    allow("torch._tensor._rebuild_from_type_v2", TorchBuilders::fromType);
    allow("torch.nn.parameter.Parameter", TorchBuilders::parameter);
    allow("torch.Tensor", TorchBuilders::parameter);
    storage("Float", ElementType.F32, "float32", "float");
    storage("Half", ElementType.F16, "float16", "half");
    storage("BFloat16", ElementType.BF16, "bfloat16");
    storage("Double", ElementType.F64, "float64", "double");
    storage("Long", ElementType.I64, "int64", "long");
    storage("Int", ElementType.I32, "int32", "int");
    storage("Short", ElementType.I16, "int16", "short");
    storage("Char", ElementType.I8, "int8");
    storage("Byte", ElementType.U8, "uint8");
    storage("Bool", ElementType.BOOL, "bool");
    ALLOWED.put("torch.storage.UntypedStorage", new TorchStorage.Type(ElementType.U8));
    ALLOWED.put("torch.UntypedStorage", new TorchStorage.Type(ElementType.U8));
    ALLOWED.put("torch.storage._UntypedStorage", new TorchStorage.Type(ElementType.U8));
  }

  private PickleGlobals() {}

  private static void allow(String name, Callable callable) {
    ALLOWED.put(name, callable);
  }

  private static void storage(String name, ElementType type, String... dtypes) {
    ALLOWED.put("torch." + name + "Storage", new TorchStorage.Type(type));
    ALLOWED.put("torch.cuda." + name + "Storage", new TorchStorage.Type(type));
    for (String dtype : dtypes) {
      ALLOWED.put("torch." + dtype, new TorchTensor.Dtype(type));
    }
  }

  /** The object that a name refers to, if it is allowed. */
  static Optional<Object> find(String module, String name) {
    return Optional.ofNullable(ALLOWED.get(module + "." + name));
  }
}
