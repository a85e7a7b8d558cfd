# %% [markdown]
# # naqi where models are trained
#
# `pip install naqi tokenizers scikit-learn`. The recipe of `datasets` runs where it is installed.

# %% A tokenizer that learns and applies the same normalization, and can be saved: naqi's steps as its own rules.
from pathlib import Path

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

import naqi
from naqi.tokenizers import NotExpressible, export

sample = Path(__file__).parents[3] / "examples/data/sample.txt"
lines = sample.read_text(encoding="utf-8").splitlines() if sample.exists() else ["هيئة الأمم المُتَّحِدة"] * 20

tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
tokenizer.normalizer = export("strip_diacritics, strip_tatweel, unify_alef, unify_yeh, digits(ascii)")
tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
tokenizer.train_from_iterator(lines, trainers.BpeTrainer(vocab_size=500, special_tokens=["[UNK]"], show_progress=False))
loaded = Tokenizer.from_str(tokenizer.to_str())
assert loaded.encode("أَحْمَد").tokens == tokenizer.encode("احمد").tokens

# %% A step that looks at neighbours cannot be saved as a rule. The error names it.
try:
    export("unify_alef, collapse_stretch(2)")
except NotExpressible as error:
    print(error)

# %% Any steps: normalize the texts before, by batches.
normalizer = naqi.Normalizer("search, collapse_stretch(2)")


def normalized(batch):
    return {"text": normalizer.normalize(batch["text"])}


try:
    import datasets
except ImportError:
    print(normalized({"text": lines[:2]}))
else:
    dataset = datasets.Dataset.from_dict({"text": lines}).map(normalized, batched=True)
    assert dataset["text"][:] == normalizer.normalize(lines)

# %% scikit-learn: the steps are a parameter of the pipeline.
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline

from naqi.sklearn import NormalizerTransformer

pipeline = make_pipeline(NormalizerTransformer("search"), TfidfVectorizer())
vectors = pipeline.fit_transform(lines)
print(vectors.shape)
