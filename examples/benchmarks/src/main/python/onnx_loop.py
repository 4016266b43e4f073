#!/usr/bin/env python3
"""A plain Whisper loop with numpy and onnxruntime alone: what a Java backend must not be slower than.

Reads a folder in the layout of Optimum (float32 inputs and outputs, merged decoder), decodes greedily without
timestamps, one 30 s window. As a program it answers clip paths on standard input, see paired.py.
"""
import argparse
import importlib.util
import json
import pathlib
import sys
import time

import numpy
import onnxruntime

from clips import RATE, samples

WINDOW, HOP, FRAMES = 400, 160, 3000


def mel_filters(bands):
    """Triangles on Slaney's scale, linear below 1 kHz and logarithmic above, each of area 1."""
    step, knee = numpy.log(6.4) / 27, 1000.0

    def hertz(mel):
        return numpy.where(mel < 15, mel * 200 / 3, knee * numpy.exp(step * (mel - 15)))

    top = 15 + numpy.log(RATE / 2 / knee) / step
    edges = hertz(numpy.linspace(0, top, bands + 2))
    bins = numpy.fft.rfftfreq(WINDOW, 1 / RATE)
    low, mid, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    shape = numpy.minimum((bins - low) / (mid - low), (high - bins) / (high - mid))
    return (numpy.maximum(shape, 0) * 2 / (high - low)).astype(numpy.float32)


class Whisper:
    """One model. Other classes with this constructor and `transcribe` can stand in for it."""

    def __init__(self, folder, suffix, threads):
        folder = pathlib.Path(folder)
        config = json.loads((folder / "config.json").read_text())
        generation = json.loads((folder / "generation_config.json").read_text())
        vocabulary = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
        self.tokens = {number: token for token, number in vocabulary.items()}
        self.filters = mel_filters(config["num_mel_bins"])
        self.hann = (0.5 - 0.5 * numpy.cos(2 * numpy.pi * numpy.arange(WINDOW) / WINDOW)).astype(numpy.float32)
        forced = sorted((at, token) for at, token in generation["forced_decoder_ids"])
        self.prompt = [generation["decoder_start_token_id"]] + [token for _, token in forced]
        self.end = generation["eos_token_id"]
        self.never = numpy.array(generation["suppress_tokens"])
        self.not_first = numpy.array(generation["begin_suppress_tokens"])
        self.most = generation["max_length"] - len(self.prompt)
        heads = config["decoder_attention_heads"]
        self.empty = numpy.zeros((1, heads, 0, config["d_model"] // heads), numpy.float32)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.encoder, self.decoder = (
            onnxruntime.InferenceSession(
                str(folder / "onnx" / f"{name}{suffix}.onnx"), options, providers=["CPUExecutionProvider"])
            for name in ("encoder_model", "decoder_model_merged"))
        self.outputs = [output.name for output in self.decoder.get_outputs()]
        self.caches = [given.name for given in self.decoder.get_inputs() if given.name.startswith("past_key_values")]

    def features(self, audio):
        audio = numpy.pad(audio[:FRAMES * HOP], (0, max(0, FRAMES * HOP - len(audio))))
        padded = numpy.pad(audio, WINDOW // 2, mode="reflect")
        frames = numpy.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:FRAMES]
        power = numpy.abs(numpy.fft.rfft(frames * self.hann)).astype(numpy.float32) ** 2
        log = numpy.log10(numpy.maximum(self.filters @ power.T, 1e-10))
        return ((numpy.maximum(log, log.max() - 8) + 4) / 4).astype(numpy.float32)[None]

    def transcribe(self, audio):
        hidden = self.encoder.run(None, {"input_features": self.features(audio)})[0]
        cache, found, feed = dict.fromkeys(self.caches, self.empty), [], self.prompt
        while len(found) < self.most:
            out = dict(zip(self.outputs, self.decoder.run(self.outputs, {
                "input_ids": numpy.array([feed], numpy.int64),
                "encoder_hidden_states": hidden,
                "use_cache_branch": numpy.array([bool(found)]),
                **cache})))
            for name in self.caches:
                if not found or ".decoder." in name:
                    cache[name] = out[name.replace("past_key_values", "present")]
            logits = out["logits"][0, -1]
            logits[self.never] = -numpy.inf
            if not found:
                logits[self.not_first] = -numpy.inf
            token = int(logits.argmax())
            if token == self.end:
                break
            found.append(token)
            feed = [token]
        return {"tokens": found, "text": self.text(found)}

    def text(self, found):
        printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
        others = [byte for byte in range(256) if byte not in printable]
        byte_of = {chr(byte): byte for byte in printable} | {chr(256 + i): byte for i, byte in enumerate(others)}
        letters = "".join(self.tokens[token] for token in found if token < self.end)
        return bytes(byte_of[letter] for letter in letters).decode("utf-8", "replace").strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--suffix", default="_quantized")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--loop", help="another Python file whose class Whisper is used")
    arguments = parser.parse_args()
    engine = Whisper
    if arguments.loop:
        spec = importlib.util.spec_from_file_location("other_loop", arguments.loop)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        engine = module.Whisper
    model = engine(arguments.folder, arguments.suffix, arguments.threads)
    print(f"ready\tonnxruntime {onnxruntime.__version__}", flush=True)
    for line in sys.stdin:
        audio = samples(line.rstrip("\n"))
        start = time.perf_counter()
        result = model.transcribe(audio)
        seconds = time.perf_counter() - start
        print(f"{seconds}\ttokens={len(result['tokens'])}\t{result['text']}", flush=True)


if __name__ == "__main__":
    main()
