"""Speaks humhelix-bench's line protocol (version 1) for faster-whisper.

Requests come on file descriptor 3, answers go to 4, one JSON object a line. Standard output and
error are for people: nothing that a library prints there can be taken for an answer.
"""

import ctypes
import inspect
import json
import mmap
import os
import re
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor

requests = os.fdopen(3, "r", encoding="utf-8")
answers = os.fdopen(4, "w", encoding="utf-8")
writing = threading.Lock()

# ONNX Runtime finds the speech in audio. Its official builds report their use over the network and
# keep a database in the user's cache, from the import on, unless told not to: that is nothing to do
# beside a measurement.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


def answer(**values):
    line = json.dumps(values, ensure_ascii=False, allow_nan=False) + "\n"
    with writing:
        answers.write(line)
        answers.flush()


def failed(request_id, error):
    traceback.print_exc()
    text = "".join(traceback.format_exception_only(type(error), error)).strip()
    low = text.lower()
    # What a text says of a device is found out by the harness, for all engines alike.
    kind = "error"
    if "out of memory" in low or isinstance(error, MemoryError):
        kind = "out_of_memory"
    elif isinstance(error, (FileNotFoundError, OSError)) or "model" in low:
        kind = "model"
    values = {"type": "error", "kind": kind, "message": text}
    if request_id is not None:
        values["id"] = request_id
    answer(**values)


try:
    import ctranslate2
    import faster_whisper
    import faster_whisper.utils
    import numpy
    from faster_whisper import BatchedInferencePipeline, WhisperModel
except Exception as e:
    answer(
        type="error",
        kind="library",
        message=f"Python {sys.version.split()[0]} at {sys.executable} cannot import faster-whisper: {e}",
        remedy="Install it for this interpreter (python -m pip install faster-whisper),"
        " or set the option python to another one.",
    )
    sys.exit(1)

try:
    # Versions that do not look at the variable.
    import onnxruntime

    onnxruntime.disable_telemetry_events()
except (ImportError, AttributeError):
    pass  # faster-whisper itself says so when it is asked for.

MODEL_OPTIONS = ("cpu_threads", "num_workers", "flash_attention")


def cuda_devices():
    """How many CUDA devices CTranslate2 sees, and why none if it sees none."""
    try:
        count = ctranslate2.get_cuda_device_count()
        if not count:
            # A build without CUDA counts none, and says why only when it is asked for more.
            ctranslate2.get_supported_compute_types("cuda")
        return count, ""
    except Exception as e:
        return 0, str(e)


# CTranslate2 links to nothing of CUDA's and opens cuBLAS at its first use: the names stand in its
# library. A build for ROCm calls its device cuda too, and links to HIP (CTranslate2 #1989).
OPENED = re.compile(
    rb"\0(lib(?:cublas|cublasLt|cudnn|curand|amdhip64|hipblas|rocblas)\.so\.\d+)(?=\0)"
)


def mapped(name):
    """The files of this process's libraries whose names begin so; none where /proc has none."""
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as maps:
            files = {line.split(None, 5)[5].rstrip("\n") for line in maps if "/" in line}
    except OSError:
        return []
    return sorted(f for f in files if os.path.basename(f).startswith(name))


def opened_libraries():
    names = set()
    for file in mapped("libctranslate2") or mapped("_ext"):
        with open(file, "rb") as library, mmap.mmap(
            library.fileno(), 0, access=mmap.ACCESS_READ
        ) as content:
            names.update(name.decode() for name in OPENED.findall(content))
    return sorted(names)


def is_rocm(names):
    return any(name.startswith(("libamdhip", "libhipblas", "librocblas")) for name in names)


class CudaLibraries:
    """Libraries that are loaded by their paths, so that CTranslate2 finds them by their names."""

    def __init__(self, preload):
        self.places = {}
        for one in preload:
            ctypes.CDLL(one["file"], mode=ctypes.RTLD_GLOBAL)
            self.places[os.path.realpath(one["file"])] = one["place"]

    def told(self):
        """What is loaded now, with its version and where it came from."""
        told = []
        for file in mapped("libcublas") + mapped("libcudnn.") + mapped("libamdhip64"):
            version = cublas_version(file) if "libcublas." in file else ""
            place = self.places.get(os.path.realpath(file), "the linker's path")
            told.append(" ".join(filter(None, [os.path.basename(file), version, f"({place})"])))
        return ", ".join(told)


