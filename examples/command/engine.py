"""A system under test in Python: replace load() and transcribe() by an engine of your own.

This one hears no words: it tells how loud each second is, so that the protocol can be tried.
"""
import array
import json
import os
import wave

requests = os.fdopen(3, encoding="utf-8")
answers = os.fdopen(4, "w", encoding="utf-8")


def answer(**values):
    print(json.dumps(values), file=answers, flush=True)


def load(request):
    """Loads the model. Says which device really does the work, and the options in effect."""
    return {"device": "cpu", "compute_type": "float32", "options": {"unit": "percent"}}


def transcribe(request):
    """Yields (start, end, text) of each segment as soon as it is known."""
    with wave.open(request["audio"]) as clip:
        rate = clip.getframerate()
        for second in range(int(request["seconds"])):
            samples = array.array("h", clip.readframes(rate))
            loudest = max(map(abs, samples))
            yield second, second + 1, f" {100 * loudest // 32768}"


answer(type="hello", protocol=1, engine="loudness", engine_version="1", devices=["cpu"], capabilities=["language"])
for line in requests:
    request = json.loads(line)
    number = request["id"]
    try:
        if request["type"] == "load":
            answer(type="loaded", id=number, **load(request))
        elif request["type"] == "transcribe":
            for start, end, text in transcribe(request):
                answer(type="segment", id=number, start=start, end=end, text=text)
            answer(type="done", id=number)
        elif request["type"] == "unload":
            answer(type="unloaded", id=number)
            break
    except Exception as e:
        answer(type="error", id=number, kind="error", message=str(e))
