"""The pages of posts, and the box for a list of who reacted."""

import json
from collections.abc import Iterator

import pytest

from kreds.model.relation import RelationQuery
from kreds.services.read_network import find_relations
from tests.web.serving import Running, demo_store, running

URL = "https://www.linkedin.com/feed/update/urn:li:activity:7500000000000000000/"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The pages over a network of this file's own."""
    with running(demo_store(tmp_path_factory.mktemp("own"), relations=60, messages=600)) as server:
        yield server


def test_an_empty_page_says_how_to_get_it(empty: Running) -> None:
    """Without any post the page says that the download does not tell who reacts, and what does."""
    with empty.client() as client:
        page = client.get("/posts").text
    assert "LinkedIn’s download does not say who reacts to your posts" in page
    assert "No file tells of any post of yours yet." in page


def test_a_list_is_seen_first_and_then_kept(own: Running) -> None:
    """The preview names people and writes nothing; keeping it shows them below the post, names escaped."""
    somebody = find_relations(own.app.store, RelationQuery(connected="current")).relations[0]
    text = f"like\n{somebody.name}\n· 1st\n\nlike\n<b>Evil</b> Person\n· 2nd\n"
    with own.client() as client:
        before = client.get("/posts").text
        seen = client.post("/posts/preview", data={"address": URL, "text": text})
        assert somebody.id in seen.text
        assert "&lt;b&gt;Evil&lt;/b&gt; Person" in seen.text
        assert client.get("/posts").text.count("people reacted") == before.count("people reacted") == 0
        kept = client.post("/posts/add", data={"address": URL, "text": text})
        assert "2 reactions are new." in kept.text
        page = client.get("/posts/one", params={"post": "activity:7500000000000000000"}).text
        assert f'href="/relations/{somebody.id}"' in page
        assert "<b>Evil" not in page
        assert "2 people reacted, 1 of them" in client.get("/posts").text
        shown = client.get("/api/posts/one", params={"post": URL}).json()
        assert [one["relation"] for one in shown["people"]] == [somebody.id, ""]
        assert client.get("/api/posts").json()["lists"] == 1


def test_what_is_no_list_is_said_in_place(own: Running) -> None:
    """A wrong address or an empty box is told where one looks, with what to do."""
    with own.client() as client, own.client(language="da") as danish:
        assert "is not the address of a post" in client.post("/posts/preview", data={"address": "x", "text": "y"}).text
        assert "Der er ingen på listen." in danish.post("/posts/preview", data={"address": URL, "text": ""}).text
        assert client.post("/posts/add", data={"address": "x", "text": "y"}).status_code == 400
        assert client.get("/posts/one", params={"post": "activity:1"}).status_code == 400
        assert client.get("/posts/one", follow_redirects=False).status_code == 303
        assert client.post("/api/posts/preview", json={"post": URL, "text": "like"}).status_code == 400


def test_the_box_knows_the_posts(own: Running) -> None:
    """Own posts are offered, the one that was come from is chosen, and another address is filled in."""
    with own.client() as client:
        post = client.get("/api/posts").json()["posts"][-1]["id"]
        page = client.get("/posts/paste", params={"post": post}).text
        assert f'<option value="{post}" selected>' in page
        assert URL in client.get("/posts/paste", params={"post": URL}).text