def cublas_version(file):
    """cublasGetProperty of MAJOR_VERSION, MINOR_VERSION and PATCH_LEVEL (library_types.h)."""
    try:
        library = ctypes.CDLL(file)
        numbers = []
        for part in range(3):
            value = ctypes.c_int()
            if library.cublasGetProperty(part, ctypes.byref(value)):
                return ""
            numbers.append(str(value.value))
        return ".".join(numbers)
    except (OSError, AttributeError):
        return ""


def driver_version():
    """The newest CUDA that the driver can do (cuDriverGetVersion)."""
    try:
        value = ctypes.c_int()
        if ctypes.CDLL("libcuda.so.1").cuDriverGetVersion(ctypes.byref(value)):
            return None
        return f"{value.value // 1000}.{value.value % 1000 // 10}"
    except (OSError, AttributeError):
        return None


def flag(name, default):
    """A switch of CTranslate2 (its docs/environment_variables.md)."""
    value = os.environ.get(name)
    return default if value is None else value.lower() in ("1", "true")


def cuda_settings():
    """What decides how CTranslate2 computes on CUDA, set or not."""
    return {
        "cuda_allocator": os.environ.get("CT2_CUDA_ALLOCATOR", "CTranslate2's choice"),
        "cuda_caching_allocator": os.environ.get("CT2_CUDA_CACHING_ALLOCATOR_CONFIG"),
        "cuda_allow_fp16": flag("CT2_CUDA_ALLOW_FP16", False),
        "cuda_allow_bf16": flag("CT2_CUDA_ALLOW_BF16", False),
        "cuda_true_fp16_gemm": flag("CT2_CUDA_TRUE_FP16_GEMM", True),
        # CTranslate2 leaves cuBLAS at its default, which is without TF32.
        "use_tf32": os.environ.get("NVIDIA_TF32_OVERRIDE", "0") not in ("", "0"),
    }


def matrix_product(index):
    """One product of two matrices by cuBLAS on a device, with nothing but the driver's own calls.

    Returns the device's name. Raises what is wrong, as the libraries say it.
    """
    try:
        driver = ctypes.CDLL("libcuda.so.1")
    except OSError as e:
        raise RuntimeError(str(e)) from e

    def call(function, *arguments):
        status = getattr(driver, function)(*arguments)
        if status:
            text = ctypes.c_char_p()
            driver.cuGetErrorString(status, ctypes.byref(text))
            said = (text.value or b"unknown error").decode()
            raise RuntimeError(f"CUDA failure {status}: {said} ({function})")

    call("cuInit", 0)
    device, context = ctypes.c_int(), ctypes.c_void_p()
    call("cuDeviceGet", ctypes.byref(device), index)
    name = ctypes.create_string_buffer(256)
    call("cuDeviceGetName", name, 256, device)
    call("cuDevicePrimaryCtxRetain", ctypes.byref(context), device)
    call("cuCtxSetCurrent", context)
    cublas = next((n for n in opened_libraries() if n.startswith("libcublas.")), None)
    if cublas is None:
        raise RuntimeError("this CTranslate2 names no cuBLAS")
    try:
        library = ctypes.CDLL(cublas)
    except OSError as e:
        raise RuntimeError(f"Library {cublas} is not found or cannot be loaded ({e})") from e
    handle = ctypes.c_void_p()
    n = 16
    host = (ctypes.c_float * (n * n))(*([1.0] * (n * n)))
    size = ctypes.c_size_t(ctypes.sizeof(host))
    memory = [ctypes.c_void_p() for _ in range(3)]
    status = library.cublasCreate_v2(ctypes.byref(handle))
    try:
        if status == 0:
            for one in memory:
                call("cuMemAlloc_v2", ctypes.byref(one), size)
                call("cuMemcpyHtoD_v2", one, host, size)
            alpha, beta = ctypes.c_float(1), ctypes.c_float(0)
            a, b, c = memory
            status = library.cublasSgemm_v2(
                *(handle, 0, 0, n, n, n, ctypes.byref(alpha), a, n, b, n, ctypes.byref(beta), c, n)
            )
        if status:
            library.cublasGetStatusName.restype = ctypes.c_char_p
            said = (library.cublasGetStatusName(status) or b"?").decode()
            raise RuntimeError(f"cuBLAS failed with status {said}")
        call("cuMemcpyDtoH_v2", host, c, size)
        if any(value != n for value in host):
            raise RuntimeError(f"CUDA error: a product of {n} ones is {host[0]}")
    finally:
        for one in memory:
            if one.value:
                driver.cuMemFree_v2(one)
        if handle.value:
            library.cublasDestroy_v2(handle)
        driver.cuDevicePrimaryCtxRelease_v2(device)
    return name.value.decode(errors="replace")


