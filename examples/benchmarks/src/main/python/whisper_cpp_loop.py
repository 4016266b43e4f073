#!/usr/bin/env python3
"""whisper.cpp called from Python by pywhispercpp, as a program that answers clip paths on standard input, see paired.py.

An option that is not given is as the library has it.
"""
import argparse
import importlib.metadata
import sys
import time

from pywhispercpp.model import Model

from clips import samples

NAMES = {
    "audio_context": ("audio_ctx", int),
    "best_of": ("greedy", lambda text: {"best_of": int(text)}),
    "carry_initial_prompt": ("carry_initial_prompt", "true".__eq__),
    "condition_on_previous_text": ("no_context", "false".__eq__),
    "initial_prompt": ("initial_prompt", str),
    "language": ("language", str),
    "max_text_context": ("n_max_text_ctx", int),
    "temperature": ("temperature", float),
    "temperature_increment": ("temperature_inc", float),
    "threads": ("n_threads", int),
    "vad_filter": ("vad", "true".__eq__),
    "vad_model": ("vad_model_path", str),
    "word_timestamps": ("token_timestamps", "true".__eq__),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("options", nargs="*", metavar="OPTION=VALUE",
                        help=f"flash_attention, beam_size, {', '.join(NAMES)}")
    arguments = parser.parse_args()
    strategy, context, params = 0, {}, {"print_progress": False}
    for option in arguments.options:
        name, _, value = option.partition("=")
        if name == "flash_attention":
            context["flash_attn"] = value == "true"
        elif name == "beam_size":
            strategy = int(int(value) > 1)
            params["beam_search"] = {"beam_size": int(value), "patience": -1.0}
        elif name in NAMES:
            key, convert = NAMES[name]
            params[key] = convert(value)
        else:
            parser.error(f"no such option: {option}")
    model = Model(arguments.model, params_sampling_strategy=strategy, context_params=context, **params)
    print(Model.system_info(), file=sys.stderr)
    print(f"ready\tpywhispercpp {importlib.metadata.version('pywhispercpp')}", flush=True)
    for line in sys.stdin:
        audio = samples(line.rstrip("\n"))
        start = time.perf_counter()
        segments = model.transcribe(audio)
        seconds = time.perf_counter() - start
        text = " ".join(segment.text for segment in segments)
        print(f"{seconds}\tsegments={len(segments)}\t{text}", flush=True)


if __name__ == "__main__":
    main()
