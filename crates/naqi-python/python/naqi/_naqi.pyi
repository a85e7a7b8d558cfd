__version__: str

class NaqiError(ValueError):
    offset: int | None

class Normalizer:
    def __new__(cls, steps: str) -> Normalizer: ...
    def normalize(self, text: str) -> str: ...

def normalize(text: str) -> str: ...
