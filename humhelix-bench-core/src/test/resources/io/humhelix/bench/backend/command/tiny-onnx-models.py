"""Models without weights for onnx-asr, in folders of a folder: the package reads them as its own.

ctc     NeMo CTC: the text is what the sound's lowest bands say, so that other samples give another
        text; the file int8 reads the bands the other way round
fails   the same, but every call fails in ONNX Runtime
canary  NeMo AED: says hello, or hallo where it is told German
whisper Whisper by ONNX Runtime's beam search: says hi
vad     Silero: everything is speech
"""
import json
import pathlib
import sys

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

root = pathlib.Path(sys.argv[1])
FLOAT, INT = TensorProto.FLOAT, TensorProto.INT64


def save(file, inputs, outputs, constants, nodes):
    values = [numpy_helper.from_array(numpy.asarray(value), name) for name, value in constants.items()]
    described = [[helper.make_tensor_value_info(*one) for one in part] for part in (inputs, outputs)]
    graph = helper.make_graph([helper.make_node(*n[:3], **(n[3:] or [{}])[0]) for n in nodes], "g", *described, values)
    file.parent.mkdir(exist_ok=True)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), file)


def vocabulary(folder, tokens):
    (folder / "vocab.txt").write_text("".join(f"{t} {i}\n" for i, t in enumerate(tokens)), encoding="utf-8")


SOUND = [("audio_signal", FLOAT, ["b", 80, "t"]), ("length", INT, ["b"])]
SYLLABLES = ["\u2581ka", "ri", "\u2581mo", "ta", "\u2581su", "ne", ".", "<blk>"]


def ctc(folder, suffix="", step=1, last=None):
    first, end = (0, 8) if step > 0 else (7, -81)
    save(
        folder / f"model{suffix}.onnx",
        SOUND,
        [("logprobs", FLOAT, ["b", "f", "v"])],
        {"from": [first, 0], "to": [end, 2**31 - 1], "axes": [1, 2], "steps": [step, 8], "wrong": [1, 1, 7]},
        [("Slice", ["audio_signal", "from", "to", "axes", "steps"], ["bands"])]
        + [last or ("Transpose", ["bands"], ["logprobs"], {"perm": [0, 2, 1]})],
    )
    vocabulary(folder, SYLLABLES)
    (folder / "config.json").write_text(json.dumps({"model_type": "nemo-conformer-ctc"}))


def canary(folder):
    special = "startofcontext startoftranscript emo:undefined en de pnc nopnc noitn notimestamp nodiarize endoftext"
    tokens = ["\u2581", "\u2581hello", "\u2581hallo"] + [f"<|{s}|>" for s in special.split()]
    n, end = len(tokens), len(tokens) - 1
    save(
        folder / "encoder-model.onnx",
        SOUND,
        [("encoder_embeddings", FLOAT, ["b", 80, "t"]), ("encoder_mask", INT, ["b"])],
        {},
        [("Identity", ["audio_signal"], ["encoder_embeddings"]), ("Identity", ["length"], ["encoder_mask"])],
    )
    after = numpy.zeros((n, n), dtype=numpy.float32)
    after[1:3, end] = 9
    by_language = numpy.zeros((n, n), dtype=numpy.float32)
    by_language[tokens.index("<|en|>"), 1] = by_language[tokens.index("<|de|>"), 2] = 5
    save(
        folder / "decoder-model.onnx",
        [("input_ids", INT, ["b", "l"]), ("encoder_embeddings", FLOAT, ["b", 80, "t"]), ("encoder_mask", INT, ["b"])]
        + [("decoder_mems", FLOAT, [1, "b", "m", 1])],
        [("logits", FLOAT, ["b", "l", n]), ("decoder_hidden_states", FLOAT, [1, "b", "m", 1])],
        {"after": after, "by_language": by_language, "from": [4], "to": [5], "axes": [1]},
        [
            ("Gather", ["after", "input_ids"], ["next"]),
            ("Slice", ["input_ids", "from", "to", "axes"], ["language"]),
            ("Gather", ["by_language", "language"], ["word"]),
            ("Add", ["next", "word"], ["logits"]),
            ("Identity", ["decoder_mems"], ["decoder_hidden_states"]),
        ],
    )
    vocabulary(folder, tokens)
    (folder / "config.json").write_text(json.dumps({"model_type": "nemo-conformer-aed"}))


def whisper(folder):
    special = "startoftranscript en transcribe notimestamps endoftext"
    tokens = {"\u0120hi": 0}
    added = {f"<|{s}|>": i for i, s in enumerate(special.split(), 1)}
    numbers = ["max_length", "min_length", "num_beams", "num_return_sequences"]
    save(
        folder / "whisper-tiny_beamsearch.onnx",
        [("input_features", FLOAT, ["b", 80, 3000]), ("decoder_input_ids", TensorProto.INT32, [1, "l"])]
        + [(name, TensorProto.INT32, [1]) for name in numbers]
        + [(name, FLOAT, [1]) for name in ("length_penalty", "repetition_penalty")],
        [("sequences", TensorProto.INT32, [1, 1, "m"])],
        {"said": numpy.array([[0, added["<|endoftext|>"]]], dtype=numpy.int32), "axes": [1]},
        [
            ("Concat", ["decoder_input_ids", "said"], ["all"], {"axis": 1}),
            ("Unsqueeze", ["all", "axes"], ["sequences"]),
        ],
    )
    (folder / "vocab.json").write_text(json.dumps(tokens))
    (folder / "added_tokens.json").write_text(json.dumps(added))
    (folder / "config.json").write_text(json.dumps({"model_type": "whisper-ort"}))


def vad(folder):
    save(
        folder / "silero_vad.onnx",
        [("input", FLOAT, ["b", 576]), ("state", FLOAT, [2, "b", 128]), ("sr", INT, [1])],
        [("output", FLOAT, ["b", 1]), ("stateN", FLOAT, [2, "b", 128])],
        {"nothing": numpy.float32(0)},
        [
            ("ReduceMax", ["input"], ["loudest"], {"axes": [1], "keepdims": 1}),
            ("Mul", ["loudest", "nothing"], ["zero"]),
            ("Exp", ["zero"], ["output"]),
            ("Identity", ["state"], ["stateN"]),
        ],
    )


ctc(root / "ctc")
ctc(root / "ctc", ".int8", -1)
ctc(root / "fails", last=("Reshape", ["bands", "wrong"], ["logprobs"]))
canary(root / "canary")
whisper(root / "whisper")
vad(root / "vad")
