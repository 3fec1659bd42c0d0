"""What other articles told already is dimmed for who has read them, as a person sees it."""

from __future__ import annotations

from tests.helpers.app import driven


def dimmed(it):
    return [(span.start, span.kind) for span in it.workspace.marks._shown.get("known", [])]


async def test_what_says_nothing_new_is_dimmed_and_shown_again(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("D")
        assert "You have read no other article yet" in it.text()
        assert dimmed(it) == []
        await it.type("enter", "J", "D")
        asked = [question for question in it.app.dossier.asked if question.startswith("nothing_new")]
        assert len(asked) == 1
        assert it.workspace.document.article.id not in asked[0]  # an article is not known from itself
        first = it.workspace.document.article.passages[0]
        assert dimmed(it)[0] == (first.start, "known")
        assert "passages repeat the article you have read: dimmed." in it.text()
        await it.type("D")
        assert dimmed(it) == []
        assert "Nothing is dimmed." in it.text()


async def test_the_next_article_is_dimmed_by_all_that_was_read(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("enter", "J", "D", "J")
        *_, asked = [question for question in it.app.dossier.asked if question.startswith("nothing_new")]
        assert asked.count("'") == 4  # two articles
        assert dimmed(it)
