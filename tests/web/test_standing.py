"""How the network stands, and undo: a word that changes when it should, and a sentence for all that is taken back."""

from kreds.model.decision import DecisionKind
from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.find_relations import find_people
from kreds.services.judge_relations import overrule_levels
from kreds.services.label_relations import tag_relations, write_note
from kreds.services.saved_views import save_view
from kreds.store import decisions
from tests.web.serving import Running


def test_the_stamp_changes_with_every_decision_and_with_incognito(demo: Running) -> None:
    """Reading changes nothing; a decision, an undo and another way of looking do."""
    people = find_people(demo.app.store, RelationQuery())
    with demo.client() as client:
        stamps = [client.get("/stamp").json()["stamp"] for _ in range(2)]
        assert stamps[0] == stamps[1]
        said = overrule_levels(demo.app.store, people[:3], Level.STRONG, at=1)
        stamps.append(client.get("/stamp").json()["stamp"])
        client.post("/undo", json={"number": said.id})
        stamps.append(client.get("/stamp").json()["stamp"])
        client.post("/choices/incognito", json={"value": "on"})
        stamps.append(client.get("/stamp").json()["stamp"])
        page = client.get("/relations")
    assert len(set(stamps[1:])) == 4
    assert page.headers["x-stamp"] == stamps[-1]


def test_undo_says_what_it_took_back(demo: Running) -> None:
    """Each kind of decision has its sentence, in the order last to first."""
    store = demo.app.store
    people = find_people(store, RelationQuery())
    overrule_levels(store, people[:2], Level.STRONG, at=1)
    tag_relations(store, people[:2], "b!", on=True, at=2)
    write_note(store, f"{people[0]:013x}", "x", at=3)
    save_view(store, "Kunder", "level=strong", at=4)
    with store.writing() as db:
        decisions.add(db, at=5, kind=DecisionKind.KEEP_TEXTS, subject="", value={"keep": False})
    with demo.client() as client:
        told = [client.post("/undo", json={}).json() for _ in range(5)]
    assert [one["text"] for one in told] == [
        "Taken back: a setting.",
        "Taken back: the view “Kunder”.",
        "Taken back: the note.",
        "Taken back: the tag “b!”.",
        "Taken back: what you said of the level.",
    ]
    assert [one["undone"] for one in told] == [True] * 5


def test_a_number_that_is_none_is_refused(demo: Running) -> None:
    """Nonsense in place of a number is answered kindly and changes nothing."""
    with demo.client() as client:
        wrong: tuple[object, ...] = (0, -1, "x", 1.5, [])
        for number in wrong:
            assert client.post("/undo", json={"number": number}).status_code == 400
        assert client.post("/undo", json={"number": 10**12}).json()["undone"] is False