def try_device(request):
    """One small step on a device without a model: memory by CTranslate2, a product by cuBLAS."""
    device, _, index = request["device"].partition(":")
    libraries = CudaLibraries(request.get("preload", []))
    ones = ctranslate2.StorageView.from_array(numpy.ones((16, 16), dtype=numpy.float32))
    if device != "cpu":
        ones.to_device(ctranslate2.Device.cuda)
    name = "cpu"
    if device == "cuda" and not is_rocm(opened_libraries()):
        name = matrix_product(int(index or 0))
    answer(
        type="tried",
        id=request["id"],
        name=name,
        driver=driver_version() if device == "cuda" else None,
        libraries=libraries.told(),
    )


def hello():
    count, cuda_error = cuda_devices()
    devices = {"cpu": 1, "cuda": count}
    opened = opened_libraries() if count else []
    types = {}
    for device, seen in devices.items():
        if seen:
            types[device] = sorted(ctranslate2.get_supported_compute_types(device))
    answer(
        type="hello",
        protocol=1,
        engine="faster-whisper",
        engine_version=f"{faster_whisper.__version__} (CTranslate2 {ctranslate2.__version__})",
        prepares=True,
        audio="f32",
        python=sys.version.split()[0],
        executable=sys.executable,
        cuda_devices=count,
        cuda_error=cuda_error,
        cuda_libraries=opened,
        supported=types,
        repositories=dict(faster_whisper.utils._MODELS),
    )


# What the batched pipeline does whatever it is passed (faster_whisper/transcribe.py 1.2.1,
# BatchedInferencePipeline.transcribe: the TranscriptionOptions it makes).
BATCHED = {
    "condition_on_previous_text": False,
    "prompt_reset_on_temperature": 0.5,
    "max_initial_timestamp": 0.0,
    "hallucination_silence_threshold": None,
}

# The end of a prompt that is used, and the start of prefix and hotwords: max_length // 2 - 1 tokens
# (WhisperModel.get_prompt).
MOST_PROMPT_TOKENS = 448 // 2 - 1


def in_effect(effective):
    """What faster-whisper makes of its arguments, and in the words that all backends share."""
    temperatures = effective.get("temperature", 0)
    if not isinstance(temperatures, (list, tuple)):
        temperatures = [temperatures]
    batched = effective["pipeline"] == "batched"
    changed = {}
    if batched:
        # It decodes each window once.
        temperatures = temperatures[:1]
        changed = {**BATCHED, "temperature": temperatures[0]}
    elif temperatures and min(temperatures) > 0:
        # generate_with_fallback: no beam at temperatures above 0.
        changed["beam_size"] = 1
    window = effective.get("chunk_length") or 30
    return {
        **changed,
        "temperatures": ", ".join(f"{t:g}" for t in temperatures),
        "timestamps_decoded": "never" if effective.get("without_timestamps") else "always",
        "long_audio": effective["pipeline"],
        "audio_window": ("" if window == 30 else f"{window} s, ") + "padded to 30 s",
        "threads": effective["cpu_threads"] or "CTranslate2's choice",
    }


def prompt_tokens(request):
    """Counts the tokens of texts, as the model's tokenizer makes them."""
    file = os.path.join(request["model_path"], "tokenizer.json")
    counts = {}
    if os.path.isfile(file):
        import tokenizers

        tokenizer = tokenizers.Tokenizer.from_file(file)
        for name, text in request["texts"].items():
            ids = tokenizer.encode(" " + text.strip(), add_special_tokens=False).ids
            counts[name] = len(ids)
    answer(type="prompt_tokens", id=request["id"], tokens=counts, most=MOST_PROMPT_TOKENS)


