"""``kreds balance``: the four parts in both languages, by quarter and by week, and as JSON."""

from pathlib import Path

from tests.cli.conftest import Kreds


def test_it_shows_the_four_parts(kreds: Kreds, store: Path) -> None:
    """A sentence, the parts by quarter or week, and whether it worked; nobody's name incognito."""
    out = kreds("balance", "--store", store, "--language", "en").out
    assert all(word in out for word in ("Listen", "Learn", "Help", "Inspire", "Did it work?"))
    assert "Q" in out
    danish = kreds("balance", "--weeks", "--language", "da", "--store", store).out
    assert all(word in danish for word in ("Lyt", "Lær", "Hjælp", "Inspirér", "uge", "Virkede det?"))
    names = [one["name"] for one in kreds("balance", "--json", "--store", store).json["receiving"]]
    hidden = kreds("balance", "--incognito", "--store", store).out
    assert not any(name in hidden for name in names)


def test_json_says_all_of_it(kreds: Kreds, store: Path) -> None:
    """Eight quarters and twelve weeks of each part, each the sum of its deeds; findings in words; the effect."""
    told = kreds("balance", "--json", "--store", store).json
    assert list(told["parts"]) == ["listen", "learn", "help", "inspire"]
    for part in told["parts"].values():
        assert (len(part["quarters"]), len(part["weeks"])) == (8, 12)
        assert all(one["count"] == sum(one["deeds"].values()) for one in part["quarters"] if one["count"] is not None)
    assert all(one["text"] for one in told["findings"])
    assert told["effect"]["refusal"] == "nobody"
