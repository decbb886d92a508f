"""`make words`: build the word table anew, in some minutes, from the packages of the group `words`.

It knows nothing of the taxonomy but which words our texts use, and is committed: it is built again
only where the way of building it has changed."""

from pathlib import Path

import numpy as np

from tests.word_table.groups import groups
from tests.word_table.learn import explained, learned, narrowed
from tests.word_table.teacher import Teacher, Vectors

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "matcher" / "core" / "words"
SEED = 7
HELD_BACK = 5_000
"""So many groups are not learned from: with them the result is measured."""


def main() -> None:
    """Learn the table and write it."""
    teacher = Teacher()
    words = teacher.words()
    own = teacher.vectors(words)
    read = list(groups(words, own, ROOT / "fixtures", np.random.default_rng(SEED)))
    said = teacher.vectors([" ".join(words[place] for place in group) for group in read])
    order = np.random.default_rng(SEED).permutation(len(read))
    held, rest = order[:HELD_BACK], order[HELD_BACK:]
    vectors = learned(own, [read[at] for at in rest], said[rest])
    share = explained(vectors, [read[at] for at in held], said[held])
    print(f"{len(words)} words, {len(read)} groups; of groups not learned from, R² is {share:.2f}")
    write(words, narrowed(vectors))


def write(words: list[str], vectors: Vectors) -> None:
    """The words from A to Z, a line each; for each 4 bits a dimension, two to a byte, and after all
    of these a byte each for the scale."""
    order = sorted(range(len(words)), key=words.__getitem__)
    scales = np.abs(vectors[order]).max(1, keepdims=True) / 7
    levels = (np.round(vectors[order] / scales) + 8).astype(np.uint8)
    lengths = np.clip(np.round(scales[:, 0] / scales.max() * 255), 1, 255).astype(np.uint8)
    TABLE.mkdir(exist_ok=True)
    (TABLE / "words.txt").write_text("\n".join(words[place] for place in order) + "\n")
    packed = (levels[:, 0::2] << 4) | levels[:, 1::2]
    (TABLE / "words.bin").write_bytes(packed.tobytes() + lengths.tobytes())


if __name__ == "__main__":
    main()
