"""onnx-asr (Parakeet, Canary, GigaAM, Whisper ... by ONNX Runtime) as a system under test.

    pip install 'onnx-asr[cpu,hub]'     or [gpu,hub]

The name has a hyphen because Python would import a file onnx_asr.py in place of the package.
"""
import json
import os
import sys
import traceback

requests = os.fdopen(3, encoding="utf-8")
answers = os.fdopen(4, "w", encoding="utf-8")

# huggingface_hub reads it when imported: nothing is downloaded unless the environment says 0.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

# The first of a device is its default; others are asked for by the setting provider.
PROVIDERS = {
    "cpu": ["CPUExecutionProvider", "DnnlExecutionProvider", "XnnpackExecutionProvider"],
    "cuda": ["CUDAExecutionProvider", "TensorrtExecutionProvider", "NvTensorRtRtxExecutionProvider"],
    "rocm": ["MIGraphXExecutionProvider", "ROCMExecutionProvider"],
    "directml": ["DmlExecutionProvider"],
    "coreml": ["CoreMLExecutionProvider"],
    "openvino": ["OpenVINOExecutionProvider"],
    "webgpu": ["WebGpuExecutionProvider"],
}
SETTINGS = "model_type pnc provider provider_options quantization threads vad vad_options vad_path".split()

# These are told the language and give no times; the other model types are told nothing and give times.
CANARY = "NemoConformerAED"
WHISPER = ("WhisperHf", "WhisperOrt")
TOLD = (CANARY, *WHISPER)
WHISPER_SECONDS = 30

# Models of one language, which would take any other for it.
LANGUAGES = {
    "parakeet-ctc": "en",
    "parakeet-rnnt": "en",
    "parakeet-tdt-0.6b-v2": "en",
    "fastconformer-ru": "ru",
    "stt_ru_fastconformer": "ru",
    "gigaam-v2": "ru",
    "gigaam-v3": "ru",
    "vosk-model-ru": "ru",
    "vosk-model-small-ru": "ru",
    "t-one": "ru",
}


class Failure(Exception):
    def __init__(self, kind, message, remedy):
        super().__init__(message)
        self.kind, self.remedy = kind, remedy


def answer(**values):
    print(json.dumps(values, ensure_ascii=False), file=answers, flush=True)


def failed(error, **values):
    # A failure says all in its message; the log gets what is behind it.
    behind = error.__cause__ if isinstance(error, Failure) else error
    if behind:
        traceback.print_exception(behind)
    kind = getattr(error, "kind", "out_of_memory" if isinstance(error, MemoryError) else "error")
    message = str(error) if isinstance(error, Failure) else f"{type(error).__name__}: {error}"
    if isinstance(error, Failure) and error.remedy:
        values["remedy"] = error.remedy
    answer(type="error", kind=kind, message=message, **values)


try:
    import onnx_asr
    import numpy
    import onnxruntime
except ImportError as e:
    failed(
        Failure(
            "library",
            f"Python {sys.version.split()[0]} at {sys.executable} cannot import onnx-asr: {e}",
            f"Install it: {sys.executable} -m pip install 'onnx-asr[cpu,hub]', or [gpu,hub].",
        )
    )
    sys.exit(1)


def providers_of(device, settings):
    """What ONNX Runtime is asked for. It takes the CPU without a word where it cannot have that."""
    kind, _, index = device.partition(":")
    known = PROVIDERS.get(kind, [])
    available = onnxruntime.get_available_providers()
    provider = settings.get("provider") or next((p for p in known if p in available), (known or [kind])[0])
    owner = next((k for k, names in PROVIDERS.items() if provider in names), kind)
    if owner != kind:
        message = f"{provider} runs on {owner}, but device {device} was requested"
        raise Failure("device", message, f"Set device: {owner}, or another provider.")
    if provider not in available:
        raise Failure(
            "device",
            f"this ONNX Runtime has no {provider}; it has {', '.join(available)}",
            f"For CUDA: {sys.executable} -m pip uninstall onnxruntime, then pip install 'onnx-asr[gpu,hub]'.",
        )
    options = dict(settings.get("provider_options", {}))
    if index:
        options["device_id"] = index
    if kind == "cuda" and hasattr(onnxruntime, "preload_dlls"):
        onnxruntime.preload_dlls()  # CUDA and cuDNN of pip's packages.
    rest = [("CUDAExecutionProvider", {"device_id": index or "0"})] if kind == "cuda" else []
    return [(provider, options)] + [r for r in rest if r[0] != provider]


