"""scikit-learn, spaCy and the recipes, where the libraries are installed."""

import pickle

import numpy as np
import pytest

import naqi

TEXTS = ["المُتَّحِدة", "المتحده"]


def test_scikit_learn_counts_both_spellings_as_one():
    pytest.importorskip("sklearn")
    from sklearn.base import clone
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.pipeline import make_pipeline

    from naqi.sklearn import NormalizerTransformer

    pipeline = make_pipeline(NormalizerTransformer(), CountVectorizer(token_pattern=r"\S+"))
    assert pipeline.fit_transform(TEXTS).shape == (2, 1)
    assert pipeline.set_params(normalizertransformer__steps="strip_tatweel").fit_transform(TEXTS).shape == (2, 2)
    transformer = clone(NormalizerTransformer("light", threads=2))
    assert transformer.get_params() == {"steps": "light", "threads": 2}
    assert pickle.loads(pickle.dumps(transformer)).transform(TEXTS) == ["المتحدة", "المتحده"]
    assert transformer.transform(np.array(TEXTS, dtype=object)).tolist() == ["المتحدة", "المتحده"]
    with pytest.raises(naqi.RulesError):
        NormalizerTransformer("serach").fit(TEXTS)


def test_spacy_finds_words_in_any_spelling(tmp_path):
    spacy = pytest.importorskip("spacy")
    import naqi.spacy  # noqa: F401, registers the factory

    nlp = spacy.blank("ar")
    nlp.add_pipe("naqi", config={"needles": ["المتحده", "كتاب"]})
    doc = nlp("كِتابُ الأمم المُتَّحِدة")
    assert [(span.text, span.label_) for span in doc.spans["naqi"]] == [("كِتابُ", "كتاب"), ("المُتَّحِدة", "المتحده")]
    assert doc[2].norm_ == "المتحده"
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")("المُتَّحِدة")
    assert [span.label_ for span in loaded.spans["naqi"]] == ["المتحده"]


def test_datasets_map_normalizes_batches():
    datasets = pytest.importorskip("datasets")
    normalizer = naqi.Normalizer("search")
    dataset = datasets.Dataset.from_dict({"text": TEXTS})
    made = dataset.map(lambda batch: {"text": normalizer.normalize(batch["text"])}, batched=True)
    assert made["text"][:] == ["المتحده", "المتحده"]
    # Batches as Arrow tables make no Python strings.
    arrow = dataset.with_format("arrow").map(
        lambda table: table.set_column(0, "text", normalizer.normalize(table["text"])), batched=True
    )
    assert arrow.with_format(None)["text"][:] == ["المتحده", "المتحده"]
