"""Other libraries' functions on Arabic text under their own names, so that moving to naqi is one import.

The outputs are those of the peers, byte for byte:

>>> from naqi.compat.pyarabic.araby import strip_tashkeel
>>> strip_tashkeel("مُتَّحِدة")
'متحدة'

============================================  ==================================================
your import                                   the import here
============================================  ==================================================
``from pyarabic.araby import ...``            ``from naqi.compat.pyarabic.araby import ...``
``from camel_tools.utils.dediac import ...``  ``from naqi.compat.camel.utils.dediac import ...``
``from arabert.preprocess import ...``        ``from naqi.compat.arabert.preprocess import ...``
``import snowballstemmer``                    ``from naqi.compat import snowball as snowballstemmer``
Lucene's analyzers                            ``from naqi.compat import lucene``
============================================  ==================================================

A function that is not covered raises an ``ImportError`` that names what to use instead, and an option that is not covered a
``NotImplementedError``.
"""