def check_device(part, holder, asked):
    """Refuses what is not where it was asked for. Returns the number of nodes by provider."""
    sessions = {n: v for n, v in vars(holder).items() if isinstance(v, onnxruntime.InferenceSession)}
    provider, options = asked
    nodes = {}
    for name, session in sessions.items():
        has = session.get_providers()
        if has[0] != provider:
            raise Failure(
                "device",
                f"ONNX Runtime gave the {part} ({name.strip('_')}) {', '.join(has)} instead of {provider}",
                "The log says why: a library or driver that is missing, or a model type that onnx-asr keeps from it.",
            )
        index = session.get_provider_options()[provider].get("device_id", "0")
        if str(options.get("device_id", "0")) != str(index):
            raise Failure("device", f"the {part} runs on device {index}", "Name that device, or another one.")
        if hasattr(session, "get_provider_graph_assignment_info"):
            for graph in session.get_provider_graph_assignment_info():
                nodes[graph.ep_name] = nodes.get(graph.ep_name, 0) + len(graph.get_nodes())
    if not sessions or (nodes and not nodes.get(provider)):
        found = ", ".join(f"{p} {n}" for p, n in nodes.items()) or "unknown"
        raise Failure(
            "device",
            f"no node of the {part} is known to run on {provider}; nodes: {found}",
            "Use another model file (int8 is made for CPUs), another provider, or device: cpu.",
        )
    return nodes


def source(request, settings):
    """The type or name of the model, and its folder if it is not in the cache of Hugging Face."""
    model, folder = request["model"], request.get("model_path")
    if not folder:
        if model.startswith((".", "/", "~")) or model.count("/") > 1:
            raise Failure("model", f"there is no folder {model}", "Correct model, or the folder models.")
        return settings.get("model_type", model), None
    told = settings.get("model_type")
    config = os.path.join(folder, "config.json")
    if not told and os.path.isfile(config):
        with open(config, encoding="utf-8") as file:
            told = json.load(file).get("model_type")
    return told or os.path.basename(folder), folder


def words_of(tokens, starts, offset, end):
    """A word begins with the token that begins with a blank; onnx-asr tells no ends."""
    words = []
    blank = True
    for token, start in zip(tokens, starts):
        blank = blank or token.startswith(" ")
        text = token.strip()
        if text and blank and (not words or any(c.isalnum() for c in text)):
            words.append({"start": offset + start, "text": " " + text})
        elif text:
            words[-1]["text"] += text
        blank = not text
    for word, following in zip(words, words[1:] + [{"start": end}]):
        word["end"] = max(word["start"], following["start"])
    return words


class Engine:
    def __init__(self, request):
        self.clip = None, None
        settings = request["options"]
        self.check_settings(settings)
        asked = request["compute_type"]
        suffixes = {"default": None, "float32": None, "float16": "fp16"}
        quantization = settings.get("quantization") or suffixes.get(asked, asked)
        providers = providers_of(request["device"], settings)
        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.record_ep_graph_assignment_info", "1")
        if settings.get("threads"):
            options.intra_op_num_threads = settings["threads"]
        name, folder = source(request, settings)
        get = f"onnx_asr.load_model({name!r}" + (f", quantization={quantization!r})" if quantization else ")")
        common = {"sess_options": options}
        model = loaded(
            name, folder, get,
            lambda: onnx_asr.load_model(name, folder, quantization=quantization, providers=providers, **common),
        )
        self.kind = type(model.asr).__name__
        named = os.path.basename(request["model"].rstrip("/")), os.path.basename(name)
        self.language = next((v for k, v in LANGUAGES.items() if k in " ".join(named)), None)
        self.pnc = {"pnc": settings["pnc"]} if "pnc" in settings else {}
        self.check_task(request["task"])
        nodes = check_device("model", model.asr, providers[0])
        self.vad = request["task"]["vad_filter"]
        cuts = settings.get("vad_options", {})
        told = {"vad_filter": self.vad, **self.pnc}
        if self.vad:
            # As onnx-asr has it: TensorRT is not for a network so small.
            name, folder = settings.get("vad", "silero"), settings.get("vad_path")
            small = [p for p in providers if "ensorr" not in p[0].lower()]
            vad = loaded(
                name, folder, f"onnx_asr.load_vad({name!r})",
                lambda: onnx_asr.load_vad(name, folder, providers=small, **common),
            )
            check_device("VAD", vad, small[0])
            model = model.with_vad(vad, **cuts)
            told.update({"vad": name, **{f"vad_{k}": v for k, v in cuts.items()}})
        self.times = request["task"]["word_timestamps"]
        self.model = model.with_timestamps() if self.times else model
        if not request["device"].startswith("cpu"):
            # A library that is missing shows in the first step: that is no part of loading.
            answer(type="model_loaded", id=request["id"])
            told["first_step"] = "1 s of silence before the first call"
            self.transcribed(numpy.zeros(16000, dtype=numpy.float32), request["task"])
        segment = "a segment of the VAD" if self.vad else "the whole clip"
        answer(
            type="loaded",
            id=request["id"],
            device=request["device"],
            execution_provider=providers[0][0],
            compute_type=quantization or asked,
            options={
                "quantization": quantization or "none",
                "model_type": self.kind,
                "beam_size": 1,
                "temperatures": "0",
                "timestamps_decoded": "never",
                "condition_on_previous_text": False,
                "audio_window": "padded to 30 s" if self.kind in WHISPER else segment,
                "long_audio": f"batched by {cuts.get('batch_size', 8)}" if self.vad else None,
                "language": "told to the model" if self.kind in TOLD else "not told to the model",
                "threads": settings.get("threads", "ONNX Runtime's choice"),
                "nodes": ", ".join(f"{p} {n}" for p, n in nodes.items()) or None,
                **told,
            },
        )

    @staticmethod
    def check_settings(settings):
        unknown = sorted(set(settings) - {*SETTINGS, "beam_size"})
        if unknown:
            raise Failure("error", f"unknown setting {', '.join(unknown)}", f"Allowed: {', '.join(SETTINGS)}.")
        if settings.get("beam_size", 1) != 1:
            raise Failure("error", "onnx-asr has no beam search", "Leave beam_size out, or set it to 1.")

    def check_task(self, task):
        """Refuses what the model would silently not do."""
        if task["word_timestamps"] and self.kind in TOLD:
            raise Failure("model", f"onnx-asr gives no times for {self.kind}", "Leave word_timestamps out.")
        if task["task"] == "translate" and self.kind != CANARY:
            raise Failure("model", "of onnx-asr's models only Canary translates", "Use Canary, or task: transcribe.")
        if self.pnc and self.kind != CANARY:
            raise Failure("model", "the setting pnc is for Canary alone", "Leave it out.")
        if self.language and task.get("language", self.language) != self.language:
            raise Failure("model", f"the model knows {self.language}, not {task['language']}", "Use another model.")

    def prepare(self, request):
        self.clip = request["audio"], numpy.fromfile(request["audio"], dtype="<f4")
        answer(type="prepared", id=request["id"])

    def transcribed(self, samples, task):
        arguments = dict(self.pnc)
        if self.kind in TOLD:
            arguments["language"] = task.get("language")
        if task["task"] == "translate":
            arguments["target_language"] = "en"
        return self.model.recognize(samples, **arguments)

    def transcribe(self, request):
        task, number = request["task"], request["id"]
        self.check_task(task)
        path, samples = self.clip
        if path != request["audio"]:
            samples = numpy.fromfile(request["audio"], dtype="<f4")
        if self.kind in WHISPER and not self.vad and request["seconds"] > WHISPER_SECONDS:
            raise Failure("audio", "onnx-asr gives Whisper the first 30 s of a clip only", "Set vad_filter: true.")
        result = self.transcribed(samples, task)
        # Canary takes English where no language is asked for.
        language = self.language or task.get("language") or ("en" if self.kind == CANARY else None)
        if task["task"] == "translate":
            language = "en"
        if self.vad:
            answer(type="readable", id=number)
            for part in result:
                self.segment(number, part, part.start, part.start, part.end)
            answer(type="done", id=number, language=language)
        elif self.times:
            if result.text:
                self.segment(number, result, result.timestamps[0], 0, request["seconds"])
            answer(type="done", id=number, text=result.text, language=language)
        else:
            answer(type="done", id=number, text=result, language=language)

    def segment(self, number, part, start, offset, end):
        words = words_of(part.tokens, part.timestamps, offset, end) if self.times else []
        answer(type="segment", id=number, start=start, end=end, text=part.text, words=words)


