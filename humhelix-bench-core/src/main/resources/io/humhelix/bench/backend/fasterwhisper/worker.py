"""Speaks humhelix-bench's line protocol (version 1) for faster-whisper.

Requests come on file descriptor 3, answers go to 4, one JSON object a line. Standard output and
error are for people: nothing that a library prints there can be taken for an answer.
"""

import inspect
import json
import os
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
    kind = "error"
    if "out of memory" in low or isinstance(error, MemoryError):
        kind = "out_of_memory_device" if "cuda" in low else "out_of_memory"
    elif "cuda" in low or "cudnn" in low or "cublas" in low:
        kind = "device"
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

MODEL_OPTIONS = ("cpu_threads", "num_workers")


def cuda_devices():
    try:
        return ctranslate2.get_cuda_device_count()
    except Exception:
        return 0


def hello():
    devices = {"cpu": 1, "cuda": cuda_devices()}
    types = {}
    for device, count in devices.items():
        if count:
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
        cuda_devices=devices["cuda"],
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
        answer(
            type="loaded",
            id=request["id"],
            device=device_name(inner, request["device"]),
            execution_provider="CTranslate2",
            compute_type=inner.compute_type,
            concurrency=self.concurrency,
            options={k: v for k, v in effective.items() if v is not None},
        )

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
