#!/usr/bin/env python3
"""Asks ONNX Runtime's real CUDA provider, on a machine without a GPU, what it would do.

  mvn -q -Dquick -DskipTests -pl asva-examples -am package
  java -cp 'asva-examples/target/asva/lib/*' io.asva.examples.interop.CudaExport MODELS
  python3 asva-examples/interop/cuda_without_device.py models MODELS
  python3 asva-examples/interop/cuda_without_device.py kernels > LIST
  python3 asva-examples/interop/cuda_without_device.py libraries FOLDER [no-device|old-driver]

Needs gcc, and the packages onnx and onnxruntime-gpu (of the version that this project uses). It
builds libraries that stand in for CUDA's: each function says that all is well and computes nothing,
so that sessions open, but nothing must be evaluated.

models     opens each NAME.onnx of a folder and prints a row: nodes, transposes, casts as written, and
           after the provider's own optimisation, which nodes would run on the processor, and the
           bytes that travel to the device at each evaluation. Ends with 1 if any node would run there.
kernels    prints the provider's kernels, as asva-core's test keeps them.
libraries  writes the stand-ins into a folder, for LD_LIBRARY_PATH; they can say that there is no
           device, or that the driver is too old.
"""
import collections
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

NEEDED = re.compile(r"\[(lib(?:cu|nv)\w+\.so\.\d+)\]")
SYMBOL = re.compile(r"\s*[Uw] (\w+)@(lib(?:cu|nv)\w+\.so\.\d+)")
POINTER = ("cudaStreamCreate", "cudaStreamCreateWithFlags", "cudaEventCreate", "cudaEventCreateWithFlags",
           "cublasCreate_v2", "cublasLtCreate", "cudnnCreate")
# Offsets in cudaDeviceProp as CUDA 12 and 13 have them: memory, and what a kernel's launch asks for.
PROPERTIES = ("*(size_t*)(p+288)=80ull<<30;*(size_t*)(p+296)=49152;*(int*)(p+308)=32;*(int*)(p+320)=1024;"
              "*(int*)(p+360)=8;*(int*)(p+364)=0;*(int*)(p+388)=100;")
ERRORS = {"": 0, "no-device": 100, "old-driver": 35}


def functions(failure):
    own = {
        "cudaGetDeviceCount": f"int cudaGetDeviceCount(int *n){{*n=1;return {failure};}}",
        "cudaSetDevice": f"int cudaSetDevice(int n){{return {failure};}}",
        "cudaGetDevice": f"int cudaGetDevice(int *n){{*n=0;return {failure};}}",
        "cudaGetDeviceProperties": "int cudaGetDeviceProperties(char *p,int d){memset(p,0,728);" + PROPERTIES + "return 0;}",
        "cudaMemGetInfo": "int cudaMemGetInfo(size_t *f,size_t *t){*f=*t=80ull<<30;return 0;}",
        "cudaDriverGetVersion": "int cudaDriverGetVersion(int *v){*v=13000;return 0;}",
        "cudaRuntimeGetVersion": "int cudaRuntimeGetVersion(int *v){*v=13000;return 0;}",
        "cudaGetErrorName": 'const char *cudaGetErrorName(int e){return "stand-in";}',
        "cudaGetErrorString": 'const char *cudaGetErrorString(int e){return e==100?"no CUDA-capable device is detected"'
                              ':e==35?"CUDA driver version is insufficient for CUDA runtime version":"stand-in";}',
        "cudaDeviceGetAttribute": "int cudaDeviceGetAttribute(int *v,int a,int d){*v=a==75?8:a==76?0:a==16?100:1024;return 0;}",
        "cudaHostAlloc": "int cudaHostAlloc(void **p,size_t n,int f){*p=malloc(n?n:1);return *p?0:2;}",
        "cudaMemcpy": "int cudaMemcpy(void *d,const void *s,size_t n,int k){memcpy(d,s,n);return 0;}",
        "cudaMemcpyAsync": "int cudaMemcpyAsync(void *d,const void *s,size_t n,int k,void *t){memcpy(d,s,n);return 0;}",
    }
    for name in ("cudaMalloc", "cudaMallocHost"):
        own[name] = f"int {name}(void **p,size_t n){{*p=malloc(n?n:1);return *p?0:2;}}"
    for name in ("cudaFree", "cudaFreeHost"):
        own[name] = f"int {name}(void *p){{free(p);return 0;}}"
    for name in POINTER:
        own[name] = f"int {name}(void **p){{*p=malloc(64);return 0;}}"
    return own


def build(name, body, folder):
    source = folder / (name + ".c")
    source.write_text("#include <stdlib.h>\n#include <string.h>\n" + body)
    versions = folder / (name + ".map")
    versions.write_text(name + " { global: *; };\n")
    subprocess.run(["gcc", "-shared", "-fPIC", "-w", "-fno-builtin", "-Wl,-soname," + name,
                    "-Wl,--version-script=" + str(versions), "-o", str(folder / name), str(source)], check=True)
    source.unlink()
    versions.unlink()