class Engine:
    def __init__(self, request):
        options = dict(request["options"])
        batch_size = options.pop("batch_size", 0)
        task = request["task"]
        device, _, index = request["device"].partition(":")
        libraries = CudaLibraries(options.pop("preload", []))
        model_options = {k: options.pop(k) for k in MODEL_OPTIONS if k in options}
        self.model = WhisperModel(
            request.get("model_path") or request["model"],
            device=device,
            device_index=int(index or 0),
            compute_type=request["compute_type"],
            download_root=request.get("download_root"),
            local_files_only=True,
            **model_options,
        )
        self.check(task)
        self.transcriber = BatchedInferencePipeline(self.model) if batch_size else self.model
        self.arguments = dict(options)
        if batch_size:
            self.arguments["batch_size"] = batch_size
        self.arguments["vad_filter"] = task["vad_filter"]
        self.arguments["word_timestamps"] = task["word_timestamps"]
        known = inspect.signature(self.transcriber.transcribe).parameters
        unknown = sorted(set(self.arguments) - set(known))
        if unknown:
            raise ValueError(
                f"faster-whisper {faster_whisper.__version__} has no option {', '.join(unknown)}"
            )
        self.clips = {}
        self.workers = ThreadPoolExecutor(max(1, model_options.get("num_workers", 1)))
        self.concurrency = max(1, model_options.get("num_workers", 1))
        effective = {
            name: parameter.default
            for name, parameter in known.items()
            if parameter.default is not inspect.Parameter.empty
            and name not in ("audio", "language", "task", "log_progress")
        }
        effective.update(self.arguments)
        effective["pipeline"] = "batched" if batch_size else "sequential"
        effective["cpu_threads"] = model_options.get("cpu_threads", 0)
        effective.update(in_effect(effective))
        effective["num_workers"] = model_options.get("num_workers", 1)
        inner = self.model.model
        provider = "CTranslate2"
        if inner.device != "cpu":
            answer(type="model_loaded", id=request["id"])
            self.encode_empty_window()
            effective["empty_window"] = "encoded before the first call"
            effective["flash_attention"] = model_options.get("flash_attention", False)
            effective["cuda_driver"] = driver_version()
            effective["cuda_libraries"] = libraries.told() or None
            effective.update(cuda_settings())
            if is_rocm(opened_libraries()):
                provider = "CTranslate2 (ROCm)"
        answer(
            type="loaded",
            id=request["id"],
            device=device_name(inner, request["device"]),
            execution_provider=provider,
            compute_type=inner.compute_type,
            concurrency=self.concurrency,
            options={k: v for k, v in effective.items() if v is not None},
        )

    def encode_empty_window(self):
        """What a device lacks shows at the first encoding: CTranslate2 opens cuBLAS there.

        On the processor nothing is opened late, and a window takes up to seconds there.
        """
        inner = self.model.model
        features = numpy.zeros((1, inner.n_mels, 3000), dtype=numpy.float32)
        # Copied back, so that the device has done it when this returns.
        inner.encode(ctranslate2.StorageView.from_array(features), to_cpu=True)

    def check(self, task):
        """Refuses what an English-only model cannot do; a clip may have a language of its own."""
        if not self.model.model.is_multilingual:
            # faster-whisper would go on in English without a word.
            if task.get("language", "en") != "en" or task["task"] != "transcribe":
                raise ValueError(
                    f"the model is English-only, but {task['task']}"
                    f" of language '{task.get('language', '?')}' was requested"
                )

    def prepare(self, request):
        self.clips[request["audio"]] = numpy.fromfile(request["audio"], dtype="<f4")
        answer(type="prepared", id=request["id"])

    def transcribe(self, request):
        try:
            task = request["task"]
            self.check(task)
            segments, info = self.transcriber.transcribe(
                self.clips[request["audio"]],
                language=task.get("language"),
                task=task["task"],
                **self.arguments,
            )
            answer(type="readable", id=request["id"])
            text = ""
            for segment in segments:
                text += segment.text
                words = [
                    {"start": float(w.start), "end": float(w.end), "text": w.word}
                    for w in segment.words or []
                ]
                answer(
                    type="segment",
                    id=request["id"],
                    start=max(0.0, float(segment.start)),
                    end=max(0.0, float(segment.end)),
                    text=segment.text,
                    words=words,
                )
            answer(type="done", id=request["id"], text=text, language=info.language)
        except Exception as e:
            failed(request["id"], e)


def device_name(model, asked):
    """What did the work: CTranslate2 tells the kind and the index."""
    if model.device == "cpu":
        return "cpu"
    index = model.device_index[0] if isinstance(model.device_index, list) else model.device_index
    return f"{model.device}:{index}" if ":" in asked else model.device


def main():
    hello()
    engine = None
    for line in requests:
        request = json.loads(line)
        try:
            kind = request["type"]
            if kind == "prompt_tokens":
                prompt_tokens(request)
            elif kind == "try_device":
                try_device(request)
            elif kind == "load":
                engine = Engine(request)
            elif kind == "prepare":
                engine.prepare(request)
            elif kind == "transcribe":
                if engine.concurrency == 1:
                    engine.transcribe(request)
                else:
                    engine.workers.submit(engine.transcribe, request)
            elif kind == "unload":
                engine = None
                answer(type="unloaded", id=request["id"])
                return
            else:
                raise ValueError(f"unknown request {kind}")
        except Exception as e:
            failed(request.get("id"), e)


main()
