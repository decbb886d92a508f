"""`make words`: build the word table anew, in 20 minutes, from the packages of the group `words`.

It knows nothing of the taxonomy but which words our texts use, and is committed: it is built again
only where the way of building it has changed, or where our texts have got many new words."""

from pathlib import Path

import numpy as np

from matcher.core.words.table import LENGTHS
from tests.word_table.groups import groups, words_of
from tests.word_table.learn import explained, learned, narrowed
from tests.word_table.teacher import Teacher, Vectors

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "matcher" / "core" / "words"
TEXTS = ROOT / "fixtures"
SEED = 7
SHORTEST_OWN = 3
HELD_BACK = 5_000
"""So many groups are not learned from: with them the result is measured."""


def main() -> None:
    """Learn the table and write it."""
    teacher = Teacher()
    words = vocabulary(teacher)
    own = teacher.vectors(words)
    read = list(groups(words, own, TEXTS, np.random.default_rng(SEED)))
    said = teacher.vectors([" ".join(words[place] for place in group) for group in read])
    order = np.random.default_rng(SEED).permutation(len(read))
    held, rest = order[:HELD_BACK], order[HELD_BACK:]
    vectors = learned(own, [read[at] for at in rest], said[rest])
    share = explained(vectors, [read[at] for at in held], said[held])
    print(f"{len(words)} words, {len(read)} groups; of groups not learned from, R² is {share:.2f}")
    write(words, narrowed(vectors))


def vocabulary(teacher: Teacher) -> list[str]:
    """The whole words of the teacher, the most frequent first, and after them those of our own
    texts that it puts together from pieces: invoice, refund, payslip."""
    own = [word for word in words_of(TEXTS) if len(word) >= SHORTEST_OWN]
    return list(dict.fromkeys([*teacher.words(), *own]))


def write(words: list[str], vectors: Vectors) -> None:
    """The words from A to Z, a line each; for each 4 bits a dimension, two to a byte, and after all
    of these a byte each for the length of a step."""
    order = sorted(range(len(words)), key=words.__getitem__)
    steps = np.abs(vectors[order]).max(1, keepdims=True) / 7
    levels = (np.round(vectors[order] / steps) + 8).astype(np.uint8)
    lengths = np.clip(np.round(steps[:, 0] * LENGTHS), 1, 255).astype(np.uint8)
    (TABLE / "words.txt").write_text("\n".join(words[place] for place in order) + "\n")
    packed = (levels[:, 0::2] << 4) | levels[:, 1::2]
    (TABLE / "words.bin").write_bytes(packed.tobytes() + lengths.tobytes())


if __name__ == "__main__":
    main()