def stand_ins(folder, failure):
    import importlib.util
    package = pathlib.Path(importlib.util.find_spec("onnxruntime").origin).parent
    libraries = collections.defaultdict(set)
    for provider in ("cuda", "tensorrt"):
        file = package / "capi" / f"libonnxruntime_providers_{provider}.so"
        if file.exists():
            for line in subprocess.check_output(["nm", "-D", "--undefined-only", file], text=True).splitlines():
                if match := SYMBOL.match(line):
                    libraries[match.group(2)].add(match.group(1))
            for name in NEEDED.findall(subprocess.check_output(["readelf", "-d", file], text=True)):
                libraries[name]
    libraries["libcudnn.so.9"] |= {"cudnnCreate", "cudnnDestroy", "cudnnSetStream"}
    own = functions(failure)
    for name, symbols in libraries.items():
        if not name.startswith("libnv"):
            body = "\n".join(own.get(symbol, f"long {symbol}(){{return 0;}}") for symbol in sorted(symbols))
            build(name, body + "\n", folder)
    table = "static void *t[200],*o[1];static void *no(){return 0;}static void *object(){for(int i=0;i<200;i++)t[i]=no;*o=t;return o;}\n"
    build("libnvinfer.so.10", table + "int getInferLibVersion(){return 101300;}int initLibNvInferPlugins(){return 1;}\n"
          + "".join(f"void *{f}(){{return object();}}\n" for f in (
              "createInferBuilder_INTERNAL", "createInferRefitter_INTERNAL", "createInferRuntime_INTERNAL",
              "getPluginRegistry", "getBuilderPluginRegistry")), folder)
    build("libnvonnxparser.so.10", "void *createNvOnnxParser_INTERNAL(){return 0;}void *createNvOnnxParserRefitter_INTERNAL(){return 0;}"
          "int getNvOnnxParserVersion(){return 0;}\n", folder)


def kernels():
    from onnxruntime.capi import onnxruntime_pybind11_state as state
    rows = set()
    for kernel in state.get_all_opkernel_def():
        if kernel.provider == "CUDAExecutionProvider" and kernel.domain in ("", "ai.onnx", "com.microsoft"):
            first, last = kernel.version_range
            name = ("com.microsoft." if kernel.domain == "com.microsoft" else "") + kernel.op_name
            tensors = {constraint: [t[len("tensor("):-1] for t in allowed if t.startswith("tensor(")]
                       for constraint, allowed in sorted(kernel.type_constraints.items())}
            types = " ".join(f"{constraint}={','.join(names)}" for constraint, names in tensors.items() if names)
            rows.add(f"{name} {first}-{'' if last > 1000 else last} {types}".rstrip())
    print("\n".join(sorted(rows)))


def counts(graph):
    """Nodes that are left when those that depend on weights alone are computed at opening."""
    steady = {tensor.name for tensor in graph.initializer}
    left = collections.Counter()
    for node in graph.node:
        if all(name in steady or not name for name in node.input):
            steady.update(node.output)
        else:
            left[node.op_type] += 1
    return left


def models(folder):
    import onnx
    import onnxruntime
    print("| network | precision | nodes | transposes | casts | after: nodes | transposes | casts | on the processor | to the device an evaluation |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    failed = False
    for file in sorted(pathlib.Path(folder).glob("*.onnx")):
        name, precision = file.stem.rsplit("-", 1)
        before = counts(onnx.load(file, load_external_data=False).graph)
        with tempfile.TemporaryDirectory() as scratch:
            options = onnxruntime.SessionOptions()
            options.add_session_config_entry("session.optimized_model_external_initializers_file_name", "weights")
            options.add_session_config_entry("session.use_device_allocator_for_initializers", "1")
            options.optimized_model_filepath = scratch + "/after.onnx"
            log = scratch + "/log"
            options.log_severity_level = 0
            options.log_verbosity_level = 1
            saved = os.dup(2)
            with open(log, "w") as sink:
                os.dup2(sink.fileno(), 2)
                try:
                    session = onnxruntime.InferenceSession(str(file), options, providers=[
                        ("CUDAExecutionProvider", {"use_tf32": "0" if precision == "fp32" else "1", "prefer_nhwc": "1",
                                                   "fuse_conv_bias": "1", "arena_extend_strategy": "kSameAsRequested"}),
                        "CPUExecutionProvider"])
                finally:
                    os.dup2(saved, 2)
                    os.close(saved)
            # Of a network for any batch, one element: its batch has a name and no number.
            travels = sum((8 if i.type == "tensor(int64)" else 4) * math.prod(1 if isinstance(d, str) else d for d in i.shape)
                          for i in session.get_inputs())
            after = counts(onnx.load(scratch + "/after.onnx", load_external_data=False).graph)
            text = pathlib.Path(log).read_text(errors="replace")
        place = re.search(r"Node\(s\) placed on \[CPUExecutionProvider\]\. Number of nodes: (\d+)", text)
        on_processor = int(place.group(1)) if place else 0
        copies = len(re.findall(r"Memcpy(?:To|From)Host", " ".join(after)))
        failed |= on_processor > 0 or copies > 0
        print(f"| {name} | {precision} | {sum(before.values())} | {before['Transpose']} | {before['Cast']} | {sum(after.values())} "
              f"| {after['Transpose']} | {after['Cast']} | {on_processor} | {travels / 1e6:.2f} MB |", flush=True)
        print("    " + ", ".join(f"{op} {n}" for op, n in after.most_common()), file=sys.stderr)
    return 1 if failed else 0


def main():
    command, arguments = sys.argv[1], sys.argv[2:]
    if command == "libraries":
        folder = pathlib.Path(arguments[0])
        folder.mkdir(parents=True, exist_ok=True)
        stand_ins(folder, ERRORS[arguments[1] if len(arguments) > 1 else ""])
        return 0
    if "ASVA_STAND_INS" not in os.environ:
        with tempfile.TemporaryDirectory() as folder:
            stand_ins(pathlib.Path(folder), 0)
            path = folder + ":" + os.environ.get("LD_LIBRARY_PATH", "")
            return subprocess.run([sys.executable, *sys.argv],
                                  env={**os.environ, "ASVA_STAND_INS": "1", "LD_LIBRARY_PATH": path}).returncode
    if command == "kernels":
        kernels()
        return 0
    return models(arguments[0])


if __name__ == "__main__":
    sys.exit(main())
