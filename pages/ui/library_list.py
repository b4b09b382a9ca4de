"""The list of the library: how many fit, said aloud; a page of cards; what to do where nothing fits."""

from typing import Final

import streamlit as st
from streamlit.navigation.page import Page

from core.content.words import Words
from core.model.exercise import Exercise, Library
from pages.ui import library_address as address
from pages.ui import library_filters, places, state
from pages.ui.cards import bullets
from pages.ui.figure import figure
from pages.ui.library_search import Answer, Found, Index, Wanted
from pages.ui.plain import plain

A_PAGE: Final = 12
CARD_PX, FIGURE_PX = 300, 160


def show(mine: frozenset[str]) -> None:
    """Search, count and one page of cards. `mine`: the exercises of the person's routine."""
    words, library = state.words(), state.journal().content.library
    wanted = library_filters.wanted()
    index = _index(library, words)
    answer = index.search(wanted)
    found = answer.found
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(address.page(), pages)
    address.opened(page)
    _count(words, library, wanted, answer, page, pages)
    if not found:
        _nothing(words, index, wanted)
        return
    here = places.page("exercises")
    with st.grid(min_column_width=CARD_PX):
        for entry in found[(page - 1) * A_PAGE : page * A_PAGE]:
            _card(words, here, entry, wanted, entry.exercise.id in mine)
    if pages > 1:
        st.pagination(pages, default=page, key=address.pager())


# The library and the words are frozen and live as long as the process: who they are is what is in them.
@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={Library: id, Words: id})
def _index(library: Library, words: Words) -> Index:
    return Index(library, words)


def _count(words: Words, library: Library, wanted: Wanted, answer: Answer, page: int, pages: int) -> None:
    """A status box: a screen reader says it whenever it changes."""
    count, everything = len(answer.found), len(library.exercises)
    if not count:
        said = _none(words, wanted)
    elif answer.near:
        said = words(
            "exercises.found.near" if count > 1 else "exercises.found.near_one", text=plain(wanted.text), count=count
        )
    elif wanted == Wanted():
        said = words("exercises.found.all", count=count)
    else:
        said = words("exercises.found.some" if count > 1 else "exercises.found.one", count=count, all=everything)
    st.info(words("exercises.found.pages", what=said, page=page, pages=pages) if pages > 1 else said)


def _none(words: Words, wanted: Wanted) -> str:
    if not wanted.text:
        return words("exercises.found.none_chosen")
    return words(
        "exercises.found.none_text_chosen" if wanted.filters else "exercises.found.none_text", text=plain(wanted.text)
    )


def _nothing(words: Words, index: Index, wanted: Wanted) -> None:
    advice = []
    if wanted.filters:
        advice.append(words("exercises.found.fewer_filters", filters=library_filters.chosen_in_words()))
        without = len(index.search(Wanted(text=wanted.text)).found) if wanted.text else 0
        if without:
            key = "exercises.found.without_filters" if without > 1 else "exercises.found.without_filters_one"
            advice.append(words(key, count=without, text=plain(wanted.text)))
    if wanted.text:
        advice.append(words("exercises.found.other_words"))
    st.markdown(f"{words('exercises.found.what_to_do')}\n\n{bullets(advice)}")


def _card(words: Words, here: Page, entry: Found, wanted: Wanted, mine: bool) -> None:
    exercise, rung = entry.exercise, entry.rung
    text = exercise.text[words.language]
    number = next(place for place, one in enumerate(exercise.rungs) if one is rung)
    opened = address.link_to(exercise.id, number if number and wanted != Wanted() else None)
    meta = [levels_in_words(words, exercise), versions_in_words(words, exercise)]
    marks = [f":green-badge[{words('exercises.card.mine')}]"] if mine else []
    with st.container(border=True, gap="xsmall", height="stretch"):
        st.page_link(
            here,
            label=f"**{short_name(text.name)}**",
            icon=":material/arrow_forward:",
            icon_position="right",
            query_params=opened,
        )
        with st.container(horizontal=True, wrap=False, gap="small"):
            shown = figure(exercise, rung, width=FIGURE_PX, way="thumb")
            st.markdown(
                "  \n".join([*(f":gray[{line}]" for line in meta), *marks])
                if shown
                else " ".join([f":gray[{' · '.join(meta)}]", *marks])
            )
        st.markdown(text.summary)


def short_name(name: str) -> str:
    """The name without what stands in brackets behind it: a link does not break into lines."""
    return name.split(" (")[0]


def levels_in_words(words: Words, exercise: Exercise) -> str:
    """ "Levels 1 to 3"."""
    low, high = exercise.rungs[0].level, exercise.rungs[-1].level
    return words("exercises.card.levels" if high > low else "exercises.card.level", low=low, high=high)


def versions_in_words(words: Words, exercise: Exercise) -> str:
    """ "4 versions"."""
    count = len(exercise.rungs)
    return words("exercises.card.versions" if count > 1 else "exercises.card.version", count=count)
