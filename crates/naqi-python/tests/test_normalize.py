import naqi


def test_two_spellings_are_one():
    assert naqi.normalize("المُتَّحِدة") == naqi.normalize("المتحده")