def test_a_list_on_the_wrong_post_is_taken_back_moved_and_undone(own: Running) -> None:
    """On the post's page each list has its way back; the post that nothing else tells of is gone, and one undo off."""
    wrong = "https://www.linkedin.com/feed/update/urn:li:activity:7505000000000000000/"
    text = "like\nForkert <i>Person</i>\n· 2nd\n"
    with own.client() as client, own.client(language="da") as danish:
        client.post("/posts/add", data={"address": wrong, "text": text})
        post = client.get("/api/posts/one", params={"post": wrong}).json()
        [one] = post["lists"]
        assert (one["pasted"], one["people"], one["post"]) == (True, 1, post["id"])
        page = client.get("/posts/one", params={"post": wrong}).text
        assert "Wrong post? Take the list back" in page
        assert "A pasted list" in page
        assert "Forkert opslag? Træk listen tilbage" in danish.get("/posts/one", params={"post": wrong}).text
        back = client.post("/posts/lists", data={"list": one["id"], "what": "back", "post": post["id"]})
        undo = json.loads(back.headers["hx-trigger"])["said"]["undo"]
        assert "it is no longer among your posts" in back.text
        assert client.get("/posts/one", params={"post": wrong}).status_code == 400
        assert "1 list is taken back" in client.get("/posts").text
        assert "a list of who reacted" in client.post("/undo", json={"number": undo}).json()["text"]
        assert "Forkert &lt;i&gt;Person" in client.get("/posts/one", params={"post": wrong}).text

        known = client.get("/api/posts").json()["posts"]
        own_post = next(each["id"] for each in known if each["day"] and each["id"] != post["id"])
        form = {"list": one["id"], "what": "move", "post": post["id"], "to": own_post}
        assert "The list is moved" in client.post("/posts/lists", data=form).headers["hx-trigger"]
        page = client.get("/posts/one", params={"post": own_post}).text
        assert "moved here from" in page
        assert "Forkert &lt;i&gt;Person" in page
        form = {"list": one["id"], "what": "back", "post": own_post}
        assert "Forkert" not in client.post("/posts/lists", data=form).text
        pasted = client.post("/posts/add", data={"address": wrong, "text": text}).text
        assert "1 reaction is new." in pasted
        client.post("/posts/lists", data=form)
        assert "counts again" in client.post("/posts/lists", data={"list": one["id"], "what": "again"}).text
        assert client.post("/posts/lists", data={"list": one["id"], "what": "burn"}).status_code == 400
        assert client.post("/posts/lists", data={"list": "none", "what": "back"}).status_code == 400


def test_programs_take_lists_back_too(own: Running) -> None:
    """The API lists every list, says how each stands, and gives the decision that an undo takes back."""
    url = "https://www.linkedin.com/feed/update/urn:li:activity:7450000000000000000/"
    with own.client() as client:
        client.post("/api/posts/reactions", json={"post": url, "text": "like\nEn Anden\n· 3rd\n"})
        [one] = client.get("/api/posts/one", params={"post": url}).json()["lists"]
        said = client.post("/api/posts/lists", json={"list": one["id"], "what": "take_back"}).json()
        assert said["post"] is None
        assert next(each for each in client.get("/api/posts/lists").json()["lists"] if each["id"] == one["id"]) == {
            name: value for name, value in said.items() if name != "decision"
        }
        assert client.post("/api/undo", json={"id": said["decision"]}).json() == {"undone": True}
        assert client.get("/api/posts/one", params={"post": url}).json()["known"] == 1
        moved = client.post("/api/posts/lists", json={"list": one["id"], "what": "move", "post": URL}).json()
        assert moved["post"] == "activity:7500000000000000000"
        again = client.post("/api/posts/lists", json={"list": one["id"], "what": "count_again"}).json()
        assert (again["post"], again["decision"] > moved["decision"]) == (one["post"], True)
        assert client.post("/api/posts/lists", json={"list": one["id"], "what": "move"}).status_code == 400


def test_a_list_goes_to_the_post_that_is_chosen(own: Running) -> None:
    """A post chosen among one's own needs no address: the list is seen, kept, and stands below it."""
    with own.client() as client:
        own_post = next(each["id"] for each in client.get("/api/posts").json()["posts"] if each["kind"] == "post")
        form = {"post": own_post, "address": "", "text": "like\nValgt Person\n· 2nd\n"}
        assert "Valgt Person" in client.post("/posts/preview", data=form).text
        client.post("/posts/add", data=form)
        assert "Valgt Person" in client.get("/posts/one", params={"post": own_post}).text