def loaded(name, folder, get, load):
    """Loads a model. What went wrong becomes a failure that says what to do."""
    try:
        return load()
    except ImportError as e:
        remedy = f"Install it: {sys.executable} -m pip install 'onnx-asr[hub]', or name a folder."
        raise Failure("library", f"without huggingface-hub onnx-asr finds no model by its name: {e}", remedy) from e
    except FileNotFoundError as e:
        if folder:
            raise Failure("model", f"{name}: {e}", "Put the file there, or choose another quantization.") from e
        why = "not in the cache of Hugging Face" if os.environ["HF_HUB_OFFLINE"] == "1" else str(e)
        remedy = f'Download it: HF_HUB_OFFLINE=0 {sys.executable} -c "import onnx_asr; {get}"'
        raise Failure("model", f"{name} is not here: {why}", remedy) from e
    except ValueError as e:
        types = "nemo-conformer-ctc, -rnnt, -tdt, -aed, kaldi-rnnt, gigaam-v3-ctc, whisper"
        remedy = f"Name a model that onnx-asr lists; for a folder set model_type, such as {types}."
        raise Failure("model", f"onnx-asr cannot load {name}: {e}", remedy) from e
    except Exception as e:
        # No remedy: the harness knows what devices say.
        raise Failure("model", f"onnx-asr cannot load {name}: {type(e).__name__}: {e}", "") from e


def main():
    available = onnxruntime.get_available_providers()
    answer(
        type="hello",
        protocol=1,
        engine="onnx-asr",
        engine_version=f"{onnx_asr.__version__} (ONNX Runtime {onnxruntime.__version__})",
        prepares=True,
        audio="f32",
        capabilities=["language", "translate", "word_timestamps", "vad", "device_index", "partial_results"],
        devices=[kind for kind, names in PROVIDERS.items() if set(names) & set(available)],
    )
    engine = None
    for line in requests:
        request = json.loads(line)
        try:
            if request["type"] == "load":
                engine = Engine(request)
            elif request["type"] == "unload":
                answer(type="unloaded", id=request["id"])
                return
            else:
                getattr(engine, request["type"])(request)
        except Exception as e:
            failed(e, id=request["id"])


main()
